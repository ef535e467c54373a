/**
 * Damaged input through the whole command line: whatever it is, ebpfc says what is wrong or compiles it. Never an
 * internal error (70), never a crash, never a hang, and never an error without a word.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../src/driver/resources.js';
import { run } from '../unit/driver/shell.js';
import { mutate, Random } from './elf-mutation.js';

const ROUNDS = process.env['EBPFC_TEST_ALL'] ? 3000 : 60;
const FIXTURES = join(packageRoot(), 'testsuite/fixtures');
const MAX_SECONDS = 30;

type Damage = (bytes: Uint8Array, random: Random) => Uint8Array;

/** A few bytes anywhere. */
const flip: Damage = (bytes, random) => {
  const copy = bytes.slice();
  for (let i = random.below(6); i >= 0; i--) copy[random.below(copy.length)] = random.below(256);
  return copy;
};
const cut: Damage = (bytes, random) => bytes.slice(0, random.below(bytes.length));
/** A part of the file over another part. */
const splice: Damage = (bytes, random) => {
  const copy = bytes.slice();
  const from = random.below(bytes.length);
  copy.copyWithin(random.below(bytes.length), from, from + random.below(64));
  return copy;
};
const DAMAGES = [flip, flip, cut, splice];

/** Runs ebpfc on damaged bytes and gives what is wrong with how it answered. */
async function offence(
  bytes: Uint8Array,
  words: readonly string[],
  dir: string,
): Promise<string | undefined> {
  const path = join(dir, 'input');
  writeFileSync(path, bytes);
  const start = Date.now();
  const { exit, err } = await run([...words, '-o', join(dir, 'output'), path]);
  const seconds = (Date.now() - start) / 1000;
  if (exit !== 0 && exit !== 1) return `exit ${exit}: ${err}`;
  if (exit === 1 && !/error\[E\d{4}\]/.test(err)) return `no diagnostic: ${err}`;
  return seconds > MAX_SECONDS ? `took ${seconds} s` : undefined;
}

function scratch(t: { teardown(f: () => void): void }): string {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-hostile-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  return dir;
}

test('damaged objects', async t => {
  t.timeout(3_600_000);
  const dir = scratch(t);
  const objects = readdirSync(FIXTURES).filter(name => /\.v[34]\.o$/.test(name));
  t.true(objects.length > 5);
  const random = new Random(Number(process.env['EBPFC_FUZZ_SEED'] ?? 2463534242));
  for (let round = 0; round < ROUNDS; round++) {
    const name = objects[random.below(objects.length)]!;
    const bytes = mutate(new Uint8Array(readFileSync(join(FIXTURES, name))), random);
    // The text for clang is what damage can spoil; that clang takes it is seen in some of the rounds.
    const words = round % 10 === 0 ? ['-O1'] : ['-emit-llvm'];
    const wrong = await offence(bytes, words, dir);
    if (wrong !== undefined) {
      const kept = join(tmpdir(), `ebpfc-hostile-${round}.o`);
      writeFileSync(kept, bytes);
      t.fail(`round ${round}, ${name} (kept as ${kept}): ${wrong}`);
      return;
    }
  }
  t.pass();
});

test('damaged assembly', async t => {
  t.timeout(3_600_000);
  const dir = scratch(t);
  const source = readFileSync(join(FIXTURES, 'isa/forms.s'));
  const random = new Random(88172645);
  for (let round = 0; round < ROUNDS; round++) {
    const start = random.below(source.length - 400);
    const bytes = DAMAGES[random.below(DAMAGES.length)]!(
      new Uint8Array(source.subarray(start, start + 400)),
      random,
    );
    const wrong = await offence(bytes, ['-x', 'asm', '-emit-llvm'], dir);
    if (wrong !== undefined) {
      t.fail(`round ${round}: ${wrong}\n${Buffer.from(bytes).toString()}`);
      return;
    }
  }
  t.pass();
});

test('noise as raw instructions', async t => {
  t.timeout(3_600_000);
  const dir = scratch(t);
  const random = new Random(521288629);
  // Opcodes that exist, so that more than the decoder is reached; jumps and calls land anywhere.
  const opcodes = [
    0x05, 0x07, 0x0f, 0x15, 0x18, 0x2d, 0x61, 0x63, 0x7b, 0x85, 0x95, 0xb7, 0xbf, 0xc3, 0xdb, 0x06,
  ];
  for (let round = 0; round < ROUNDS; round++) {
    const bytes = new Uint8Array(8 * (1 + random.below(24)));
    for (let at = 0; at < bytes.length; at += 8) {
      bytes[at] = opcodes[random.below(opcodes.length)]!;
      bytes[at + 1] = random.below(11) | (random.below(11) << 4);
      if (random.below(2)) bytes[at + 2] = random.below(12);
      if (random.below(2)) bytes[at + 4] = random.below(12);
    }
    const wrong = await offence(bytes, ['-x', 'raw', round % 10 === 0 ? '-O1' : '-emit-llvm'], dir);
    if (wrong !== undefined) {
      t.fail(`round ${round}: ${wrong}\n${Buffer.from(bytes).toString('hex')}`);
      return;
    }
  }
  t.pass();
});
