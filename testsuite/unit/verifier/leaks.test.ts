import test, { type ExecutionContext } from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { verifyModule } from '../../../src/verifier/verify.js';
import { irOfText, map } from './verify-text.js';

const MAPS = [map('array', 4, 64, 8), map('perf_event_array', 4, 4)];

const VALUE = `
  *(u32 *)(r10 - 4) = 0
  r6 = r1
  r1 = map_fd 0 ll
  r2 = r10
  r2 += -4
  call bpf_map_lookup_elem
  if r0 == 0 goto out
  r7 = r0
`;
const END = '\nout:\nr0 = 0\nexit';

/** What a program does is fine unless addresses are to be hidden. */
function leaks(t: ExecutionContext, text: string, section = 'tc', hidden = true): void {
  for (const optimise of [false, true])
    for (const hidePointers of [false, true]) {
      const ir = irOfText(section, text, MAPS, optimise);
      const sink = new DiagnosticSink();
      const { programs } = verifyModule(ir, { arch: 'x86_64', hidePointers }, sink);
      const expected = hidePointers && hidden ? 'E0419' : undefined;
      t.is(
        programs[0]?.code,
        expected,
        `${optimise} ${hidePointers} ${sink.diagnostics[0]?.message} ${text}`,
      );
    }
}
const fine = (t: ExecutionContext, text: string, section = 'tc'): void => leaks(t, text, section, false);

test('addresses do not get into memory that others read', t => {
  leaks(t, `${VALUE}*(u64 *)(r7 + 8) = r6${END}`);
  leaks(t, `${VALUE}*(u32 *)(r7 + 8) = r10${END}`);
  leaks(
    t,
    `${VALUE}*(u64 *)(r10 - 16) = r7\n*(u64 *)(r10 - 24) = 0\nr1 = r10\nr1 += -24\nr2 = 16\ncall bpf_trace_printk${END}`,
  );
  fine(t, `${VALUE}*(u64 *)(r7 + 8) = 1${END}`);
  fine(t, `${VALUE}*(u64 *)(r10 - 16) = r7\nr1 = *(u64 *)(r10 - 16)\n*(u64 *)(r1 + 0) = 1${END}`);
});

test('addresses are no results and no arguments that are numbers', t => {
  leaks(t, 'r0 = r10\nexit');
  leaks(t, `${VALUE}r0 = r7\nexit${END}`);
  leaks(t, `${VALUE}r1 = r10\nr1 += -4\nr2 = 4\nr3 = r7\ncall bpf_trace_printk${END}`);
});

test('addresses do not become numbers', t => {
  leaks(t, `${VALUE}w1 = w7\n*(u32 *)(r7 + 0) = w1${END}`);
  leaks(t, `${VALUE}r1 = r7\nr1 -= r6\n*(u64 *)(r7 + 0) = r1${END}`);
  leaks(t, `${VALUE}if r7 > 4096 goto out\n*(u32 *)(r7 + 0) = 1${END}`);
  // Part of one that lies on the stack, also what is left of it.
  leaks(t, `${VALUE}*(u64 *)(r10 - 16) = r7\nr1 = *(u32 *)(r10 - 16)\n*(u32 *)(r7 + 0) = r1${END}`);
  fine(t, `r2 = *(u32 *)(r1 + 76)\nr3 = *(u32 *)(r1 + 80)\nr0 = r3\nr0 -= r2\nexit`);
  fine(t, `r2 = *(u32 *)(r1 + 76)\nr3 = *(u32 *)(r1 + 80)\nr0 = 0\nif r2 > r3 goto end\nr0 = 1\nend:\nexit`);
});

test('what is left of an address that was overwritten is nobody’s', t => {
  const text = `${VALUE}*(u64 *)(r10 - 16) = r7\n*(u32 *)(r10 - 16) = 0\nr1 = *(u32 *)(r10 - 12)\n*(u32 *)(r7 + 0) = r1${END}`;
  for (const [hidePointers, code] of [
    [false, undefined],
    [true, 'E0411'],
  ] as const) {
    const ir = irOfText('tc', text, MAPS, false);
    const { programs } = verifyModule(ir, { arch: 'x86_64', hidePointers }, new DiagnosticSink());
    t.is(programs[0]?.code, code);
  }
});
