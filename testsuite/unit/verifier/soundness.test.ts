/** What a verifier must not let through: each of these was accepted once, here or elsewhere. */
import test, { type ExecutionContext } from 'ava';
import type { MapSpec } from '../../../src/frontend/program.js';
import { map, verifyText } from './verify-text.js';

const ARRAY = map('array', 4, 64, 8);
const RINGBUF = map('ringbuf', 0, 0, 4096);

interface Case {
  readonly section?: string;
  readonly maps?: readonly MapSpec[];
  readonly kfuncs?: readonly string[];
}

function judged(t: ExecutionContext, verdict: 'accepted' | 'rejected', text: string, options: Case): void {
  const { section = 'tc', maps = [ARRAY, RINGBUF], kfuncs = [] } = options;
  for (const optimise of [false, true]) {
    const { result, diagnostic } = verifyText(section, text, maps, optimise, kfuncs);
    t.is(
      result.verdict,
      verdict,
      `${optimise} ${diagnostic?.code} ${diagnostic?.message} ${diagnostic?.label}`,
    );
  }
}
const accepts = (t: ExecutionContext, text: string, options: Case = {}): void =>
  judged(t, 'accepted', text, options);
const rejects = (t: ExecutionContext, text: string, options: Case = {}): void =>
  judged(t, 'rejected', text, options);

const FINISH = 'out:\nr0 = 0\nexit\n';
/** The address of stack bytes. */
const at = (register: string, offset: number): string => `${register} = r10\n${register} += ${offset}\n`;
const RESERVE = `r1 = map_fd 1 ll\nr2 = 8\nr3 = 0\n${at('r4', -16)}call bpf_ringbuf_reserve_dynptr\n`;
const submit = (offset: number): string => `${at('r1', offset)}r2 = 0\ncall bpf_ringbuf_submit_dynptr\n`;
const RECORD = 'r1 = map_fd 1 ll\nr2 = 8\nr3 = 0\ncall bpf_ringbuf_reserve\nif r0 == 0 goto out\n';
const lookup = (key: number, into: string): string => `
  *(u32 *)(r10 - 4) = ${key}
  r1 = map_fd 0 ll
  ${at('r2', -4)}
  call bpf_map_lookup_elem
  if r0 == 0 goto out
  ${into} = r0
`;

test('a dynptr is whole', t => {
  accepts(t, `${RESERVE}${submit(-16)}${FINISH}`);
  rejects(t, `${RESERVE}*(u64 *)(r10 - 8) = 0\n${submit(-16)}${FINISH}`);
  rejects(t, `${RESERVE}*(u64 *)(r10 - 16) = 0\n${submit(-16)}${FINISH}`);
  rejects(t, `${RESERVE}*(u8 *)(r10 - 1) = 0\n${submit(-16)}${FINISH}`);
});

test('a dynptr is not copied', t => {
  const copy = (from: number, to: number): string =>
    `r1 = *(u64 *)(r10 - ${from})\n*(u64 *)(r10 - ${to}) = r1\n`;
  rejects(t, `${RESERVE}${copy(16, 32)}${copy(8, 24)}${submit(-32)}${FINISH}`);
});

test('a local dynptr is over memory that stays', t => {
  const fromMemory = `r2 = 8\nr3 = 0\n${at('r4', -32)}call bpf_dynptr_from_mem\n`;
  accepts(t, `${lookup(0, 'r6')}r1 = r6\n${fromMemory}${FINISH}`);
  rejects(t, `*(u64 *)(r10 - 40) = 0\n${at('r1', -40)}${fromMemory}${FINISH}`);
  rejects(t, `${RECORD}r6 = r0\nr1 = r0\n${fromMemory}r1 = r6\nr2 = 0\ncall bpf_ringbuf_submit\n${FINISH}`);
});

test('memory behind a dynptr is not what a reservation returned', t => {
  rejects(
    t,
    `${RESERVE}${at('r1', -16)}r2 = 0\nr3 = 8\ncall bpf_dynptr_data\nif r0 == 0 goto end\nr1 = r0\nr2 = 0
     call bpf_ringbuf_submit\ngoto out\nend:\n${submit(-16)}${FINISH}`,
  );
});

test('a clone and a slice of a dynptr die with it', t => {
  const kfuncs = ['bpf_dynptr_clone', 'bpf_dynptr_slice', 'bpf_dynptr_from_skb'];
  const clone = `${at('r1', -16)}${at('r2', -32)}call kfunc 0\n`;
  const data = `${at('r1', -32)}r2 = 0\nr3 = 8\ncall bpf_dynptr_data\nif r0 == 0 goto out\nr0 = *(u64 *)(r0 + 0)\n`;
  rejects(t, `${RESERVE}${clone}${submit(-16)}${data}${FINISH}`, { kfuncs });
  const slice = `${at('r1', -16)}r2 = 0\nr3 = 0\nr4 = 8\ncall kfunc 1\nr6 = r0\n`;
  const use = 'if r6 == 0 goto out\nr0 = *(u64 *)(r6 + 0)\nexit\n';
  accepts(
    t,
    `${RESERVE}${slice}r7 = 0\nif r6 == 0 goto end\nr7 = *(u64 *)(r6 + 0)\nend:\n${submit(-16)}r0 = r7\nexit`,
    {
      kfuncs,
    },
  );
  rejects(t, `${RESERVE}${slice}${submit(-16)}${use}${FINISH}`, { kfuncs });
  const packet = `r7 = r1\nr2 = 0\n${at('r3', -16)}call kfunc 2\n${slice}`;
  accepts(t, `${packet}${use}${FINISH}`, { kfuncs });
  rejects(t, `${packet}r1 = r7\nr2 = 0\ncall bpf_skb_pull_data\n${use}${FINISH}`, { kfuncs });
});

