/** What verifiers got wrong elsewhere, as programs: each must be rejected, and its right neighbour accepted. */
import test, { type ExecutionContext } from 'ava';
import type { MapSpec } from '../../../src/frontend/program.js';
import { map, verifyText } from './verify-text.js';

const READ_ONLY: MapSpec = { ...map('array', 4, 64), flags: 1 << 7 };
const MAPS = [
  map('hash', 4, 16),
  map('ringbuf', 0, 0, 4096),
  map('array', 4, 64),
  READ_ONLY,
  map('prog_array', 4, 4),
];

function judged(t: ExecutionContext, verdict: 'accepted' | 'rejected', section: string, text: string): void {
  for (const optimise of [false, true]) {
    const { result, diagnostic } = verifyText(section, text, MAPS, optimise);
    t.is(
      result.verdict,
      verdict,
      `${optimise} ${diagnostic?.code} ${diagnostic?.message} ${diagnostic?.label}\n${text}`,
    );
  }
}
const accepts = (t: ExecutionContext, text: string, section = 'tc'): void =>
  judged(t, 'accepted', section, text);
const rejects = (t: ExecutionContext, text: string, section = 'tc'): void =>
  judged(t, 'rejected', section, text);

const lookup = (index: number): string =>
  `*(u32 *)(r10 - 4) = 0\nr1 = map_fd ${index} ll\nr2 = r10\nr2 += -4\ncall bpf_map_lookup_elem\n`;
const END = 'out:\nr0 = 0\nexit';
/** r2 and r3 are the packet, of at least 20 bytes. */
const PACKET =
  'r6 = r1\nr2 = *(u32 *)(r1 + 76)\nr3 = *(u32 *)(r1 + 80)\nr4 = r2\nr4 += 20\nif r4 > r3 goto out\n';

test('pointers do not go far and come back', t => {
  const moved = (by: number | bigint) =>
    `${lookup(2)}if r0 == 0 goto out\nr1 = ${by} ll\nr0 += r1\nr0 += r1\nr0 += r1\nr0 += r1\nr0 = *(u8 *)(r0 + 0)\nexit\n${END}`;
  accepts(t, moved(4));
  rejects(t, moved(0x4000_0000));
  rejects(t, moved(0x2000_0000_0000_0000n));
});

test('a pointer is no number', t => {
  rejects(t, 'r0 = r10\nr0 *= 2\nexit');
  rejects(t, 'r0 = r10\nr0 &= -8\nr0 = *(u64 *)(r0 - 8)\nexit');
  rejects(t, '*(u64 *)(r10 - 8) = 0\nr1 = r10\nw1 += 0\nr0 = *(u64 *)(r1 - 8)\nexit');
});

test('memory of helpers at a variable place of the stack is inside, and initialised', t => {
  const text = (mask: number, clear: boolean) => `
    r6 = *(u32 *)(r1 + 8)
    r6 &= ${mask}
    ${clear ? '*(u64 *)(r10 - 16) = 0\n*(u64 *)(r10 - 8) = 0' : ''}
    r2 = r10
    r2 += -16
    r2 += r6
    r1 = map_fd 0 ll
    call bpf_map_lookup_elem
    r0 = 0
    exit`;
  accepts(t, text(8, true));
  rejects(t, text(15, true));
  rejects(t, text(8, false));
});

test('a state with a pointer does not cover one with a number', t => {
  rejects(
    t,
    `r2 = *(u32 *)(r1 + 8)\nr3 = r10\nif r2 == 1 goto number\ngoto join\nnumber:\nr3 = 4096\njoin:\n*(u64 *)(r3 - 8) = 0\nr0 = 0\nexit`,
  );
});

test('both operands of a comparison matter where states are compared', t => {
  const text = (limit: number) => `
    ${lookup(2)}
    if r0 == 0 goto out
    r6 = r0
    call bpf_get_prandom_u32
    r7 = r0
    r8 = ${limit}
    call bpf_get_prandom_u32
    if r0 == 3 goto join
    r8 = 56
  join:
    if r7 > r8 goto out
    r6 += r7
    r0 = *(u64 *)(r6 + 0)
    exit
    ${END}`;
  accepts(t, text(40));
  rejects(t, text(57));
});

