import test, { type ExecutionContext } from 'ava';
import type { Code } from '../../../src/diag/codes.js';
import type { MapSpec } from '../../../src/frontend/program.js';
import { map, verifyText } from './verify-text.js';

const HASH = map('hash', 4, 16);
const ARRAY = map('array', 4, 64, 8);
const RINGBUF = map('ringbuf', 0, 0, 4096);

/** Both as translated and as optimised: the verdict must not depend on the passes. */
function accepts(t: ExecutionContext, section: string, text: string, maps: readonly MapSpec[] = []): void {
  for (const optimise of [false, true]) {
    const { result, diagnostic } = verifyText(section, text, maps, optimise);
    t.is(result.verdict, 'accepted', `${diagnostic?.code} ${diagnostic?.message}: ${diagnostic?.label}`);
  }
}

function rejects(
  t: ExecutionContext,
  code: Code,
  section: string,
  text: string,
  maps: readonly MapSpec[] = [],
): void {
  for (const optimise of [false, true]) {
    const { result } = verifyText(section, text, maps, optimise);
    t.is(result.verdict, 'rejected');
    t.is(result.code, code, result.reason);
  }
}

test('a packet access needs a comparison with data_end that covers it', t => {
  const program = (checked: number) => `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r2
    r4 += ${checked}
    if r4 > r3 goto out
    r0 = *(u16 *)(r2 + 12)
    exit
  out:
    r0 = 0
    exit`;
  accepts(t, 'xdp', program(14));
  rejects(t, 'E0415', 'xdp', program(13));
});

test('a variable packet offset is checked at its own place', t => {
  const program = (bytes: number) => `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r2
    r4 += 1
    r0 = 0
    if r4 > r3 goto out
    r5 = *(u8 *)(r2 + 0)
    r2 += r5
    r4 = r2
    r4 += ${bytes}
    if r4 > r3 goto out
    r0 = *(u32 *)(r2 + 4)
  out:
    exit`;
  accepts(t, 'xdp', program(8));
  rejects(t, 'E0415', 'xdp', program(7));
});

test('packet pointers do not survive a helper that may move the packet', t => {
  rejects(
    t,
    'E0411',
    'xdp',
    `
    r6 = r1
    r7 = *(u32 *)(r1 + 0)
    r8 = *(u32 *)(r1 + 4)
    r4 = r7
    r4 += 14
    if r4 > r8 goto out
    r2 = 0
    call bpf_xdp_adjust_head
    r0 = *(u8 *)(r7 + 0)
    exit
  out:
    r0 = 0
    exit`,
  );
});

const lookup = (rest: string): string => `
    r1 = 0
    *(u32 *)(r10 - 4) = r1
    r2 = r10
    r2 += -4
    r1 = map_fd 0 ll
    call bpf_map_lookup_elem
    ${rest}`;

test('the result of a lookup is compared with NULL before it is used', t => {
  accepts(t, 'xdp', lookup('if r0 == 0 goto out\n r0 = *(u64 *)(r0 + 8)\n exit\nout:\n r0 = 0\n exit'), [
    HASH,
  ]);
  rejects(t, 'E0414', 'xdp', lookup('r0 = *(u64 *)(r0 + 8)\n exit'), [HASH]);
});

test('arithmetic on what may be null is an error (CVE-2022-23222)', t => {
  rejects(
    t,
    'E0418',
    'xdp',
    lookup('r0 += 4\n if r0 == 0 goto out\n r0 = *(u8 *)(r0 + 0)\nout:\n r0 = 0\n exit'),
    [HASH],
  );
});

test('an index into a map value is bounded first, as an unsigned number', t => {
  const program = (test: string) =>
    lookup(`
    if r0 == 0 goto out
    r1 = *(u64 *)(r0 + 0)
    ${test}
    r0 += r1
    r0 = *(u8 *)(r0 + 0)
    exit
  out:
    r0 = 0
    exit`);
  accepts(t, 'xdp', program('if r1 > 63 goto out'), [ARRAY]);
  rejects(t, 'E0413', 'xdp', program('if r1 > 64 goto out'), [ARRAY]);
  rejects(t, 'E0413', 'xdp', program('if r1 s> 63 goto out'), [ARRAY]);
  accepts(t, 'xdp', program('r1 &= 63'), [ARRAY]);
});

