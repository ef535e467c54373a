/**
 * Entries for trampolines: beside its plain form, a program that can be attached gets one that the attach point calls
 * directly. What it reads of its context are then parameters in registers, it keeps every general register but rax
 * and r11 (`preserve_mostcc`), and nothing in it touches vector registers, so there is nothing to save around it.
 * Where the context's address goes anywhere, the entry takes it as the plain form does, still without vectors.
 */
import type { Value } from '../../ir/entities.js';
import { TYPE_BITS } from '../../ir/entities.js';
import type { Func, InstData, IrModule } from '../../ir/function.js';
import type { EntryRow } from './descriptor.js';
import type { Emitter } from './emitter.js';
import type { Version } from './versions.js';

/** `enum ebpfc_entry_form` of runtime-c/include/ebpfc.h: what the context is that the entry was compiled for. */
export const ENTRY_FORMS = {
  registers: 1,
  syscallEnter: 2,
  syscallExit: 3,
  rawEnter: 4,
  rawExit: 5,
} as const;
export type EntryForm = keyof typeof ENTRY_FORMS;

/** `enum ebpfc_entry_flags` */
const ENTRY_FLAGS = { context: 1, calls: 2 } as const;

/** `enum ebpfc_entry_parameter`: 0 to 20 are the words of struct pt_regs. */
const PARAMETERS = {
  r10: 7,
  r9: 8,
  r8: 9,
  ax: 10,
  dx: 12,
  si: 13,
  di: 14,
  origAx: 15,
  self: 32,
  cookie: 33,
  funcIp: 34,
};
const PT_REGS_WORDS = 21;
/** What the C calling convention passes in registers. */
const PARAMETERS_MAX = 6;

const GET_FUNC_IP = 173;
const GET_ATTACH_COOKIE = 174;
/** Helpers whose answer is known where the program is attached, and their parameter. */
const ANSWERED: ReadonlyMap<number, number> = new Map([
  [GET_FUNC_IP, PARAMETERS.funcIp],
  [GET_ATTACH_COOKIE, PARAMETERS.cookie],
]);

/**
 * No x87, MMX, SSE and what builds on them; no loop that becomes a call of the C library's memcpy, which has them; and
 * no jump but to what a reader of the code can see, since whoever attaches the entry checks all this.
 */
export const PROBE: Version = {
  suffix: '.probe',
  attributes:
    ' "no-builtins" "no-jump-tables"="true" "disable-tail-calls"="true" "target-features"="-x87,-mmx,-sse"',
};

/** The parameter that holds each 8-byte word of a context, by word; the registers' own order for `registers`. */
const WORDS: Readonly<Record<EntryForm, readonly (number | undefined)[]>> = {
  registers: Array.from({ length: PT_REGS_WORDS }, (_, i) => i),
  // The records of the tracepoints: what all have in common, the call's number, and its arguments or result.
  syscallEnter: [
    ...[undefined, PARAMETERS.origAx, PARAMETERS.di, PARAMETERS.si],
    ...[PARAMETERS.dx, PARAMETERS.r10, PARAMETERS.r8, PARAMETERS.r9],
  ],
  syscallExit: [undefined, PARAMETERS.origAx, PARAMETERS.ax],
  // A pointer to the registers, then the number or the result.
  rawEnter: [undefined, PARAMETERS.origAx],
  rawExit: [undefined, PARAMETERS.ax],
};

const SYSCALL_SECTION =
  /^(tp\/(?:raw_)?syscalls|tracepoint\/(?:raw_)?syscalls|raw_tp|raw_tracepoint)\/sys_(enter|exit)(?:_|$)/;

/** How one program is entered from trampolines. */
export interface Entry {
  readonly form: EntryForm;
  /** Parameters in order, without `self`; undefined when the entry takes the context's address. */
  readonly parameters: readonly number[] | undefined;
}

/** What the context of a program is where it is attached; undefined where it is nothing that trampolines know. */
function entryForm({ programType, spec }: Func): EntryForm | undefined {
  if (programType === 'kprobe') return 'registers';
  const [, kind, side] = SYSCALL_SECTION.exec(spec.section) ?? [];
  if (programType === 'tracepoint' && kind?.startsWith('t'))
    return side === 'enter' ? 'syscallEnter' : 'syscallExit';
  if (programType === 'raw_tracepoint' && kind?.startsWith('r'))
    return side === 'enter' ? 'rawEnter' : 'rawExit';
  return undefined;
}