test('a record is as long as was asked for, and lengths beyond the buffer are none', t => {
  const text = (size: number, at: number) =>
    `r1 = map_fd 1 ll\nr2 = ${size}\nr3 = 0\ncall bpf_ringbuf_reserve\nif r0 == 0 goto out\n*(u64 *)(r0 + ${at}) = 1\nr1 = r0\nr2 = 0\ncall bpf_ringbuf_submit\n${END}`;
  accepts(t, text(16, 8));
  rejects(t, text(16, 9));
  rejects(t, text(0x3fff_ffff, 0));
});

test('what is released is what was acquired, at its beginning', t => {
  const text = (by: number) =>
    `r1 = map_fd 1 ll\nr2 = 16\nr3 = 0\ncall bpf_ringbuf_reserve\nif r0 == 0 goto out\nr0 += ${by}\nr1 = r0\nr2 = 0\ncall bpf_ringbuf_discard\n${END}`;
  accepts(t, text(0));
  rejects(t, text(8));
});

test('part of a spilled pointer overwritten is no pointer', t => {
  const text = (size: string) =>
    `*(u64 *)(r10 - 8) = r1\n*(${size} *)(r10 - 8) = 0\nr1 = *(u64 *)(r10 - 8)\nr0 = *(u32 *)(r1 + 0)\nexit`;
  for (const size of ['u8', 'u16', 'u32', 'u64']) rejects(t, text(size));
});

test('packet fields of a context are loaded without sign, and not written', t => {
  rejects(t, 'r2 = *(s32 *)(r1 + 76)\nr0 = *(u8 *)(r2 + 0)\nexit');
  rejects(t, '*(u32 *)(r1 + 76) = 0\nr0 = 0\nexit');
});

test('helpers do not write into maps that programs may only read', t => {
  const text = (index: number) =>
    `r6 = r1\n${lookup(index)}if r0 == 0 goto out\nr1 = r0\nr2 = 16\ncall bpf_get_current_comm\n${END}`;
  accepts(t, text(2), 'kprobe/f');
  rejects(t, text(3), 'kprobe/f');
});

test('a packet that a subprogram or a tail call may have moved is not the old one', t => {
  const through = (helper: string) => `
    ${PACKET}
    r7 = r2
    r1 = r6
    call moves
    r0 = *(u8 *)(r7 + 0)
    exit
    ${END}
  moves:
    ${helper}
    r0 = 0
    exit`;
  accepts(t, through('r2 = 0'));
  rejects(t, through('r2 = 0\ncall bpf_skb_pull_data'));
  for (const call of [
    'r2 = 4\nr3 = 0\nr4 = 0\ncall bpf_skb_change_head',
    'r2 = 64\nr3 = 0\ncall bpf_skb_change_tail',
    'r2 = 8\nr3 = 0\ncall bpf_skb_change_proto',
    'call bpf_skb_vlan_pop',
    'r2 = 8\nr3 = 4\ncall bpf_skb_vlan_push',
    'r2 = 4\nr3 = 0\nr4 = 0\ncall bpf_skb_adjust_room',
  ])
    rejects(t, `${PACKET}r7 = r2\nr1 = r6\n${call}\nr0 = *(u8 *)(r7 + 0)\nexit\n${END}`);
});

test('registers of the caller do not survive a call', t => {
  for (const register of ['r1', 'r2', 'r3', 'r4', 'r5'])
    rejects(t, `${register} = 0\ncall bpf_get_prandom_u32\nr0 = ${register}\nexit`);
});

test('what a branch cannot reach proves nothing elsewhere', t => {
  rejects(t, `r2 = *(u32 *)(r1 + 8)\nif r2 < 0 goto safe\nr0 = *(u64 *)(r10 - 8)\nexit\nsafe:\nr0 = 0\nexit`);
  rejects(
    t,
    `r2 = *(u32 *)(r1 + 8)\nr2 = (s8)r2\nif r2 s< 0 goto bad\nr0 = 0\nexit\nbad:\nr0 = *(u64 *)(r10 - 8)\nexit`,
  );
});

test('an index that was narrowed by 32-bit tests is bounded in its low half alone', t => {
  const text = (narrow: string) =>
    `r6 = r1\n${lookup(2)}if r0 == 0 goto out\nr2 = *(u64 *)(r6 + 152)\n${narrow}\nif w2 > 40 goto out\nr0 += r2\nr0 = *(u8 *)(r0 + 0)\nexit\n${END}`;
  accepts(t, text('w2 = w2'));
  rejects(t, text('r3 = 0'));
});
