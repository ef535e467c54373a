// Entries for trampolines: what they take, what they keep, and when the context must be whole.
import test from 'ava';
import { planEntries } from '../../../../src/backends/llvm/entry.js';
import { lowerModule } from '../../../../src/backends/llvm/module.js';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { assemble } from '../../../../src/frontend/asm/assemble.js';
import { moduleFromCode } from '../../../../src/frontend/raw.js';
import type { IrModule } from '../../../../src/ir/function.js';
import { runPasses } from '../../../../src/ir/passes.js';
import { translateModule } from '../../../../src/ir/translate.js';

const X86 = 'x86_64-linux-gnu';

function irOf(section: string, text: string): IrModule {
  const sink = new DiagnosticSink();
  const code = assemble(text, sink, { file: 'probe' })!;
  const module = moduleFromCode('probe', code.insns, { section }, sink)!;
  const ir = translateModule(module, { entry: 'ctx', stackSize: 512 }, sink)!;
  runPasses(ir, { sink, disabled: new Set() });
  return ir;
}

const textOf = (ir: IrModule, triple = X86): string =>
  lowerModule(ir, {
    triple,
    debug: false,
    zeroStack: true,
    inline: true,
    standalone: false,
    versions: [],
    disabledPasses: new Set(),
    flags: 0,
    producer: '',
    command: '',
    target: triple,
    features: '',
    inputSha256: '',
    helperName: id => `helper_${id}`,
  });

/** The entry's definition without its attributes, and its body. */
const entryOf = (text: string): string =>
  (/^define internal [^\n]*@probe\.probe\([\s\S]*?^\}/m.exec(text)?.[0] ?? '').replace(
    /\) nounwind .*\{/,
    ') {',
  );

const parametersOf = (section: string, text: string): readonly number[] | undefined =>
  planEntries(irOf(section, text), X86).entries.get(0)?.parameters;

test('what a program reads of the registers are parameters, shifted and cut to what it read', t => {
  const text = entryOf(
    textOf(irOf('uprobe', 'r0 = *(u64 *)(r1 + 112)\nr2 = *(u8 *)(r1 + 105)\nr0 += r2\nexit\n')),
  );
  t.regex(text, /^define internal preserve_mostcc i64 @probe\.probe\(i64 %p13, i64 %p14\) \{/);
  t.regex(text, /lshr i64 %p13, 8\n.*trunc i64 .* to i8/);
  t.notRegex(text, /load/);
});

test('cookie and function address are asked of nobody', t => {
  const text = entryOf(textOf(irOf('uprobe', 'call 174\nexit\n')));
  t.regex(text, /^define internal preserve_mostcc i64 @probe\.probe\(i64 %p33\) \{/);
  t.notRegex(text, /\bcall\b/);
  t.deepEqual(parametersOf('usdt', 'call 173\nexit\n'), [34]);
});

test('records of system calls are registers too', t => {
  const third = 'r0 = *(u64 *)(r1 + 40)\nexit\n';
  t.deepEqual(parametersOf('tracepoint/syscalls/sys_enter_openat', third), [7]);
  t.deepEqual(parametersOf('tp/raw_syscalls/sys_enter', 'r0 = *(u32 *)(r1 + 8)\nexit\n'), [15]);
  t.deepEqual(parametersOf('tp/syscalls/sys_exit_openat', 'r0 = *(u64 *)(r1 + 16)\nexit\n'), [10]);
  t.deepEqual(parametersOf('raw_tp/sys_exit', 'r0 = *(u64 *)(r1 + 8)\nexit\n'), [10]);
  t.is(parametersOf('tp/syscalls/sys_exit_openat', third), undefined, 'there is no such field');
  t.is(planEntries(irOf('tp/sched/sched_switch', third), X86).entries.size, 0);
});

test('a context that goes anywhere is taken whole', t => {
  const escapes = 'r2 = r1\nr1 = 0\ncall 6\nr0 = 0\nexit\n';
  const text = entryOf(textOf(irOf('uprobe', escapes)));
  t.regex(text, /^define internal i64 @probe\.probe\(ptr %ctx, ptr %self\) \{/);
  const many = [0, 8, 16, 24, 32, 40].map(offset => `r0 = *(u64 *)(r1 + ${offset})\nr2 += r0\n`).join('');
  t.is(parametersOf('uprobe', `r2 = 0\n${many}r0 = r2\nexit\n`), undefined, 'more than fit in registers');
  t.is(parametersOf('uprobe', 'r0 = *(u64 *)(r1 + 168)\nexit\n'), undefined, 'past the end');
});

test('nothing of an entry touches vector registers, nor what it calls', t => {
  const text = textOf(irOf('uprobe', 'call sub\nexit\nsub:\nr0 = 1\nexit\n'));
  const heads = [...text.matchAll(/^define internal .*@(\S+?)\(.*?\) (.*) \{$/gm)].map(
    m => [m[1], m[2]] as const,
  );
  const without = /"no-builtins".*"target-features"="-x87,-mmx,-sse"/;
  t.deepEqual(heads.map(([name, attributes]) => [name, without.test(attributes!)]).sort(), [
    ['probe.probe', true],
    ['sub_2', false],
    ['sub_2.probe', true],
  ]);
  t.regex(text, /^define protected i64 @probe\(ptr %ctx, ptr %instance\) nounwind \{/m);
  t.notRegex(entryOf(text), /llvm\.memset\.p0/);
});

test('other programs, and other machines, have none', t => {
  const reads = 'r0 = *(u32 *)(r1 + 12)\nexit\n';
  t.is(entryOf(textOf(irOf('xdp', reads))), '');
  t.is(entryOf(textOf(irOf('uprobe', reads), 'aarch64-linux-gnu')), '');
});
