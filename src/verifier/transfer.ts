/** What instructions compute, on the running state: the operations that neither call nor branch. */

import { assertNever } from '../diag/internal.js';
import { isFrozen } from '../frontend/program.js';
import { sizeOfType, TYPE_BITS, type Value } from '../ir/entities.js';
import type { InstData } from '../ir/function.js';
import { type CompareOp, isCompare, SWAPPED } from '../ir/ops.js';
import { type ContextField, fieldAt } from '../platform/contexts.js';
import { checkAccess, checkContext, type Mode, SOCK } from './checks.js';
import type { Machine } from './machine.js';
import type { Program } from './program.js';
import { packetBound } from './refine.js';
import { loadStack, storeStack } from './stack.js';
import type { BinaryOp } from './value/bits.js';
import { type Av, FLAG, KIND, KIND_NAMES } from './values.js';

/** Constant offsets beyond this are not tracked (BPF_MAX_VAR_OFF). */
const MAX_OFFSET = 1n << 29n;

/** Operations of this file; the others are control flow and calls. */
export function transfer(machine: Machine, program: Program, data: InstData): boolean {
  const { values, vals } = machine;
  const { op, args } = data;
  if (isCompare(op)) return define(machine, data, compare(machine, data, op));
  switch (op) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'udiv':
    case 'sdiv':
    case 'umod':
    case 'smod':
    case 'and':
    case 'or':
    case 'xor':
    case 'shl':
    case 'lshr':
    case 'ashr':
      return define(machine, data, binary(machine, data, op));
    case 'zext':
    case 'sext':
    case 'trunc':
    case 'bswap':
      return define(machine, data, convert(machine, data, op));
    case 'select':
      return define(machine, data, select(machine, data));
    case 'slot.addr': {
      const slot = machine.shape.func.slots[data.ref]!;
      const offset = slot.offset + data.offset;
      vals[data.result] = values.make(KIND.stack, { param: machine.depth, offset, extra: data.ref });
      return true;
    }
    case 'map.addr':
      vals[data.result] = values.make(KIND.map, { param: data.ref });
      return true;
    case 'map.value':
      vals[data.result] = values.make(KIND.map_value, { param: data.ref, offset: data.offset });
      return true;
    case 'global.addr':
      vals[data.result] = values.make(KIND.global, { param: data.ref, offset: data.offset });
      return true;
    case 'func.addr':
      vals[data.result] = values.make(KIND.func, { param: data.ref });
      return true;
    case 'extern.addr':
      vals[data.result] = externAddress(machine, program, data);
      return true;
    case 'addr.cast':
      return define(machine, data, vals[args[0]!]!);
    case 'load':
    case 'load.acquire':
      return define(machine, data, load(machine, program, data));
    case 'store':
    case 'store.release':
      return store(machine, program, data);
    case 'ctx.load':
      return define(machine, data, loadField(machine, program, data));
    case 'ctx.store':
      return storeField(machine, program, data);
    case 'atomic.add':
    case 'atomic.or':
    case 'atomic.and':
    case 'atomic.xor':
    case 'fetch.add':
    case 'fetch.or':
    case 'fetch.and':
    case 'fetch.xor':
    case 'xchg':
    case 'cmpxchg':
      return atomic(machine, program, data);
    case 'packet.load':
    case 'helper':
    case 'kfunc':
    case 'call':
    case 'call.reg':
    case 'tail_call':
    case 'may_goto':
    case 'jump':
    case 'br':
    case 'switch':
    case 'ret':
    case 'trap':
    case 'unreachable':
      return true;
    default:
      return assertNever(op);
  }
}

function define(machine: Machine, data: InstData, av: Av | undefined): boolean {
  if (av === undefined) return false;
  machine.vals[data.result] = av;
  return true;
}

/** Reports an operand that nothing wrote. */
function checkOperands(machine: Machine, data: InstData): boolean {
  for (const arg of data.args) {
    if (machine.values.kind(machine.vals[arg]!) !== KIND.none) continue;
    return machine.fail('E0411', { what: 'a register' }, { label: 'an operand was never set on this path' });
  }
  return true;
}

