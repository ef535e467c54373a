import test from 'ava';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { lowerToText } from '../../../../src/driver/pipeline.js';
import { assemble } from '../../../../src/frontend/asm/assemble.js';
import { moduleFromCode } from '../../../../src/frontend/raw.js';

/** The lines of LLVM text of one instruction of a raw program that touch memory. */
function memoryLines(insn: string): string[] {
  const sink = new DiagnosticSink();
  const module = moduleFromCode('p', assemble(`${insn}\nr0 = 0\nexit`, sink)!.insns, {}, sink)!;
  const lowered = lowerToText(
    { module, entry: 'raw' },
    {
      triple: 'x86_64-linux-gnu',
      features: '',
      dispatch: false,
      producer: '',
      command: '',
      inputSha256: '',
      debug: false,
      disabledPasses: new Set(),
    },
    sink,
  );
  return lowered!.text
    .split('\n')
    .filter(line => /^ .*\b(load|store|atomicrmw|cmpxchg)\b/.test(line) && !line.includes('%tail_calls'));
}

const FETCHING = [
  'r2 = atomic_fetch_add((u64 *)(r1 + 8), r2)',
  'w2 = atomic_fetch_or((u32 *)(r1 + 8), w2)',
  'w2 = xchg32_32(r1 + 8, w2)',
  'r0 = cmpxchg_64(r1 + 8, r0, r2)',
  'w0 = cmpxchg32_32(r1 + 8, w0, w2)',
];

for (const insn of FETCHING) {
  test(`${insn} is one operation, and fully ordered`, t => {
    const lines = memoryLines(insn);
    t.is(lines.length, 1, lines.join('\n'));
    t.regex(lines[0]!, /seq_cst/);
  });
}

test('acquire and release are just that, and an atomic without result is relaxed', t => {
  t.regex(memoryLines('r0 = load_acquire((u64 *)(r1 + 8))').join('\n'), /load atomic i64.* acquire, align 8/);
  t.regex(
    memoryLines('store_release((u16 *)(r1 + 8), w2)').join('\n'),
    /store atomic i16.* release, align 2/,
  );
  t.regex(memoryLines('lock *(u64 *)(r1 + 8) += r2').join('\n'), /atomicrmw add .* monotonic, align 8/);
});
