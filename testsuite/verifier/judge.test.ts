import test, { type ExecutionContext } from 'ava';
import type { MapSpec } from '../../src/frontend/program.js';
import { userOfSection } from '../../src/verifier/verify.js';
import { irOfText, map } from '../unit/verifier/verify-text.js';
import { judge } from './judge.js';

const HASH = map('hash', 4, 16);
const ARRAY = map('array', 4, 64, 8);
const RINGBUF = map('ringbuf', 0, 0, 4096);

interface Case {
  readonly section?: string;
  readonly maps?: readonly MapSpec[];
  readonly kfuncs?: readonly string[];
}

/** What 300 runs of a program show; undefined when all are clean. */
function seen(text: string, { section = 'xdp', maps = [], kfuncs = [] }: Case): string | undefined {
  const ir = irOfText(section, text, maps, true, kfuncs);
  const verdict = judge({ ir, index: 0, user: userOfSection(section)! }, [], 1, 300);
  return verdict.violation?.what ?? (verdict.clean === 0 ? `unjudged: ${verdict.unjudged[0]}` : undefined);
}

function clean(t: ExecutionContext, text: string, options: Case = {}): void {
  t.is(seen(text, options), undefined);
}
function caught(t: ExecutionContext, what: RegExp, text: string, options: Case = {}): void {
  t.regex(seen(text, options) ?? 'no violation', what);
}

test('the judge sees an access past the packet', t => {
  const program = (checked: number) => `
    r2 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r2
    r4 += ${checked}
    r0 = 0
    if r4 > r3 goto out
    r0 = *(u16 *)(r2 + 12)
    r0 &= 1
  out:
    exit`;
  clean(t, program(14));
  caught(t, /read of 2 bytes at packet/, program(13));
});

test('the judge sees a stack byte that nothing wrote, and a slot that is left', t => {
  caught(t, /nothing wrote/, 'r0 = *(u8 *)(r10 - 8)\nexit');
  caught(t, /register that nothing wrote/, 'r0 = r6\nr0 += 1\nexit');
  const program = (index: number) => `
    *(u64 *)(r10 - 16) = 0
    *(u64 *)(r10 - 8) = 0
    r2 = *(u32 *)(r1 + 12)
    r2 &= ${index}
    r3 = r10
    r3 += -16
    r3 += r2
    r0 = *(u8 *)(r3 + 0)
    exit`;
  clean(t, program(15));
  caught(t, /stack\[512\] \+ 5/, program(31));
});

test('the judge sees a null dereference and an access past a map value', t => {
  const program = (test: string, offset: number) => `
    *(u32 *)(r10 - 4) = 0
    r1 = map_fd 0 ll
    r2 = r10
    r2 += -4
    call bpf_map_lookup_elem
    ${test}
    r0 = *(u64 *)(r0 + ${offset})
  out:
    exit`;
  const maps = [HASH];
  clean(t, program('if r0 == 0 goto out', 8), { maps });
  caught(t, /nothing/, program('', 8), { maps });
  caught(t, /value of hash\[16\] \+ 9/, program('if r0 == 0 goto out', 9), { maps });
});

test('the judge sees what helpers are given', t => {
  const lookup = (store: string, key: string) => `
    ${store}
    r1 = map_fd 0 ll
    r2 = ${key}
    r2 += -4
    call bpf_map_lookup_elem
    r0 = 0
    exit`;
  const maps = [HASH, ARRAY];
  clean(t, lookup('*(u32 *)(r10 - 4) = 0', 'r10'), { maps });
  caught(t, /what nothing wrote/, lookup('', 'r10'), { maps });
  caught(t, /no memory/, lookup('', 'r1'), { maps });
});

test('the judge sees what is not released, released twice, or used after', t => {
  const reserve = (after: string) => `
    r1 = map_fd 0 ll
    r2 = 8
    r3 = 0
    call bpf_ringbuf_reserve
    if r0 == 0 goto out
    r6 = r0
    ${after}
  out:
    r0 = 0
    exit`;
  const submit = 'r1 = r6\nr2 = 0\ncall bpf_ringbuf_submit';
  const maps = [RINGBUF];
  clean(t, reserve(`*(u64 *)(r6 + 0) = 0\n${submit}`), { maps });
  caught(t, /ringbuf not released/, reserve('*(u64 *)(r6 + 0) = 0'), { maps });
  caught(t, /not held/, reserve(`${submit}\n${submit}`), { maps });
  caught(t, /write of 8 bytes/, reserve(`${submit}\n*(u64 *)(r6 + 0) = 0`), { maps });
});

test('the judge sees pointers into a packet that has moved', t => {
  caught(
    t,
    /read of 1 bytes/,
    `
    r6 = *(u32 *)(r1 + 0)
    r3 = *(u32 *)(r1 + 4)
    r4 = r6
    r4 += 1
    if r4 > r3 goto out
    r2 = 0
    call bpf_xdp_adjust_head
    r0 = *(u8 *)(r6 + 0)
    exit
  out:
    r0 = 0
    exit`,
  );
});

test('the judge runs iterators', t => {
  const kfuncs = ['bpf_iter_num_new', 'bpf_iter_num_next', 'bpf_iter_num_destroy'];
  const program = (end: string) => `
    r1 = r10
    r1 += -8
    r2 = 0
    r3 = 10
    call kfunc 0
  again:
    r1 = r10
    r1 += -8
    call kfunc 1
    if r0 != 0 goto again
    ${end}
    r0 = 0
    exit`;
  clean(t, program('r1 = r10\nr1 += -8\ncall kfunc 2'), { kfuncs });
  caught(t, /iterator not released/, program(''), { kfuncs });
});