const unknownOf = (machine: Machine, bits: number): Av =>
  machine.values.scalar(machine.values.scalars.ofWidth(bits));

function binary(machine: Machine, data: InstData, op: BinaryOp): Av | undefined {
  const { values, vals } = machine;
  const { scalars } = values;
  const a = vals[data.args[0]!]!;
  const b = vals[data.args[1]!]!;
  const bits = TYPE_BITS[data.type];
  const p = values.kind(a);
  const q = values.kind(b);
  if (p === KIND.scalar && q === KIND.scalar) {
    if (bits >= 32) return values.scalar(scalars.binary(op, bits, values.number(a), values.number(b)));
    if (op === 'and' || op === 'or' || op === 'xor' || op === 'add' || op === 'sub' || op === 'mul') {
      const wide = scalars.binary(op, 32, values.number(a), values.number(b));
      return values.scalar(scalars.lowBits(wide, bits));
    }
    return unknownOf(machine, bits);
  }
  if (p === KIND.none || q === KIND.none) {
    checkOperands(machine, data);
    return undefined;
  }
  if (bits < 64)
    return machine.keepIn(a, 'a number') && machine.keepIn(b, 'a number')
      ? unknownOf(machine, bits)
      : undefined;
  if (op === 'add' && (p === KIND.scalar) !== (q === KIND.scalar))
    return p === KIND.scalar ? move(machine, data, b, a, false) : move(machine, data, a, b, false);
  if (op === 'sub' && q === KIND.scalar) return move(machine, data, a, b, true);
  if (op === 'sub' && q !== KIND.scalar && p !== KIND.scalar)
    return areNear(machine, a, b) || machine.keepIn(a, 'a number') ? values.unknown : undefined;
  machine.fail('E0418', { op, what: KIND_NAMES[p === KIND.scalar ? q : p]! });
  return undefined;
}

/** Kinds that arithmetic keeps. */
const MOVABLE: ReadonlySet<number> = new Set([
  KIND.stack,
  KIND.ctx,
  KIND.map_value,
  KIND.map_key,
  KIND.global,
  KIND.packet,
  KIND.packet_meta,
  KIND.mem,
  KIND.sock,
  KIND.btf,
  KIND.flow_keys,
]);

/** Pointer plus or minus a number. */
function move(machine: Machine, data: InstData, pointer: Av, by: Av, negative: boolean): Av | undefined {
  const { values } = machine;
  const { scalars } = values;
  const kind = values.kind(pointer);
  const op = negative ? 'sub' : 'add';
  if (values.isNullable(pointer)) {
    machine.fail(
      'E0418',
      { op, what: `${KIND_NAMES[kind]!} that may be null` },
      { help: 'compare the pointer with NULL first' },
    );
    return undefined;
  }
  const constant = values.constantOf(by);
  if (!MOVABLE.has(kind)) {
    if (constant === 0n) return pointer;
    machine.fail('E0418', { op, what: KIND_NAMES[kind]! });
    return undefined;
  }
  if (constant !== undefined) {
    const step = BigInt.asIntN(64, negative ? -constant : constant);
    const offset = BigInt(values.offset(pointer)) + step;
    if (offset > -MAX_OFFSET && offset < MAX_OFFSET) return values.with(pointer, { offset: Number(offset) });
    machine.fail('E0413', { verb: 'point', size: `${step} bytes`, what: KIND_NAMES[kind]! });
    return undefined;
  }
  const old = values.number(pointer);
  const amount = values.number(by);
  const variable = negative
    ? scalars.binary('sub', 64, old === 0 ? scalars.zero : old, amount)
    : old === 0
      ? amount
      : scalars.binary('add', 64, old, amount);
  const moved = values.with(pointer, { variable });
  if (kind !== KIND.packet && kind !== KIND.packet_meta) return moved;
  return values.with(moved, { ident: machine.freshIdent(data.result) });
}