test('the stack is initialised before it is read, and stays in bounds', t => {
  rejects(t, 'E0411', 'xdp', 'r0 = *(u64 *)(r10 - 8)\n exit');
  rejects(t, 'E0413', 'xdp', 'r0 = 0\n *(u64 *)(r10 - 520) = r0\n exit');
  rejects(t, 'E0413', 'xdp', 'r0 = 0\n *(u8 *)(r10 + 0) = r0\n exit');
  rejects(
    t,
    'E0411',
    'xdp',
    'r2 = r10\n r2 += -4\n r1 = map_fd 0 ll\n call bpf_map_lookup_elem\n r0 = 0\n exit',
    [HASH],
  );
});

test('the return value is set, and in the range of the program type', t => {
  rejects(t, 'E0411', 'xdp', 'exit');
  accepts(t, 'xdp', 'r0 = 77\n exit');
  rejects(t, 'E0420', 'cgroup/skb', 'r0 = 77\n exit');
  accepts(t, 'cgroup/skb', 'r0 = 1\n exit');
});

test('loops end: counted ones do, one that changes nothing does not', t => {
  accepts(t, 'xdp', 'r0 = 0\nloop:\n r0 += 1\n if r0 < 100 goto loop\n exit');
  rejects(t, 'E0611', 'xdp', 'r0 = 0\nloop:\n goto loop\n exit');
  rejects(
    t,
    'E0611',
    'xdp',
    'r6 = 0\nloop:\n call bpf_get_prandom_u32\n if r0 != 7 goto loop\n r0 = r6\n exit',
  );
});

test('a reservation is submitted or discarded on every path, once', t => {
  const program = (rest: string) => `
    r1 = map_fd 0 ll
    r2 = 8
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    ${rest}
  out:
    r0 = 0
    exit`;
  const submit = 'r1 = r6\n r2 = 0\n call bpf_ringbuf_submit\n';
  accepts(t, 'xdp', program(`r6 = r0\n r1 = 1\n *(u64 *)(r6 + 0) = r1\n ${submit}`), [RINGBUF]);
  rejects(t, 'E0518', 'xdp', program('r1 = 1\n *(u64 *)(r0 + 0) = r1'), [RINGBUF]);
  rejects(t, 'E0411', 'xdp', program(`r6 = r0\n ${submit} r1 = 1\n *(u64 *)(r6 + 0) = r1`), [RINGBUF]);
  rejects(t, 'E0413', 'xdp', program(`r6 = r0\n r1 = 1\n *(u64 *)(r6 + 8) = r1\n ${submit}`), [RINGBUF]);
  rejects(t, 'E0513', 'xdp', program(`r6 = r0\n r6 += 4\n ${submit}`), [RINGBUF]);
});

test('a second test of the same value goes the same way', t => {
  // hdr = proto == 6 ? data : 0; …; if (proto == 6) read hdr
  accepts(
    t,
    'xdp',
    `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r2
    r4 += 34
    r0 = 0
    if r4 > r3 goto out
    r5 = *(u8 *)(r2 + 23)
    r6 = 0
    if r5 != 6 goto other
    r6 = r2
  other:
    r7 = *(u8 *)(r2 + 1)
    if r7 == 9 goto out
    if r5 != 6 goto out
    r0 = *(u8 *)(r6 + 0)
  out:
    exit`,
  );
});

test('lengths of helper memory are bounded and the memory is there', t => {
  const program = (bound: string) => `
    r6 = r1
    r0 = 0
    *(u64 *)(r10 - 8) = r0
    *(u64 *)(r10 - 16) = r0
    r4 = *(u32 *)(r1 + 0)
    ${bound}
    r1 = r6
    r2 = 0
    r3 = r10
    r3 += -16
    call bpf_skb_load_bytes
  out:
    r0 = 0
    exit`;
  accepts(t, 'tc', program('r4 &= 15\n r4 += 1'));
  rejects(t, 'E0513', 'tc', program('r4 &= 15'));
  rejects(t, 'E0413', 'tc', program('r4 &= 31\n r4 += 1'));
  rejects(t, 'E0515', 'tc', program('r4 <<= 32'));
});

test('fields of a context are accessed as its table says', t => {
  rejects(t, 'E0417', 'xdp', 'r0 = *(u8 *)(r1 + 1)\n exit');
  rejects(t, 'E0417', 'xdp', 'r0 = *(u32 *)(r1 + 24)\n exit');
  rejects(t, 'E0417', 'xdp', 'r0 = 0\n *(u32 *)(r1 + 0) = r0\n exit');
  accepts(t, 'tc', 'r0 = 1\n *(u32 *)(r1 + 8) = r0\n exit');
});

