/** Damaged input of every language: in bulk up to LLVM text, and some of it through the command itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../src/driver/resources.js';
import { KINDS, Originals } from './hostile-input.js';
import { runHostile } from './hostile-run.js';

/** Found by long runs. */
const KNOWN = [
  ['btf', 9016],
  ['ir', 6041],
] as const;

for (const kind of KINDS) {
  test.serial(`damaged input of kind ${kind}, as far as LLVM text`, async t => {
    t.timeout(3_600_000);
    for (const [other, seed] of KNOWN)
      if (other === kind) t.deepEqual((await runHostile(kind, seed, 1)).faults, []);
    const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? 1);
    const report = await runHostile(kind, seed, process.env['EBPFC_TEST_ALL'] ? 20_000 : 60);
    t.deepEqual(
      report.faults.slice(0, 3),
      [],
      `node build/scripts/fuzz-hostile.js --kind ${kind} --seed SEED`,
    );
    t.true(report.compiled > 0 && report.compiled < report.inputs, `${report.compiled} compiled`);
    t.log(`${report.compiled} of ${report.inputs} compiled, slowest ${report.slowestMs.toFixed(0)} ms`);
  });
}

const FORMATS = { elf: 'elf', btf: 'elf', asm: 'asm', ir: 'ir', words: 'asm' } as const;

test.serial('damaged input of every kind through the command itself', t => {
  t.timeout(3_600_000);
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-hostile-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const originals = new Originals();
  const command = join(packageRoot(), 'bin/ebpfc.js');
  const rounds = process.env['EBPFC_TEST_ALL'] ? 100 : 2;
  const outcomes = { 0: 0, 1: 0 };
  for (let round = 0; round < rounds * KINDS.length; round++) {
    const kind = KINDS[round % KINDS.length]!;
    const [input, output] = [join(dir, 'input'), join(dir, `output-${round}`)];
    writeFileSync(input, originals.damaged(kind, 1_000_000 + round));
    const words = kind === 'words' ? [`@${input}`, '/dev/null'] : [input];
    const args = [...words, '-x', FORMATS[kind], '-O1', '-o', output];
    const run = spawnSync(process.execPath, [command, ...args], {
      encoding: 'utf8',
      timeout: 120_000,
      cwd: dir,
    });
    const what = `${kind} ${1_000_000 + round}: ${run.stderr}`;
    t.is(run.signal, null, what);
    // 2: the command line itself is wrong.
    const refused = run.status === 1 || (kind === 'words' && run.status === 2);
    t.true(run.status === 0 || refused, `exit ${run.status}, ${what}`);
    outcomes[refused ? 1 : 0]++;
    if (refused) {
      t.regex(run.stderr, /error\[E\d{4}\]/, what);
      t.false(existsSync(output), `an output in spite of an error: ${what}`);
    } else if (kind !== 'words') t.true(existsSync(output), what);
  }
  t.log(`${outcomes[0]} compiled, ${outcomes[1]} refused`);
});