function compare(machine: Machine, data: InstData, op: CompareOp): Av | undefined {
  const { values, vals } = machine;
  const { scalars } = values;
  const a = vals[data.args[0]!]!;
  const b = vals[data.args[1]!]!;
  if (!checkOperands(machine, data)) return undefined;
  let truth: boolean | undefined;
  const bits = TYPE_BITS[data.type];
  if (values.isScalar(a) && values.isScalar(b)) {
    const signed = op === 'slt' || op === 'sle' || op === 'sgt' || op === 'sge';
    if (data.args[0] === data.args[1])
      truth = op === 'eq' || op === 'ule' || op === 'uge' || op === 'sle' || op === 'sge';
    else if (bits >= 32 || !signed)
      truth = scalars.decide(op, bits === 64 ? 64 : 32, values.number(a), values.number(b));
  } else {
    const pointer = values.isScalar(a) ? b : a;
    const number = values.isScalar(a) ? a : b;
    const forNull = (op === 'eq' || op === 'ne') && values.constantOf(number) === 0n;
    if (!forNull && !areNear(machine, a, b) && !machine.keepIn(pointer, 'a comparison')) return undefined;
    if (forNull && values.isNever0(pointer)) truth = op === 'ne';
    else truth = comparePacket(machine, a, op, b) ?? comparePacket(machine, b, SWAPPED[op], a);
  }
  return truth === undefined ? unknownOf(machine, 1) : values.constant(truth ? 1n : 0n);
}

/** `p op end`, or `meta op data`, where so many bytes are proved that there is only one answer. */
function comparePacket(machine: Machine, p: Av, op: CompareOp, end: Av): boolean | undefined {
  const bound = packetBound(machine, p, end);
  if (bound === undefined) return undefined;
  const proved = machine.factOf(bound.key);
  if (bound.offset <= proved && op === 'ule') return true;
  if (bound.offset <= proved && op === 'ugt') return false;
  if (bound.offset >= proved) return undefined;
  if (op === 'ult' || op === 'ne') return true;
  return op === 'uge' || op === 'eq' ? false : undefined;
}

const PACKET: ReadonlySet<number> = new Set([KIND.packet, KIND.packet_end, KIND.packet_meta]);

/** Whether two values are pointers into the same thing: their distance tells nothing of where it is. */
function areNear({ values }: Machine, a: Av, b: Av): boolean {
  const kind = values.kind(a);
  if (PACKET.has(kind)) return PACKET.has(values.kind(b));
  const single = kind === KIND.stack || kind === KIND.global || kind === KIND.ctx;
  return (
    single &&
    kind === values.kind(b) &&
    values.param(a) === values.param(b) &&
    values.extra(a) === values.extra(b)
  );
}

function convert(machine: Machine, data: InstData, op: 'zext' | 'sext' | 'trunc' | 'bswap'): Av | undefined {
  const { values, vals } = machine;
  const { scalars } = values;
  const av = vals[data.args[0]!]!;
  if (!checkOperands(machine, data)) return undefined;
  const bits = TYPE_BITS[data.type];
  // A pointer field of a context is read with 32 bits and is the whole pointer.
  if (!values.isScalar(av)) {
    if (op === 'zext') return av;
    return machine.keepIn(av, 'a number') ? unknownOf(machine, bits) : undefined;
  }
  const id = values.number(av);
  switch (op) {
    case 'zext':
      return values.scalar(id);
    case 'trunc':
      return values.scalar(scalars.lowBits(id, bits));
    case 'sext':
      return values.scalar(scalars.signExtend(id, TYPE_BITS[machine.shape.func.typeOf(data.args[0]!)], bits));
    case 'bswap':
      return values.scalar(scalars.swap(id, bits));
  }
}

function select(machine: Machine, data: InstData): Av | undefined {
  const { values, vals } = machine;
  const [condition, yes, no] = data.args as [Value, Value, Value];
  const truth = values.constantOf(vals[condition]!);
  const a = vals[yes]!;
  const b = vals[no]!;
  if (truth !== undefined) return truth === 1n ? a : b;
  if (a === b) return a;
  if (values.isScalar(a) && values.isScalar(b))
    return values.scalar(values.scalars.join(values.number(a), values.number(b)));
  const pointer = values.isPointer(a) ? a : b;
  const other = pointer === a ? b : a;
  if (values.isPointer(pointer) && values.constantOf(other) === 0n && !values.isNullable(pointer))
    return values.with(pointer, {
      flags: values.flags(pointer) | FLAG.nullable,
      ident: machine.freshIdent(data.result),
    });
  if (values.kind(a) === KIND.none || values.kind(b) === KIND.none) return values.none;
  machine.fail('E0418', { op: 'select', what: KIND_NAMES[values.kind(pointer)]! });
  return undefined;
}