test('subprograms are verified where they are called; they do not call themselves', t => {
  const program = (offset: number) => `
    r0 = 0
    *(u64 *)(r10 - 8) = r0
    r1 = r10
    r1 += -8
    call local read
    exit
  read:
    r0 = *(u32 *)(r1 + ${offset})
    exit`;
  accepts(t, 'xdp', program(4));
  rejects(t, 'E0413', 'xdp', program(5));
  rejects(t, 'E0615', 'xdp', 'call local f\n exit\nf:\n call local f\n exit');
});

test('helpers belong to program types', t => {
  rejects(t, 'E0512', 'xdp', 'r2 = 0\n r3 = r10\n r4 = 4\n call bpf_skb_load_bytes\n r0 = 0\n exit');
  rejects(t, 'E0514', 'xdp', lookup('r0 = 0\n exit'), [RINGBUF]);
});

test('the bound on executed instructions is that of the longest run', t => {
  const longest = (text: string) => verifyText('xdp', text, [], false).result.longest;
  const straight = longest('r0 = 1\n exit')!;
  t.true(straight >= 1 && straight <= 2);
  const once = longest('r0 = 0\nloop:\n r0 += 1\n if r0 < 1 goto loop\n exit')!;
  const often = longest('r0 = 0\nloop:\n r0 += 1\n if r0 < 101 goto loop\n exit')!;
  t.is((often - once) % 100, 0);
  t.is((often - once) / 100, 3, 'add, compare, branch');
});

test('iterators are opened once, asked while they are open, and closed on every path', t => {
  const KFUNCS = ['bpf_iter_num_new', 'bpf_iter_num_next', 'bpf_iter_num_destroy'];
  const judge = (text: string) => verifyText('xdp', text, [], true, KFUNCS).result;
  const program = (close: string, open = 'r1 = r10\n r1 += -8\n r2 = 0\n r3 = 1000000\n call kfunc 0') => `
    ${open}
    r6 = 0
  loop:
    r1 = r10
    r1 += -8
    call kfunc 1
    if r0 == 0 goto done
    r1 = *(u32 *)(r0 + 0)
    r6 += r1
    goto loop
  done:
    ${close}
    r0 = r6
    exit`;
  const close = 'r1 = r10\n r1 += -8\n call kfunc 2';
  const accepted = judge(program(close));
  t.is(accepted.verdict, 'accepted', accepted.reason);
  t.true(accepted.steps < 1000, 'a million rounds cost no more than a few');
  t.is(judge(program('')).code, 'E0518');
  t.is(judge(program(close, 'r1 = 0\n *(u64 *)(r10 - 8) = r1')).code, 'E0513');
  t.is(judge(program(`${close}\n ${close}`)).code, 'E0513');
});

test('a report says what was proved, what was needed and how it came there', t => {
  const { diagnostic } = verifyText(
    'xdp',
    `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r2
    r4 += 12
    if r4 > r3 goto out
    r0 = *(u16 *)(r2 + 12)
    exit
  out:
    r0 = 0
    exit`,
  );
  t.is(diagnostic?.message, 'read of 2 bytes may go past the end of the packet');
  t.is(diagnostic?.label, 'bytes 12 to 13 of the packet from its start; 12 bytes are proved to be there');
  t.is(diagnostic?.help, 'compare `data + 14` with `data_end` before this access');
  t.regex(diagnostic?.notes.join() ?? '', /path/);
});

test('a rejection shows the branches that matter, and is confirmed by an input where there is one', t => {
  const text = `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r5 = *(u32 *)(r1 + 12)
    if r5 == 3 goto out
    r4 = r2
    r4 += 12
    if r4 > r3 goto out
    r0 = *(u16 *)(r2 + 12)
    exit
  out:
    r0 = 0
    exit`;
  const { diagnostic } = verifyText('xdp', text, [], true);
  t.is(diagnostic?.code, 'E0415');
  t.deepEqual(
    diagnostic?.labels.map(label => label.text),
    ['not taken on this path: 12 bytes of the packet are there'],
  );
  const confirmed = diagnostic?.notes.find(note => note.startsWith('confirmed'));
  t.regex(confirmed ?? '', /with a packet of 12 bytes \(.*\), read of 2 bytes at packet\[12\] \+ 12$/);
  // What no run does is not confirmed: the bytes are there whenever the length says so.
  const careful = `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r3 -= r2
    if r3 < 1 goto out
    r0 = *(u8 *)(r2 + 0)
    exit
  out:
    r0 = 0
    exit`;
  const second = verifyText('xdp', careful, [], true);
  if (second.result.verdict === 'rejected')
    t.false(second.diagnostic?.notes.some(n => n.startsWith('confirmed')));
});