test('an iterator is not copied', t => {
  const kfuncs = ['bpf_iter_num_new', 'bpf_iter_num_next', 'bpf_iter_num_destroy'];
  const open = `${at('r1', -8)}r2 = 0\nr3 = 10\ncall kfunc 0\n`;
  const close = (offset: number): string => `${at('r1', offset)}call kfunc 2\n`;
  accepts(t, `${open}${close(-8)}${FINISH}`, { kfuncs });
  rejects(t, `${open}r6 = *(u64 *)(r10 - 8)\n*(u64 *)(r10 - 16) = r6\n${close(-16)}${FINISH}`, { kfuncs });
  rejects(t, `${open}${close(-8)}${close(-8)}${FINISH}`, { kfuncs });
  rejects(t, `${open}${FINISH}`, { kfuncs });
});

test('fields of a map value that helpers take lie in it', t => {
  const locked = (offset: number): string =>
    `${lookup(0, 'r6')}r6 += ${offset}\nr1 = r6\ncall bpf_spin_lock\nr1 = r6\ncall bpf_spin_unlock\n${FINISH}`;
  accepts(t, locked(60));
  for (const offset of [61, 64, 4096, -4]) rejects(t, locked(offset));
  const timer = (offset: number): string =>
    `${lookup(0, 'r1')}r1 += ${offset}\nr2 = map_fd 0 ll\nr3 = 1\ncall bpf_timer_init\n${FINISH}`;
  accepts(t, timer(48));
  for (const offset of [49, 4096, -8]) rejects(t, timer(offset));
  const variable = `${lookup(0, 'r6')}call bpf_get_prandom_u32\nr6 += r0\nr1 = r6\ncall bpf_spin_lock\nr1 = r6\ncall bpf_spin_unlock\n${FINISH}`;
  rejects(t, variable);
});

test('the lock that is given up is the one that is held', t => {
  const pair = (first: string, second: string): string =>
    `${lookup(0, 'r6')}${lookup(1, 'r7')}r1 = ${first}\ncall bpf_spin_lock\nr1 = ${second}\ncall bpf_spin_unlock\n${FINISH}`;
  accepts(t, pair('r6', 'r6'));
  accepts(t, pair('r7', 'r7'));
  rejects(t, pair('r6', 'r7'));
  rejects(
    t,
    `${lookup(0, 'r6')}r1 = r6\ncall bpf_spin_lock\nr1 = r6\nr1 += 8\ncall bpf_spin_unlock\n${FINISH}`,
  );
  // Over a branch, too.
  accepts(
    t,
    `${lookup(0, 'r6')}r1 = r6\ncall bpf_spin_lock\nr2 = *(u32 *)(r6 + 8)\nif r2 == 0 goto more\n*(u32 *)(r6 + 12) = 1\nmore:\nr1 = r6\ncall bpf_spin_unlock\n${FINISH}`,
  );
});

test('what a timer calls later is verified, too', t => {
  const program = (offset: number): string => `
    ${lookup(0, 'r1')}
    r2 = code @later ll
    call bpf_timer_set_callback
    ${FINISH}
  later:
    r1 = *(u64 *)(r3 + ${offset})
    *(u64 *)(r3 + 8) = r1
    r0 = 0
    exit`;
  accepts(t, program(56));
  rejects(t, program(57));
  rejects(t, program(4096));
});

test('a callback does not release what is released then', t => {
  const program = (body: string): string => `
    ${RECORD}
    *(u64 *)(r10 - 8) = r0
    r6 = r0
    r1 = 3
    r2 = code @body ll
    ${at('r3', -8)}
    r4 = 0
    call bpf_loop
    r1 = r6
    r2 = 0
    call bpf_ringbuf_submit
    ${FINISH}
  body:
    r1 = *(u64 *)(r2 + 0)
    ${body}
    r0 = 0
    exit`;
  accepts(t, program('*(u64 *)(r1 + 0) = 7'));
  rejects(t, program('r2 = 0\ncall bpf_ringbuf_submit'));
  // The same bytes of stack were there before on another path, with nothing to release.
  rejects(
    t,
    `
    r7 = r1
    *(u64 *)(r10 - 8) = 0
    r8 = 0
    r9 = *(u32 *)(r1 + 0)
    if r9 == 7 goto plain
    ${RECORD.replace('goto out', 'goto plain')}
    r8 = r0
    r9 = 9
    *(u64 *)(r10 - 8) = r8
  plain:
    r1 = 3
    r2 = code @body ll
    ${at('r3', -8)}
    r4 = 0
    call bpf_loop
    ${FINISH}
  body:
    r1 = *(u64 *)(r2 + 0)
    if r1 == 0 goto skip
    r2 = 0
    call bpf_ringbuf_submit
  skip:
    r0 = 0
    exit`,
  );
});

test('a pointer into a stack frame dies with the frame', t => {
  const program = (after: string): string => `
    *(u64 *)(r10 - 8) = 0
    ${at('r1', -8)}
    call keep
    r1 = *(u64 *)(r10 - 8)
    ${after}
    exit
  keep:
    *(u64 *)(r10 - 8) = 1
    r2 = r10
    r2 += -8
    *(u64 *)(r1 + 0) = r2
    r0 = 0
    exit
  use:
    r0 = *(u64 *)(r1 + 0)
    exit`;
  rejects(t, program('r0 = *(u64 *)(r1 + 0)'));
  rejects(t, program('call use'));
  accepts(t, program('r0 = 0'));
});
