import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { DiagnosticSink, type Place } from '../../../src/diag/diagnostic.js';
import { toJsonLine, toSarif } from '../../../src/diag/serialize.js';

const schema = JSON.parse(
  readFileSync(new URL('../../../../schemas/diagnostic.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ strict: true }).compile(schema);

const everywhere: Place = {
  file: 'a.c',
  line: 3,
  column: 2,
  length: 4,
  text: ' x = 1;',
  section: 'xdp',
  offset: 56,
  program: 'f',
  insn: { index: 7, text: 'r0 = 1' },
};

function sink(): DiagnosticSink {
  const found = new DiagnosticSink();
  found.report('E0301', { target: 9 }, everywhere, {
    label: 'here',
    labels: [{ place: { file: 'b.c', line: 1 }, text: 'and here' }],
    notes: ['why'],
    help: 'do not',
  });
  found.report('W0001', {});
  found.report('E0302', {}, { section: 'xdp' });
  return found;
}

test('a diagnostic is one line that fits the schema and loses nothing', t => {
  for (const d of sink().diagnostics) {
    const line = toJsonLine(d);
    t.is(line.indexOf('\n'), line.length - 1);
    const read = JSON.parse(line);
    t.true(validate(read), JSON.stringify(validate.errors));
    const { name, ...rest } = read;
    t.deepEqual(rest, { ...d });
    t.is(name, d.code === 'W0001' ? 'unverified' : undefined);
  }
});

test('the order of members does not depend on who made the place', t => {
  const found = new DiagnosticSink();
  found.report('E0302', {}, { file: 'a.c', line: 3 });
  found.report('E0302', {}, { line: 3, file: 'a.c' });
  const [first, second] = found.diagnostics.map(toJsonLine);
  t.is(first, second!);
});

test('the schema refuses what is not a diagnostic', t => {
  const [line] = sink().diagnostics.map(toJsonLine);
  const good = JSON.parse(line!);
  const without = (member: string) =>
    Object.fromEntries(Object.entries(good).filter(([key]) => key !== member));
  for (const bad of [
    { ...good, code: 'X1' },
    { ...good, severity: 'fatal' },
    { ...good, extra: 1 },
    { ...good, place: { line: 0 } },
    without('labels'),
    without('message'),
  ])
    t.false(validate(bad), JSON.stringify(bad));
});

test('SARIF has what its schema requires', t => {
  const found = new DiagnosticSink();
  const place = {
    file: 'a b.c',
    line: 3,
    column: 2,
    length: 4,
    program: 'f',
    insn: { index: 7, text: 'exit' },
  };
  found.report('E0301', { target: 9 }, place, { labels: [{ place, text: 'here' }], notes: ['why'] });
  found.report('W0001', {});
  const document = JSON.parse(toSarif(found.diagnostics, '1.2.3'));
  const validate = new Ajv2020({ strict: false }).compile({
    type: 'object',
    required: ['version', 'runs'],
    properties: {
      version: { const: '2.1.0' },
      runs: {
        type: 'array',
        items: {
          required: ['tool', 'results'],
          properties: {
            results: { type: 'array', minItems: 2, items: { required: ['ruleId', 'level', 'message'] } },
          },
        },
      },
    },
  });
  t.true(validate(document), JSON.stringify(validate.errors));
  const [first] = document.runs[0].results;
  t.is(first.locations[0].physicalLocation.artifactLocation.uri, 'a%20b.c');
  t.is(first.locations[0].physicalLocation.region.startLine, 3);
  t.is(first.locations[0].physicalLocation.region.endColumn, 6);
  t.is(document.runs[0].tool.driver.rules[first.ruleIndex].id, 'E0301');
});
