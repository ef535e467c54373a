/**
 * Diagnostics for people: the message, the place, the source line with what is meant underlined, notes and help.
 *
 *     error[E0412]: read of 4 bytes may go past the end of the packet
 *       --> xdp_drop.bpf.c:14:9 (xdp_drop, insn 7: r3 = *(u32 *)(r1 +14))
 *        |
 *     14 |   if (eth->h_proto == bpf_htons(ETH_P_IP))
 *        |       ^^^^^^^^^^^^ 14 bytes are proved available, 18 needed
 *        = note: the range was last checked at xdp_drop.bpf.c:11:6
 *        = help: compare `data + 18` with `data_end` before this access
 */
import { CODES, type Code, type CodeRow } from './codes.js';
import type { Diagnostic, Place } from './diagnostic.js';
import { cellWidth, drawLine, printable, tokenLength } from './source.js';

/** What a piece of output is, for the one who colours it. */
export type Ink = 'error' | 'warning' | 'note' | 'help' | 'frame' | 'title' | 'plain';
export type Painter = (ink: Ink, text: string) => string;

export interface RenderOptions {
  /** Terminal columns; notes are wrapped and source lines cut to it. */
  readonly width: number;
  readonly color: boolean;
  /** Instead of the ANSI colours that `color` asks for. */
  readonly paint?: Painter;
}

const ANSI: Readonly<Record<Ink, string>> = {
  error: '\x1b[1;31m',
  warning: '\x1b[1;33m',
  note: '\x1b[1;32m',
  help: '\x1b[1;36m',
  frame: '\x1b[1;34m',
  title: '\x1b[1m',
  plain: '',
};

export const ansiPainter: Painter = (ink, text) => (ANSI[ink] && text ? `${ANSI[ink]}${text}\x1b[0m` : text);
export const plainPainter: Painter = (_, text) => text;

const MIN_WIDTH = 40;

/** All diagnostics, in order, a blank line after each. Empty when there are none. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const paint = options.paint ?? (options.color ? ansiPainter : plainPainter);
  const width = Math.max(options.width, MIN_WIDTH);
  return diagnostics.map(d => `${renderOne(d, width, paint).join('\n')}\n\n`).join('');
}

/** `2 errors, 1 warning`; empty when there is neither. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Diagnostic['severity']): string[] => {
    const n = diagnostics.filter(d => d.severity === severity).length;
    return n === 0 ? [] : [`${n} ${severity}${n === 1 ? '' : 's'}`];
  };
  return [...count('error'), ...count('warning')].join(', ');
}

function renderOne(d: Diagnostic, width: number, paint: Painter): string[] {
  const marks = collectMarks(d);
  const gutter = Math.max(1, ...marks.map(mark => String(mark.number).length));
  const row: CodeRow = CODES[d.code as Code];
  const name = row.name === undefined ? '' : ` [-W${row.name}]`;
  const lines = [
    paint(d.severity, `${d.severity}[${d.code}]`) + paint('title', `: ${printable(d.message)}${name}`),
  ];
  if (d.place) {
    const where = describePlace(d.place);
    if (where) lines.push(`${' '.repeat(gutter)}${paint('frame', '-->')} ${where}`);
  }
  lines.push(...renderMarks(marks, d, gutter, width, paint));
  const footnote = (ink: 'note' | 'help', text: string) =>
    lines.push(...renderFootnote(ink, text, gutter, width, paint));
  for (const text of unmarked(d)) footnote('note', text);
  for (const note of d.notes) footnote('note', note);
  if (d.help !== undefined) footnote('help', d.help);
  return lines;
}

// ---- Places ------------------------------------------------------------------------------------------------------

/** `file:line:column (program, insn 7: text)`, or section and offset when there is no source line. */
function describePlace(place: Place): string {
  const parts: string[] = [];
  if (place.line !== undefined) {
    const column = place.column === undefined ? '' : `:${place.column}`;
    parts.push(`${place.file ?? '<source>'}:${place.line}${column}`);
  } else {
    if (place.file !== undefined) parts.push(place.file);
    if (place.section !== undefined) {
      const offset = place.offset === undefined ? '' : `+0x${place.offset.toString(16)}`;
      parts.push(`section ${place.section}${offset}`);
    }
  }
  const inside: string[] = [];
  if (place.program !== undefined) inside.push(place.program);
  // Without a source line the instruction is shown as if it were one.
  if (place.insn) {
    inside.push(
      place.text === undefined ? `insn ${place.insn.index}` : `insn ${place.insn.index}: ${place.insn.text}`,
    );
  }
  const detail = inside.length === 0 ? '' : `(${inside.join(', ')})`;
  return printable([parts.join(', '), detail].filter(part => part !== '').join(' '));
}

// ---- Source lines ------------------------------------------------------------------------------------------------

/** One underlined piece of one line. The line is a source line, or an instruction when there is no source. */
interface Mark {
  readonly file: string;
  readonly kind: 'line' | 'insn';
  readonly number: number;
  readonly source: string;
  readonly column: number;
  readonly length: number;
  readonly text: string;
  readonly primary: boolean;
}

function toMark(place: Place, text: string, primary: boolean): Mark | undefined {
  const file = place.file ?? '';
  if (place.line !== undefined && place.text !== undefined) {
    const indent = [...place.text].length - [...place.text.trimStart()].length;
    const column = place.column ?? indent + 1;
    const whole = Math.max([...place.text.trimEnd()].length - indent, 1);
    const length = place.length ?? (place.column === undefined ? whole : tokenLength(place.text, column));
    return { file, kind: 'line', number: place.line, source: place.text, column, length, text, primary };
  }
  if (place.insn) {
    const { index, text: source } = place.insn;
    const length = [...source].length;
    return { file, kind: 'insn', number: index, source, column: 1, length, text, primary };
  }
  return undefined;
}