function externAddress(machine: Machine, program: Program, data: InstData): Av {
  const { values } = machine;
  const extern = program.module.externs[data.ref]!;
  const flags = FLAG.readOnly | FLAG.untrusted | (extern.weak ? FLAG.nullable : 0);
  return values.make(KIND.btf, {
    param: extern.btfId ?? 0,
    flags,
    ident: extern.weak ? machine.freshIdent(data.result) : 0,
  });
}

// ---- memory

function load(machine: Machine, program: Program, data: InstData): Av | undefined {
  const { values, vals } = machine;
  const pointer = vals[data.args[0]!]!;
  const size = sizeOfType(data.type);
  const { offset } = data;
  if (values.kind(pointer) === KIND.ctx && !values.isNullable(pointer)) {
    const field = checkContext(machine, program, { pointer, offset, size, mode: 'read' });
    return field && fieldValue(machine, data, field, size);
  }
  if (!checkAccess(machine, program, { pointer, offset, size, mode: 'read' })) return undefined;
  switch (values.kind(pointer)) {
    case KIND.stack:
      return loadStack(machine, pointer, offset, size);
    case KIND.global:
      return loadGlobal(machine, program, pointer, offset, size);
    case KIND.btf:
      if (size === 8)
        return values.with(pointer, { offset: 0, variable: 0, flags: FLAG.untrusted, ident: 0 });
      return unknownOf(machine, size * 8);
    default:
      return unknownOf(machine, size * 8);
  }
}

/** Frozen read-only data has the object's own bytes. */
function loadGlobal(
  machine: Machine,
  program: Program,
  pointer: Av,
  offset: number,
  size: number,
): Av | undefined {
  const { values } = machine;
  const global = program.module.globals[values.param(pointer)]!;
  const at = values.offset(pointer) + offset;
  const unknown = unknownOf(machine, size * 8);
  if (!isFrozen(global, program.lateRodata)) return unknown;
  const { min, max } = values.variableRange(pointer);
  const first = at + Number(min);
  const last = at + Number(max);
  if (global.relocs.some(r => r.offset < last + size && r.offset + 8 > first))
    return machine.keepIn(pointer, 'a number') ? unknown : undefined;
  const words = new Set<bigint>();
  for (let byte = first; byte <= last; byte++) {
    if (words.size > 8 || byte - first > 4096) return unknown;
    let word = 0n;
    for (let i = size - 1; i >= 0; i--) word = (word << 8n) | BigInt(global.data[byte + i]!);
    words.add(word);
  }
  return values.scalar(values.scalars.fromWords([...words].sort((a, b) => (a < b ? -1 : 1))));
}

function fieldValue(machine: Machine, data: InstData, field: ContextField | 'open', size: number): Av {
  const { values } = machine;
  if (field === 'open') return unknownOf(machine, size * 8);
  const nullable = (): { flags: number; ident: number } => ({
    flags: FLAG.nullable | FLAG.readOnly,
    ident: machine.freshIdent(data.result),
  });
  switch (field.kind) {
    case 'scalar':
      return unknownOf(machine, size * 8);
    case 'pkt_data':
      return values.make(KIND.packet, {});
    case 'pkt_end':
      return values.make(KIND.packet_end, {});
    case 'pkt_meta':
      return values.make(KIND.packet_meta, {});
    case 'sock':
      return values.make(KIND.sock, { param: SOCK.socket });
    case 'sock_or_null':
      return values.make(KIND.sock, { param: SOCK.socket, ...nullable() });
    case 'sock_common_or_null':
      return values.make(KIND.sock, { param: SOCK.sock_common, ...nullable() });
    case 'flow_keys':
      return values.make(KIND.flow_keys, {});
    case 'btf':
      return values.make(KIND.btf, { flags: FLAG.untrusted });
    default:
      return assertNever(field.kind);
  }
}

