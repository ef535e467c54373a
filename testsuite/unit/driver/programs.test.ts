/** Programs in C from their source to their result: what only whole programs can show. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { run } from './shell.js';

const SOURCES = join(packageRoot(), 'testsuite/fixtures/programs');
const PACKET = '00'.repeat(60);
/** The cache is that of the folder, so that the runtime is built once for all tests. */
const home = mkdtempSync(join(tmpdir(), 'ebpfc-programs-'));
test.after.always(() => rmSync(home, { recursive: true }));

interface Case {
  readonly source: string;
  readonly program: string;
  readonly expected: number;
  readonly options?: readonly string[];
}

const CASES: readonly Case[] = [
  { source: 'tail-calls', program: 'once', expected: 7 },
  { source: 'tail-calls', program: 'missing', expected: 101 },
  { source: 'tail-calls', program: 'chain', expected: 33 },
  { source: 'arena-global', program: 'bump', expected: 42 },
  { source: 'arena-list', program: 'list', expected: 45, options: ['--no-verify'] },
];

/** The rest takes long: each level is a runtime of its own. */
const LEVELS = process.env['EBPFC_TEST_ALL'] ? ['0', '2'] : ['2'];

for (const { source, program, expected, options = [] } of CASES) {
  for (const level of LEVELS) {
    test.serial(`${program} of ${source} at -O${level}`, async t => {
      const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
      if (!clang) {
        t.log('skipped: no clang');
        t.pass();
        return;
      }
      const object = join(home, `${source}.o`);
      const args = [
        '--target=bpf',
        '-mcpu=v4',
        '-O2',
        '-g',
        '-c',
        join(SOURCES, `${source}.bpf.c`),
        '-o',
        object,
      ];
      const made = spawnSync(clang.command, args, { encoding: 'utf8' });
      t.is(made.status, 0, made.stderr);
      const words = ['run', `-O${level}`, ...options, `--program=${program}`, `--hex=${PACKET}`, object];
      const { exit, out, err } = await run(words, { ...process.env, XDG_CACHE_HOME: home });
      t.is(exit, 0, err);
      t.regex(out, new RegExp(`^${program} returned ${expected} `, 'm'));
    });
  }
}
