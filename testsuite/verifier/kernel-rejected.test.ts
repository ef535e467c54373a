import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { run } from '../unit/driver/shell.js';
import { CORPUS, corpusPackets, corpusPrograms, hasCorpus, moduleOf, prepare } from './corpus.js';
import { judge } from './judge.js';

interface Row {
  readonly program: string;
  /** What the kernel said. */
  readonly kernel: string;
  /** Why it is safe all the same. */
  readonly why: string;
}
const path = join(import.meta.dirname, '../../../testsuite/verifier/kernel-rejected.json');
const rows = JSON.parse(readFileSync(path, 'utf8')) as Row[];
const VERDICTS = new Set(['verifier', 'unsupported-helper-for-type']);
const KERNEL_TYPES = '/sys/kernel/btf/vmlinux';

test('what the kernel rejects and we accept is explained, program by program, and does nothing wrong', t => {
  if (!hasCorpus) {
    t.log('skipped: the open corpus is not there');
    t.pass();
    return;
  }
  const seed = Math.floor(Math.random() * 2 ** 31);
  const packets = corpusPackets();
  const found = new Map<string, string>();
  for (const program of corpusPrograms()) {
    const { expected, file } = program;
    if (expected.verdict !== 'rejected' || !VERDICTS.has(expected.reject_class ?? '')) continue;
    const module = moduleOf(program);
    const subject = module && prepare(module, program, 2_000_000);
    if (subject?.verify().verdict !== 'accepted') continue;
    found.set(`${file}:${expected.name}`, expected.reason ?? '');
    const verdict = judge(subject, packets, seed, 30);
    t.is(verdict.violation, undefined, `${file}:${expected.name}, seed ${seed}`);
    t.true(verdict.clean > 0, `${file}:${expected.name}: ${verdict.unjudged.join()}`);
  }
  t.deepEqual([...found.keys()].sort(), rows.map(({ program }) => program).sort());
  for (const { program, kernel, why } of rows)
    t.true(found.get(program) === kernel && why.length > 40, program);
  t.log(`${found.size} programs, seed ${seed}`);
});

test('a poisoned relocation that is reached is refused', async t => {
  if (!hasCorpus || !existsSync(KERNEL_TYPES)) {
    t.log(`skipped: the open corpus or ${KERNEL_TYPES} is not there`);
    t.pass();
    return;
  }
  for (const [file, program] of [
    ['btf__testdata__relocs-el.elf', 'fields'],
    ['btf__testdata__relocs_read-el.elf', 'reads'],
    ['testdata__errors-el.elf', 'poisoned_single'],
    ['testdata__errors-el.elf', 'poisoned_double'],
  ] as const) {
    const words = ['verify', '--json', `--btf=${KERNEL_TYPES}`, join(CORPUS, 'elf/cilium-ebpf', file)];
    const { out } = await run(words);
    const row = out
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
      .find(verdict => verdict.program === program);
    t.not(row?.verdict, 'accepted', `${file}:${program}`);
    t.is(row?.reason?.code, 'E0114', `${file}:${program}`);
  }
});
