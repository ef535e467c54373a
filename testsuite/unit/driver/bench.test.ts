import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import test from 'ava';
import { packageRoot } from '../../../src/driver/resources.js';
import { run } from './shell.js';

const MAPS = join(packageRoot(), 'testsuite/fixtures/maps.v3.o');
const home = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
test.after.always(() => rmSync(home, { recursive: true }));
const cached = { ...process.env, XDG_CACHE_HOME: home };

test.serial('each program of an object is measured, and the figures are as their schema says', async t => {
  const { exit, out, err } = await run(['bench', '--json', '--rounds=3', MAPS], cached);
  t.is(exit, 0, err);
  const report = JSON.parse(out);
  const schema = JSON.parse(readFileSync(join(packageRoot(), 'schemas/bench-object.schema.json'), 'utf8'));
  const ajv = new Ajv2020();
  t.true(ajv.validate(schema, report), ajv.errorsText());
  t.deepEqual(
    report.programs.map(({ program }: { program: string }) => program),
    ['tail_one', 'tail_two', 'count'],
  );
  for (const { samples } of report.programs) t.is(samples.length, 3);
  t.true(report.compileMs > 0 && report.codeBytes > 0);
});

test.serial('data and programs can be chosen; twice the work takes longer', async t => {
  const path = join(home, 'sum.s');
  writeFileSync(path, 'mov %r0, 0\nadd %r0, 3\nmul %r0, %r2\nsub %r2, 1\njne %r2, 0, -4\nexit\n');
  const medianOf = async (bytes: number) => {
    const words = ['bench', '--json', '--rounds=5', `--hex=${'00'.repeat(bytes)}`, path];
    return JSON.parse((await run(words, cached)).out).programs[0].median as number;
  };
  t.true((await medianOf(100)) < (await medianOf(2000)));
  const text = (await run(['bench', '--rounds=2', '--program=count', MAPS], cached)).out;
  t.regex(text, /: 1 program, \d+ bytes of code, compiled in \d+ ms\ncount {2}[\d.]+ ns a call, /);
});

test.serial('what cannot be measured is said', async t => {
  t.regex((await run(['bench'], cached)).err, /E0806/);
  t.regex((await run(['bench', '--program=none', MAPS], cached)).err, /E0811/);
  const path = join(home, 'crash.s');
  writeFileSync(path, 'mov %r1, 16\nldxdw %r0, [%r1]\nexit\n');
  const { exit, err } = await run(['bench', path], cached);
  t.regex(err, /E0812/);
  t.true(exit > 128);
});
