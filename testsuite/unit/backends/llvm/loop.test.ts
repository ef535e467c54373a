import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { run } from '../../driver/shell.js';

/** A program that calls bpf_loop: the number of calls is the length of its memory times `scale`, less one stop. */
const source = (scale: number, flags: string): string => `module "loops"
function 0 "loops" program global section ".text"
function 1 "visit" subprogram static section ".text"

raw @loops {
  slot s0 at -8 size 8
b0(v0: i64, v1: i64):
  v2 = slot.addr s0
  store.i64 v2, 100
  v3 = mul.i64 v1, ${scale}
  v4 = func.addr 1
  v5 = helper 181, v3, v4, v2, ${flags}
  v6 = load.i64 v2
  v7 = shl.i64 v6, 32
  v8 = trunc.i32 v5
  v9 = zext.i64 v8
  v10 = or.i64 v7, v9
  ret v10
}

sub @visit {
b0(v0: i64, v1: i64, v2: i64, v3: i64, v4: i64):
  v5 = load.i64 v1
  v6 = add.i64 v5, 1
  store.i64 v1, v6
  v7 = eq.i64 v0, 5
  v8 = zext.i64 v7
  ret v8
}
`;

const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
test.after.always(() => rmSync(dir, { recursive: true }));

async function result(length: number, scale: number, flags = '0'): Promise<{ calls: number; value: number }> {
  const path = join(dir, `loops.${length}.${scale}.bir`);
  writeFileSync(path, source(scale, flags));
  const { out, err } = await run(['run', '-x', 'ir', `--hex=${'00'.repeat(length)}`, path], process.env);
  const returned = BigInt(/returned (\d+)/.exec(out)?.[1] ?? err);
  return { calls: Number(returned >> 32n) - 100, value: Number(BigInt.asIntN(32, returned)) };
}

test.serial('bpf_loop counts its calls, stops where the callback says so, and refuses too many', async t => {
  t.deepEqual(await result(0, 1), { calls: 0, value: 0 });
  t.deepEqual(await result(3, 1), { calls: 3, value: 3 });
  t.deepEqual(await result(9, 1), { calls: 6, value: 6 }, 'the sixth call says stop');
  t.deepEqual(await result(1, 8388609), { calls: 0, value: -7 }, '-E2BIG');
  t.deepEqual(await result(2, 2 ** 31), { calls: 0, value: 0 }, 'the count is 32 bits');
});

test.serial('a loop whose flags are not 0 is left to the helper, which refuses it', async t => {
  const path = join(dir, 'flags.bir');
  writeFileSync(path, source(1, '1'));
  t.regex((await run(['--emit=llvm', '-x', 'ir', '-o', '-', path])).out, /@"?visit\.callback"?\(i64 %a1/);
  writeFileSync(path, source(1, '0'));
  const { out } = await run(['--emit=llvm', '-x', 'ir', '-o', '-', path]);
  t.notRegex(out, /callback/);
  t.regex(out, /call i64 @visit\(/);
});

test('without inlining the callback is passed to the helper', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-loop-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'loops.bir');
  writeFileSync(file, source(1, '0'));
  const { out, err } = await run(['--no-inline', '-w', '--emit=llvm', '-x', 'ir', '-o', '-', file]);
  t.is(err, '');
  t.regex(out, /call i64 %\w+\(.*@visit\.callback/);
});
