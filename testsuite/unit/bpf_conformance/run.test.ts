import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { parseDataFile } from '../../../bpf_conformance/data-file.js';
import { executeOnInterpreter } from '../../../bpf_conformance/interpreter.js';
import { GROUPS } from '../../../bpf_conformance/requirements.js';
import {
  type ConformanceOptions,
  formatGroups,
  runConformance,
  runTest,
} from '../../../bpf_conformance/run.js';

const corpus = new URL('../../../../../shared/corpus/', import.meta.url);
const suite = fileURLToPath(new URL('conformance/', corpus));
const all: ConformanceOptions = { cpu: 'v4', includeGroups: GROUPS };

const withCorpus = existsSync(suite)
  ? test
  : (title: string, _: unknown) =>
      test(title, t => {
        t.log('skipped: the corpus is not here');
        t.pass();
      });

withCorpus('the interpreter passes the public suite, all of it', async t => {
  const reports = await runConformance(suite, all, executeOnInterpreter);
  t.deepEqual(
    reports.filter(r => r.verdict !== 'pass'),
    [],
  );
  t.is(reports.length, 313);
  t.log(`\n${formatGroups(reports)}`);
});

withCorpus('the negative tests: what must be rejected is, and the rest does not pass by chance', async t => {
  const reports = await runConformance(`${suite}/negative`, all, executeOnInterpreter);
  const names = (verdict: string) => reports.filter(r => r.verdict === verdict).map(r => r.name);
  const unused = reports.filter(r => r.name.startsWith('unused-'));
  t.is(unused.length, 45);
  t.deepEqual(
    unused.filter(r => r.verdict !== 'pass'),
    [],
  );
  // The text of these errors is the expected one, word for word.
  t.deepEqual(
    names('pass').filter(name => !name.startsWith('unused-')),
    ['invalid_lock.data', 'invalid_lock2.data'],
  );
  t.deepEqual(names('skip'), ['empty.data', 'empty_instructions.data', 'invalid_unknown_directive.data']);
  t.deepEqual(names('fail'), [
    'error.data',
    'incorrect_return_value_high_bits.data',
    'invalid_register.data',
  ]);
  t.is(names('error').length, 7);
  t.is(reports.length, 60);
});

withCorpus('versions and groups are those of the suite', async t => {
  const { files } = JSON.parse(readFileSync(new URL('MANIFEST.json', corpus), 'utf8'));
  const reports = await runConformance(suite, all, () => ({ kind: 'result', r0: 0n }));
  for (const { name, requirements } of reports) {
    const expected = files.find((f: { file: string }) => f.file === `conformance/${name}`);
    t.is(requirements?.cpu, expected.cpu_version, name);
    t.deepEqual([...requirements!.groups].sort(), [...expected.groups].sort(), name);
  }
  for (const [cpu, count] of [
    ['v1', 162],
    ['v2', 171],
    ['v3', 253],
    ['v4', 312],
  ] as const) {
    const run = await runConformance(suite, { cpu }, () => ({ kind: 'result', r0: 0n }));
    t.is(run.filter(r => r.verdict !== 'skip').length, count, cpu);
  }
});

test('the interpreter passes our own tests', async t => {
  const own = fileURLToPath(new URL('../../../../bpf_conformance/data/', import.meta.url));
  const reports = await runConformance(own, all, executeOnInterpreter);
  t.deepEqual(
    reports.filter(r => r.verdict !== 'pass'),
    [],
  );
  t.true(reports.length > 100);
  t.log(`\n${formatGroups(reports)}`);
});

test('sections of a test file', t => {
  const data = parseDataFile(
    '# comment\n-- mem\n00 ff\n10 zz 20\n-- asm # here\nmov %r0, 1\n\nexit # end\n-- result\n1\n0xffffffffffffffff\n',
  );
  t.deepEqual(data, {
    asm: 'mov %r0, 1\n\nexit ',
    asmLine: 6,
    raw: undefined,
    memory: Uint8Array.of(0, 255, 16),
    result: 0xffff_ffff_ffff_ffffn,
    error: undefined,
  });
  t.deepEqual(parseDataFile('-- asm\nexit\n'), { skip: 'No result or error in the test file' });
  t.deepEqual(parseDataFile('-- what\n'), { skip: 'Unknown directive -- what' });
  const raw = parseDataFile('-- raw\n0x0000000200000104 149\n-- error\nNo\n');
  t.deepEqual('raw' in raw && raw.raw, Uint8Array.of(4, 1, 0, 0, 2, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0));
});

test('verdicts', async t => {
  const verdict = async (text: string, r0: bigint, options: ConformanceOptions = all) => {
    const { verdict: v, detail } = await runTest('a.data', text, options, () => ({ kind: 'result', r0 }));
    return `${v} ${detail}`.trim();
  };
  const text = '-- asm\nldxdw %r0, [%r10-8]\nexit\n-- result\n0x2';
  t.is(await verdict(text, 2n), 'pass');
  t.is(await verdict(text, 3n), 'fail r0 is 0x3 where 0x2 is expected');
  t.is(await verdict(text, 2n, { excludeGroups: ['base64'] }), 'skip needs group base32');
  t.is(await verdict('-- asm\nmovsx864 %r0, %r1\nexit\n-- result\n0', 0n, {}), 'skip needs CPU v4');
  t.is(await verdict('-- asm\ncall %r1\nexit\n-- result\n0', 0n, {}), 'skip needs group callx');
  t.is(await verdict('-- asm\nfoo\n-- result\n0', 0n), 'error invalid mnemonic: foo');
  t.is(await verdict('-- raw\n95 00 00 00 01 00 00 00\n-- error\n', 0n), 'pass');
  t.is(await verdict('-- asm\nexit\n-- error\n', 0n), 'fail r0 is 0x0 where an error is expected');
  t.is(await verdict('-- asm\nfoo\n-- error\nInvalid mnemonic: foo', 0n), 'pass');
});