function collectMarks(d: Diagnostic): Mark[] {
  const primary = d.place && toMark(d.place, d.label ?? '', true);
  const marks = d.labels.flatMap(label => toMark(label.place, label.text, false) ?? []);
  if (primary) marks.unshift(primary);
  return marks;
}

/** Labels of places that have neither a source line nor an instruction to underline. */
function unmarked(d: Diagnostic): string[] {
  const own = d.label !== undefined && !(d.place && toMark(d.place, '', true)) ? [d.label] : [];
  const others = d.labels.filter(label => !toMark(label.place, '', false));
  return [...own, ...others.map(({ place, text }) => `${describePlace(place)}: ${text}`.replace(/^: /, ''))];
}

/** Marks grouped by file (that of the primary first), each file's lines in order. */
function renderMarks(
  marks: readonly Mark[],
  d: Diagnostic,
  gutter: number,
  width: number,
  paint: Painter,
): string[] {
  const lines: string[] = [];
  const bar = paint('frame', `${' '.repeat(gutter)} |`);
  const groups = new Map<string, Mark[]>();
  for (const mark of marks) {
    const key = `${mark.kind} ${mark.file}`;
    groups.set(key, [...(groups.get(key) ?? []), mark]);
  }
  for (const group of groups.values()) {
    const first = group[0]!;
    if (!first.primary) {
      const from = d.labels.find(label => toMark(label.place, '', false)?.number === first.number);
      if (from) lines.push(`${' '.repeat(gutter)}${paint('frame', ':::')} ${describePlace(from.place)}`);
    }
    lines.push(bar);
    let last: number | undefined;
    for (const number of [...new Set(group.map(mark => mark.number))].sort((a, b) => a - b)) {
      if (last !== undefined && number > last + 1) lines.push(paint('frame', '...'));
      const here = group.filter(mark => mark.number === number);
      lines.push(...renderLine(number, here, d.severity, gutter, width, paint));
      last = number;
    }
  }
  const footnotes = d.notes.length + unmarked(d).length + (d.help === undefined ? 0 : 1);
  if (marks.length > 0 && footnotes > 0) lines.push(bar);
  return lines;
}

function renderLine(
  number: number,
  marks: readonly Mark[],
  severity: 'error' | 'warning',
  gutter: number,
  width: number,
  paint: Painter,
): string[] {
  const drawn = drawLine(marks[0]!.source);
  const room = width - gutter - 3;
  const cellOf = (column: number) => drawn.cells[Math.min(Math.max(column - 1, 0), drawn.cells.length - 1)]!;
  const focus = cellOf((marks.find(mark => mark.primary) ?? marks[0]!).column);
  const view = cutToWidth(drawn.text, focus, room);
  const lines = [`${paint('frame', `${String(number).padStart(gutter)} |`)} ${view.text}`.trimEnd()];
  for (const mark of marks) {
    const start = Math.max(cellOf(mark.column) - view.skipped, 0);
    const end = Math.min(cellOf(mark.column + mark.length) - view.skipped, room);
    const underline = (mark.primary ? '^' : '-').repeat(Math.max(end - start, 1));
    const ink: Ink = mark.primary ? severity : 'frame';
    const text = printable(mark.text);
    const bar = paint('frame', `${' '.repeat(gutter)} |`);
    const beside = cellWidth(text) <= room - start - underline.length - 1;
    const pad = ' '.repeat(start);
    lines.push(`${bar} ${pad}${paint(ink, beside && text ? `${underline} ${text}` : underline)}`);
    if (!beside && text) {
      const indent = Math.min(start, Math.max(room - 30, 0));
      for (const part of wrap(text, room - indent))
        lines.push(`${bar} ${' '.repeat(indent)}${paint(ink, part)}`);
    }
  }
  return lines;
}

/** The part of a line around cell `focus` that fits; `skipped` cells are gone from its start. */
function cutToWidth(text: string, focus: number, room: number): { text: string; skipped: number } {
  if (cellWidth(text) <= room) return { text, skipped: 0 };
  const skip = focus < room - 10 ? 0 : Math.max(focus - Math.floor(room / 3), 0);
  let cell = 0;
  let skipped = 0;
  let shown = '';
  for (const c of text) {
    const next = cell + cellWidth(c);
    if (cell < skip) skipped = next;
    else if (next - skipped <= room - 1) shown += c;
    else {
      shown += '…';
      break;
    }
    cell = next;
  }
  return { text: skipped > 0 ? `…${shown.slice(1)}` : shown, skipped };
}

// ---- Notes -------------------------------------------------------------------------------------------------------

function renderFootnote(
  ink: 'note' | 'help',
  text: string,
  gutter: number,
  width: number,
  paint: Painter,
): string[] {
  const indent = ' '.repeat(gutter + 1);
  const lead = `${ink}: `;
  const hang = ' '.repeat(gutter + 3 + lead.length);
  const lines = text.split('\n').flatMap(line => wrap(printable(line), width - hang.length));
  return lines.map((line, i) =>
    i === 0 ? `${indent}${paint('frame', '=')} ${paint(ink, lead.trimEnd())} ${line}` : `${hang}${line}`,
  );
}

/** Breaks a text at spaces into lines of at most `width` cells; a longer word stays whole. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && cellWidth(line) + 1 + cellWidth(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
