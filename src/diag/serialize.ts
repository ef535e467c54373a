/** Diagnostics for machines: JSON lines (schemas/diagnostic.schema.json) and SARIF 2.1.0 (OASIS). */
import { CODES, type CodeRow } from './codes.js';
import type { Diagnostic, Label, Place } from './diagnostic.js';

/** One diagnostic as one line of JSON, newline included; members always in the same order. */
export function toJsonLine(d: Diagnostic): string {
  const { name }: CodeRow = CODES[d.code];
  const line = {
    code: d.code,
    severity: d.severity,
    name,
    message: d.message,
    place: d.place && orderedPlace(d.place),
    label: d.label,
    labels: d.labels.map(({ place, text }) => ({ text, place: orderedPlace(place) })),
    notes: d.notes,
    help: d.help,
  };
  return `${JSON.stringify(line)}\n`;
}

function orderedPlace({ file, line, column, length, text, section, offset, program, insn }: Place): Place {
  const place = { file, line, column, length, text, section, offset, program, insn };
  return place as Place; // members without a value do not get into JSON
}

/** All diagnostics of a run as one SARIF document, for code review tools; `version` is that of the compiler. */
export function toSarif(diagnostics: readonly Diagnostic[], version: string): string {
  const codes = [...new Set(diagnostics.map(d => d.code))].sort();
  const rules = codes.map(code => {
    const row: CodeRow = CODES[code];
    return {
      id: code,
      ...(row.name !== undefined && { name: row.name }),
      shortDescription: { text: row.message },
      ...(row.help !== undefined && { help: { text: row.help } }),
      defaultConfiguration: { level: row.severity },
    };
  });
  const results = diagnostics.map(d => ({
    ruleId: d.code,
    ruleIndex: codes.indexOf(d.code),
    level: d.severity,
    message: {
      text: [d.message, ...d.notes, ...(d.help === undefined ? [] : [`help: ${d.help}`])].join('\n'),
    },
    ...(d.place && { locations: [location(d.place, d.label)] }),
    ...(d.labels.length > 0 && { relatedLocations: d.labels.map(relatedLocation) }),
  }));
  const driver = { name: 'ebpfc', version, rules };
  const document = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'unicodeCodePoints', results }],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function relatedLocation({ place, text }: Label, id: number): object {
  return { id, ...location(place, text) };
}

function location(place: Place, text: string | undefined): object {
  const region = place.line !== undefined &&
    place.line > 0 && {
      region: {
        startLine: place.line,
        ...(place.column !== undefined && place.column > 0 && { startColumn: place.column }),
        ...(place.column !== undefined &&
          place.column > 0 &&
          place.length !== undefined && { endColumn: place.column + place.length }),
        ...(place.text !== undefined && { snippet: { text: place.text } }),
      },
    };
  const name = place.program ?? place.section;
  return {
    ...(place.file !== undefined && {
      physicalLocation: { artifactLocation: { uri: encodeURI(place.file) }, ...region },
    }),
    ...(name !== undefined && {
      logicalLocations: [
        {
          name,
          kind: place.program === undefined ? 'module' : 'function',
          ...(place.insn && {
            fullyQualifiedName: `${name}:${place.insn.index}`,
            decoratedName: place.insn.text,
          }),
        },
      ],
    }),
    ...(text !== undefined && { message: { text } }),
  };
}
