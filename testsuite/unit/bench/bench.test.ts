import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { findTarget } from '../../../src/driver/targets.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { compareInstructions, readAccepted } from '../../bench/gate.js';
import { buildHarness, makeReport, measureProgram } from '../../bench/measure.js';
import { findPrograms, globPattern } from '../../bench/programs.js';
import { RUNTIMES } from '../../bench/runtimes.js';
import { formatScaling, measureScaling } from '../../bench/scaling.js';
import { formatTable } from '../../bench/table.js';

const COMPARED = ['clang', 'ebpfc', 'ebpfc-v1'];

test('every program gives what native code gives, and the report is as its schema says', async t => {
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  const target = findTarget(undefined);
  if (!clang || !target) {
    t.log('skipped: no clang, or no code for this machine');
    t.pass();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-bench-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const build = { clang, target, folder, disabledPasses: new Set<string>() };
  const runtimes = RUNTIMES.filter(({ name }) => COMPARED.includes(name));
  const settings = { rounds: 3, sampleUs: 50, count: false };
  const harness = await buildHarness(build);
  const programs = process.env['EBPFC_TEST_ALL']
    ? '*'
    : 'switch,packet_*,alias,hash_churn,load_balancer,atomics';
  const reports = [];
  for (const program of findPrograms(programs))
    reports.push(await measureProgram(harness, program, runtimes, build, settings));
  const report = await makeReport(reports, runtimes, build, settings, []);
  t.true(reports.length >= 3);

  const schema = JSON.parse(readFileSync(join(packageRoot(), 'schemas/bench.schema.json'), 'utf8'));
  const ajv = new Ajv2020();
  t.true(ajv.validate(schema, JSON.parse(JSON.stringify(report))), ajv.errorsText());
  const table = formatTable(report);
  for (const { name } of reports) t.true(table.includes(`\n${name} `), name);
  t.regex(table, /^absent: gcc \(/m);
});

test('a glob names programs', t => {
  t.deepEqual(
    findPrograms('strcmp_*').map(({ name, symbol }) => [name, symbol]),
    [
      ['strcmp_fail', 'strcmp_fail'],
      ['strcmp_full', 'strcmp_full'],
    ],
  );
  t.true(globPattern('a.b,c?').test('cd'));
  t.false(globPattern('a.b').test('axb'));
});

test('the gate names what executes more than was accepted', t => {
  const accepted = { a: 1000, b: 1000 };
  const counted = { a: 1020, b: 1030, c: 1 };
  t.deepEqual(compareInstructions(accepted, counted), [
    'b: 1030 instructions, 3.0 % more than the 1000 accepted',
    'c: 1 instructions, and none accepted: run with --accept',
  ]);
});

test('every program has an accepted count', t => {
  const names = findPrograms('*').map(({ name }) => name);
  const accepted = Object.entries(readAccepted());
  t.true(accepted.length > 0);
  for (const [clang, counts] of accepted) t.deepEqual(Object.keys(counts), names, `clang ${clang}`);
});

test('every shape of program compiles, and its line says what it cost', t => {
  const rows = [...measureScaling([100])];
  t.deepEqual(
    rows.map(({ shape }) => shape),
    ['arithmetic', 'branches', 'loads', 'stack'],
  );
  for (const row of rows) {
    t.true(row.insns >= 100 && row.insns < 200);
    t.regex(formatScaling(row), /^\w+ +\d+ insns +[\d.]+ ms +[\d.]+ us each +\d+ MiB {3}\w+ [\d.]+, /);
  }
});