/** The entries of the programs of a module, by function; and what they reach, which shares their rules. */
export function planEntries(
  module: IrModule,
  triple: string,
): { entries: Map<number, Entry>; reached: Set<number> } {
  const entries = new Map<number, Entry>();
  const reached = new Set<number>();
  if (!triple.startsWith('x86_64')) return { entries, reached };
  module.functions.forEach((func, i) => {
    const form = func.entry === 'ctx' ? entryForm(func) : undefined;
    if (form === undefined) return;
    const callees = reachable(module, i);
    // The programs behind a tail call were compiled for any caller.
    if ([...callees, i].some(k => instructions(module.functions[k]!).some(data => data.op === 'tail_call')))
      return;
    for (const callee of callees) reached.add(callee);
    entries.set(i, { form, parameters: parameters(func, WORDS[form]) });
  });
  return { entries, reached };
}

/** The words of its context that a program reads, or undefined when it does anything else with it. */
function parameters(func: Func, words: readonly (number | undefined)[]): number[] | undefined {
  const [ctx] = func.block(func.entryBlock).params;
  const found = new Set<number>();
  for (const data of instructions(func)) {
    const known = parameterOf(data, ctx, words);
    if (known !== undefined) found.add(known);
    else if (mentions(data, ctx)) return undefined;
  }
  // One more may be `self`.
  return found.size < PARAMETERS_MAX ? [...found].sort((a, b) => a - b) : undefined;
}

/** The parameter that an instruction asks its context for. */
function parameterOf(
  { op, args, offset, type, ref }: InstData,
  ctx: Value | undefined,
  words: readonly (number | undefined)[],
): number | undefined {
  if (args[0] !== ctx || ctx === undefined) return undefined;
  if (op === 'helper') return args.indexOf(ctx, 1) < 0 ? ANSWERED.get(ref) : undefined;
  const within = (offset & 7) + TYPE_BITS[type] / 8 <= 8;
  return op === 'load' && offset >= 0 && within ? words[offset >> 3] : undefined;
}

const mentions = ({ args, targets }: InstData, value: Value | undefined): boolean =>
  value !== undefined && (args.includes(value) || targets.some(target => target.args.includes(value)));

function instructions(func: Func): InstData[] {
  return func.order.flatMap(block => func.block(block).insts.map(inst => func.inst(inst)));
}

function reachable(module: IrModule, start: number, found = new Set<number>()): Set<number> {
  for (const { op, ref } of instructions(module.functions[start]!)) {
    if ((op !== 'call' && op !== 'func.addr') || found.has(ref)) continue;
    found.add(ref);
    reachable(module, ref, found);
  }
  return found;
}

/** Lowers an instruction that asks the context of an entry with parameters; false when it is not one. */
export function lowerEntryParameter(e: Emitter, data: InstData): boolean {
  const form = e.signature.entry;
  if (form === undefined) return false;
  const [ctx] = e.func.block(e.func.entryBlock).params;
  const parameter = parameterOf(data, ctx, WORDS[form]);
  if (parameter === undefined) return false;
  let name = `%p${parameter}`;
  if (data.op === 'load') {
    const shift = (data.offset & 7) * 8;
    if (shift > 0) name = e.temp(`lshr i64 ${name}, ${shift}`);
    if (data.type !== 'i64') name = e.temp(`trunc i64 ${name} to ${data.type}`);
  }
  e.defineTyped(data, name);
  return true;
}

const usesSelf = (body: string): boolean => /%self\b/.test(body);

/** What the descriptor says of an entry with this body. */
export function entryRow(name: string, entry: Entry, body: string): EntryRow {
  const parameters = [...(entry.parameters ?? [])];
  if (entry.parameters && usesSelf(body)) parameters.push(PARAMETERS.self);
  const calls = /\bcall\b(?!.* @llvm\.)/.test(body);
  const flags = (entry.parameters ? 0 : ENTRY_FLAGS.context) | (calls ? ENTRY_FLAGS.calls : 0);
  return { entry: name, form: ENTRY_FORMS[entry.form], flags, parameters };
}

/** The head of its definition. */
export function entryHead({ entry, flags, parameters }: EntryRow): string {
  if (flags & ENTRY_FLAGS.context) return `define internal i64 ${entry}(ptr %ctx, ptr %self)`;
  const params = parameters.map(p => (p === PARAMETERS.self ? 'ptr %self' : `i64 %p${p}`));
  return `define internal preserve_mostcc i64 ${entry}(${params.join(', ')})`;
}
