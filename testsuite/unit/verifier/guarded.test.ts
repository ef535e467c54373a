import test, { type ExecutionContext } from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import type { MapSpec } from '../../../src/frontend/program.js';
import { checkModule } from '../../../src/ir/check.js';
import { verifyWithGuards } from '../../../src/verifier/guarded.js';
import { userOfSection } from '../../../src/verifier/verify.js';
import { judge } from '../../verifier/judge.js';
import { irOfText, map } from './verify-text.js';

const ARRAY = map('array', 4, 64, 8);
const RINGBUF = map('ringbuf', 0, 0, 4096);

/** Verifies with checks, and runs what comes out on many inputs; how many checks were put in, or why none helps. */
function guarded(
  t: ExecutionContext,
  section: string,
  text: string,
  maps: readonly MapSpec[] = [ARRAY, RINGBUF],
) {
  const ir = irOfText(section, text, maps, true);
  const sink = new DiagnosticSink();
  const { programs } = verifyWithGuards(ir, { arch: 'x86_64' }, sink);
  const [result] = programs;
  if (result?.verdict !== 'accepted') return result?.code;
  t.deepEqual(checkModule(ir), []);
  const verdict = judge({ ir, index: 0, user: userOfSection(section)! }, [], 7, 200);
  t.is(verdict.violation, undefined);
  t.true(verdict.clean > 0, verdict.unjudged.join());
  return result.checksInserted;
}

const LOOKUP = `
  *(u32 *)(r10 - 4) = 0
  r1 = map_fd 0 ll
  r2 = r10
  r2 += -4
  call bpf_map_lookup_elem
`;

test('what is proven gets no check', t => {
  t.is(guarded(t, 'xdp', 'r0 = 2\nexit'), 0);
});

test('a pointer that may be null is tested', t => {
  t.is(guarded(t, 'xdp', `${LOOKUP}r0 = *(u64 *)(r0 + 8)\nexit`), 1);
  t.is(guarded(t, 'xdp', `${LOOKUP}r0 += 8\nr0 = *(u64 *)(r0 + 0)\nexit`), 1);
});

test('an index without a bound gets one', t => {
  const indexed = (size: string, offset: number) => `
    r6 = *(u32 *)(r1 + 12)
    ${LOOKUP}
    if r0 == 0 goto out
    r0 += r6
    r0 = *(${size} *)(r0 ${offset < 0 ? '-' : '+'} ${Math.abs(offset)})
    exit
  out:
    r0 = 0
    exit`;
  t.is(guarded(t, 'xdp', indexed('u8', 0)), 1);
  t.is(guarded(t, 'xdp', indexed('u64', 16)), 1);
  t.is(guarded(t, 'xdp', indexed('u64', -16)), 1);
  const frame = `
    r6 = *(u32 *)(r1 + 12)
    *(u64 *)(r10 - 16) = 0
    *(u64 *)(r10 - 8) = 0
    r2 = r10
    r2 += r6
    r0 = *(u8 *)(r2 - 16)
    exit`;
  t.is(guarded(t, 'xdp', frame), 1);
});

test('a read of a packet is compared with its end', t => {
  t.is(guarded(t, 'xdp', 'r2 = *(u32 *)(r1 + 0)\nr0 = *(u16 *)(r2 + 12)\nexit'), 1);
  t.is(guarded(t, 'tc', 'r2 = *(u32 *)(r1 + 76)\nr0 = *(u16 *)(r2 + 12)\nexit'), 1);
  const variable = `
    r2 = *(u32 *)(r1 + 0)
    r6 = *(u32 *)(r1 + 12)
    r2 += r6
    r0 = *(u32 *)(r2 + 4)
    r3 = *(u32 *)(r2 + 8)
    r0 += r3
    exit`;
  t.is(guarded(t, 'xdp', variable), 2);
});

test('a length is bounded by the memory that it is of', t => {
  const program = `
    r6 = r1
    r4 = *(u32 *)(r1 + 0)
    r3 = r10
    r3 += -16
    r2 = 0
    call bpf_skb_load_bytes
    r0 = 0
    exit`;
  t.true(Number(guarded(t, 'tc', program)) >= 1);
});

test('a loop without an end gets a budget', t => {
  t.is(guarded(t, 'xdp', 'again:\ncall bpf_get_prandom_u32\nif r0 != 7 goto again\nr0 = 0\nexit'), 1);
});

test('what no check can help stays rejected', t => {
  // Never inside, never written, and an exit that would keep a reservation.
  t.is(
    guarded(t, 'xdp', `${LOOKUP}if r0 == 0 goto out\nr0 = *(u64 *)(r0 + 64)\nexit\nout:\nr0 = 0\nexit`),
    'E0413',
  );
  t.is(guarded(t, 'xdp', 'r0 = *(u64 *)(r10 - 8)\nexit'), 'E0411');
  t.is(guarded(t, 'xdp', 'r0 = *(u64 *)(r1 + 100)\nexit'), 'E0417');
  const held = `
    r6 = *(u32 *)(r1 + 0)
    r1 = map_fd 1 ll
    r2 = 8
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    r7 = *(u8 *)(r6 + 0)
    *(u64 *)(r0 + 0) = r7
    r1 = r0
    r2 = 0
    call bpf_ringbuf_submit
  out:
    r0 = 0
    exit`;
  t.is(typeof guarded(t, 'xdp', held), 'string');
});