/** `ctx.load` of a byte of the context; a pointer field is read with 32 bits and comes at full width. */
function loadField(machine: Machine, program: Program, data: InstData): Av | undefined {
  const pointer = machine.vals[data.args[0]!]!;
  const kind = fieldAt(program.context, data.ref)?.kind ?? 'scalar';
  const size =
    kind === 'scalar' || data.type !== 'i64' ? sizeOfType(data.type) : pointerSize(program, data.ref);
  const access = { pointer, offset: data.ref, size, mode: 'read' as const };
  if (machine.values.kind(pointer) !== KIND.ctx) {
    checkAccess(machine, program, access);
    return machine.failure ? undefined : unknownOf(machine, TYPE_BITS[data.type]);
  }
  const found = checkContext(machine, program, access);
  return found && fieldValue(machine, data, found, sizeOfType(data.type));
}

const pointerSize = (program: Program, offset: number): number =>
  fieldAt(program.context, offset)?.element ?? 8;

function storeField(machine: Machine, program: Program, data: InstData): boolean {
  const { vals } = machine;
  if (!checkOperands(machine, data)) return false;
  const access = { pointer: vals[data.args[0]!]!, offset: data.ref, size: sizeOfType(data.type) };
  if (machine.values.kind(access.pointer) !== KIND.ctx)
    return checkAccess(machine, program, { ...access, mode: 'write' });
  if (checkContext(machine, program, { ...access, mode: 'write' }) === undefined) return false;
  return checkLeak(machine, access.pointer, vals[data.args[1]!]!);
}

function store(machine: Machine, program: Program, data: InstData): boolean {
  const { values, vals } = machine;
  const pointer = vals[data.args[0]!]!;
  const av = vals[data.args[1]!]!;
  const size = sizeOfType(data.type);
  const { offset } = data;
  if (values.kind(av) === KIND.none && !checkOperands(machine, data)) return false;
  if (!checkAccess(machine, program, { pointer, offset, size, mode: 'write' })) return false;
  if (values.kind(pointer) !== KIND.stack) return checkLeak(machine, pointer, av);
  if (size < 8 && !machine.keepIn(av, 'a number')) return false;
  const kept = values.isPointer(av) && size < 8 ? 0 : machine.copyOf(data.args[1]!);
  storeStack(machine, pointer, offset, size, kept);
  return true;
}

/** A pointer stored where others read it. */
function checkLeak(machine: Machine, pointer: Av, av: Av): boolean {
  const { values } = machine;
  if (!values.isPointer(av)) return true;
  if (values.kind(pointer) !== KIND.ctx) return machine.keepIn(av, 'memory that others read');
  return machine.fail('E0419', { what: KIND_NAMES[values.kind(av)]!, where: 'the context' });
}

function atomic(machine: Machine, program: Program, data: InstData): boolean {
  const { values, vals } = machine;
  const pointer = vals[data.args[0]!]!;
  const size = sizeOfType(data.type);
  const { offset } = data;
  const mode: Mode = 'both';
  if (!checkOperands(machine, data)) return false;
  const kind = values.kind(pointer);
  if (kind === KIND.ctx || kind === KIND.packet || kind === KIND.sock || kind === KIND.flow_keys)
    return machine.fail('E0417', { what: KIND_NAMES[kind]!, verb: 'update atomically' });
  if (!checkAccess(machine, program, { pointer, offset, size, mode })) return false;
  if (kind === KIND.stack) {
    const old = loadStack(machine, pointer, offset, size);
    if (old === undefined || !machine.keepIn(old, 'a number')) return false;
    storeStack(machine, pointer, offset, size, 0);
  }
  for (const arg of data.args.slice(1)) {
    const av = vals[arg]!;
    if (values.isPointer(av))
      return machine.fail('E0419', { what: KIND_NAMES[values.kind(av)]!, where: 'memory' });
  }
  if (data.result >= 0) vals[data.result] = unknownOf(machine, size * 8);
  return true;
}
