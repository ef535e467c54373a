/** Calls of helpers: what each argument must be, what the call does to the state, and what it returns. */

import { assertNever } from '../diag/internal.js';
import { isFrozen } from '../frontend/program.js';
import type { Value } from '../ir/entities.js';
import type { InstData } from '../ir/function.js';
import type { Arg, Helper } from '../platform/helpers/prototype.js';
import { argsOf, helperOf, mayCall } from '../platform/helpers.js';
import { mapType, takesMap } from '../platform/maps.js';
import { checkAccess, type Mode, SOCK } from './checks.js';
import type { Machine } from './machine.js';
import type { Program } from './program.js';
import { checkInitialised, checkNumbers, fillStack, storeStack } from './stack.js';
import { mix } from './value/arena.js';
import { type Av, FLAG, KIND, KIND_NAMES } from './values.js';

/** Lengths from here on count as unbounded (BPF_MAX_VAR_SIZ). */
const MAX_LENGTH = 1n << 29n;

/** Parts of map values that helpers take: bytes of the runtime's own structs. */
const FIELDS = {
  PTR_TO_SPIN_LOCK: { size: 4, kinds: [KIND.map_value, KIND.global], expected: 'a spin lock in a map value' },
  PTR_TO_TIMER: { size: 16, kinds: [KIND.map_value], expected: 'a timer in a map value' },
  PTR_TO_KPTR: { size: 8, kinds: [KIND.map_value], expected: 'a pointer in a map value' },
} as const;

/** What a call was found to be about, while its arguments are checked. */
interface Call {
  readonly helper: Helper;
  readonly data: InstData;
  readonly args: readonly Arg[];
  /** Index into `Module.maps` of the map argument. */
  map: number | undefined;
  /** Bytes of the memory that the call returns. */
  allocated: number;
  /** Identity of the resource that an argument brings along. */
  ref: number;
  release: Av | undefined;
  /** Memory that the call writes: pointer and the least number of bytes written for sure. */
  readonly written: { readonly pointer: Av; readonly least: number; readonly most: number }[];
  callback: Av | undefined;
  callbackContext: Av;
  /** The lock, timer or pointer that an argument is. */
  field: Av;
  /** What a dynptr argument is over. */
  over: number;
  /** Greatest value of the size argument. */
  length: bigint;
}

/** A function argument that the helper calls. */
export interface Callback {
  readonly target: number;
  /** Not before the helper returns, but some time later, with nothing of what the program has now. */
  readonly later: boolean;
  readonly args: readonly Av[];
}

/**
 * Checks a call and applies it. False after a report; a callback that is still to be run, or true.
 */
export function callHelper(machine: Machine, program: Program, data: InstData): boolean | Callback {
  const helper = helperOf(data.op === 'tail_call' ? 12 : data.ref);
  if (helper === undefined) return machine.fail('E0511', { id: data.ref });
  if (!mayCall(helper, program.user))
    return machine.fail('E0512', { helper: helper.name, type: program.user.type });
  return applyCall(machine, program, data, helper, argsOf(helper, program.user));
}

/** Checks the arguments of a call by its prototype and applies it. */
export function applyCall(
  machine: Machine,
  program: Program,
  data: InstData,
  helper: Helper,
  args: readonly Arg[],
): boolean | Callback {
  const { values } = machine;
  const call: Call = {
    helper,
    data,
    args,
    map: undefined,
    allocated: 0,
    ref: 0,
    release: undefined,
    written: [],
    callback: undefined,
    callbackContext: values.zero,
    field: values.none,
    over: OVER.memory,
    length: 0n,
  };
  if (machine.lock !== 0 && !helper.effects.includes('unlocks'))
    return machine.fail('E0516', { what: `call of ${helper.name}` });
  for (let i = 0; i < call.args.length; i++) if (!checkArgument(machine, program, call, i)) return false;
  for (const v of helper.variadic ? data.args.slice(call.args.length) : [])
    if (!machine.keepIn(machine.vals[v]!, `arguments of ${helper.name}`)) return false;
  return applyEffects(machine, program, call);
}

const has = (arg: Arg, flag: Arg['flags'][number]): boolean => arg.flags.includes(flag);

function wrong(machine: Machine, call: Call, index: number, expected: string, av: Av): false {
  return machine.fail(
    'E0513',
    { helper: call.helper.name, argument: index + 1, expected },
    { label: `argument ${index + 1} is ${machine.values.describe(av)}` },
  );
}

function checkArgument(machine: Machine, program: Program, call: Call, index: number): boolean {
  const { values, vals } = machine;
  const arg = call.args[index]!;
  const v = call.data.args[index];
  const av = v === undefined ? values.none : vals[v]!;
  const kind = values.kind(av);
  if (kind === KIND.none)
    return machine.fail('E0411', { what: `argument ${index + 1} of ${call.helper.name}` });
  if (has(arg, 'PTR_MAYBE_NULL') && values.constantOf(av) === 0n) return true;
  const expect = (expected: string, ...kinds: number[]): boolean => {
    if (!kinds.includes(kind)) return wrong(machine, call, index, expected, av);
    if (values.isNullable(av) && !has(arg, 'PTR_MAYBE_NULL'))
      return machine.fail(
        'E0414',
        { verb: `pass to ${call.helper.name}`, what: KIND_NAMES[kind]! },
        { help: 'compare the pointer with NULL first' },
      );
    return true;
  };
  const map = call.map === undefined ? undefined : program.module.maps[call.map]!;
  switch (arg.kind) {
    case 'ANYTHING':
      // What reads at an address that it checks itself is given one; a kfunc's own rules are its own.
      return (
        call.helper.id === 0 ||
        /^bpf_(probe_read|copy_from_user)/.test(call.helper.name) ||
        machine.keepIn(av, `argument ${index + 1} of ${call.helper.name}`)
      );
    case 'CONST_MAP_PTR': {
      if (!expect('a map', KIND.map, KIND.inner_map)) return false;
      call.map = values.param(av);
      const type = mapType(program.module.maps[call.map]!.type);
      if (type === undefined || call.helper.id === 0 || takesMap(call.helper.name, type)) return true;
      return machine.fail('E0514', { helper: call.helper.name, type: type.name });
    }
    case 'PTR_TO_MAP_KEY':
      return memory(machine, program, call, index, av, map?.keySize ?? 0, map?.keySize ?? 0);
    case 'PTR_TO_MAP_VALUE':
      return memory(machine, program, call, index, av, map?.valueSize ?? 0, map?.valueSize ?? 0);
    case 'PTR_TO_FIXED_SIZE_MEM':
      return memory(machine, program, call, index, av, arg.size!, arg.size!);
    case 'PTR_TO_MEM':
      return true; // with its length, the next argument
    case 'CONST_SIZE':
    case 'CONST_SIZE_OR_ZERO':
      return sized(machine, program, call, index, av);
    case 'CONST_ALLOC_SIZE_OR_ZERO': {
      const size = values.constantOf(av);
      if (size === undefined || size >= MAX_LENGTH) return wrong(machine, call, index, 'a constant', av);
      call.allocated = Number(size);
      return true;
    }
    case 'PTR_TO_CTX':
      return (
        expect('the context', KIND.ctx) &&
        ((values.offset(av) === 0 && values.number(av) === 0) ||
          wrong(machine, call, index, 'the context at offset 0', av))
      );
    case 'PTR_TO_STACK':
      call.callbackContext = av;
      return expect('a stack pointer', KIND.stack);
    case 'PTR_TO_CONST_STR':
      return string(machine, program, call, index, av);
    case 'PTR_TO_FUNC':
      call.callback = av;
      return expect('a function', KIND.func);
    case 'PTR_TO_SPIN_LOCK':
    case 'PTR_TO_TIMER':
    case 'PTR_TO_KPTR': {
      const { size, kinds, expected } = FIELDS[arg.kind];
      if (!expect(expected, ...kinds)) return false;
      if (values.number(av) !== 0)
        return wrong(machine, call, index, `${expected}, at a constant offset`, av);
      call.field = av;
      return checkAccess(machine, program, { pointer: av, offset: 0, size, mode: 'write' });
    }
    case 'PTR_TO_DYNPTR':
      return dynptr(machine, program, call, index, av);
    case 'PTR_TO_RINGBUF_MEM':
      if (!expect('memory that bpf_ringbuf_reserve returned', KIND.mem)) return false;
      if ((values.flags(av) & FLAG.record) === 0)
        return wrong(machine, call, index, 'memory that bpf_ringbuf_reserve returned', av);
      return released(machine, call, index, arg, av);
    case 'PTR_TO_SOCKET':
    case 'PTR_TO_SOCK_COMMON':
    case 'PTR_TO_BTF_ID_SOCK_COMMON':
      if (!expect('a socket', KIND.sock, KIND.btf)) return false;
      call.ref = values.ref(av);
      return released(machine, call, index, arg, av);
    case 'PTR_TO_BTF_ID':
    case 'PTR_TO_PERCPU_BTF_ID':
      if (
        !expect(
          arg.struct ? `a pointer to struct ${arg.struct}` : 'a pointer to a host object',
          KIND.btf,
          KIND.sock,
        )
      )
        return false;
      return released(machine, call, index, arg, av);
    default:
      return assertNever(arg.kind);
  }
}

function released(machine: Machine, call: Call, index: number, arg: Arg, av: Av): boolean {
  const { values } = machine;
  if (!has(arg, 'OBJ_RELEASE')) return true;
  if (values.ref(av) === 0 || !machine.refs.some((ref, i) => i % 2 === 0 && ref === values.ref(av)))
    return wrong(machine, call, index, 'a resource that the program holds', av);
  if (values.offset(av) !== 0 || values.number(av) !== 0)
    return wrong(machine, call, index, 'the pointer as it was acquired, at offset 0', av);
  call.release = av;
  return true;
}

/** Kinds of memory that helpers take. */
const MEMORY: ReadonlySet<number> = new Set([
  KIND.stack,
  KIND.packet,
  KIND.packet_meta,
  KIND.map_value,
  KIND.map_key,
  KIND.global,
  KIND.mem,
  KIND.btf,
]);

/** An argument that points to between `least` and `most` bytes. */
function memory(
  machine: Machine,
  program: Program,
  call: Call,
  index: number,
  pointer: Av,
  least: number,
  most: number,
): boolean {
  const { values } = machine;
  const arg = call.args[index]!;
  if (most === 0) return true;
  if (!MEMORY.has(values.kind(pointer))) return wrong(machine, call, index, 'memory', pointer);
  const writes = has(arg, 'MEM_WRITE');
  const reads = !has(arg, 'MEM_UNINIT');
  const mode: Mode = writes ? (reads ? 'both' : 'write') : 'read';
  if (!checkAccess(machine, program, { pointer, offset: 0, size: most, mode })) return false;
  if (reads && values.kind(pointer) === KIND.stack) {
    if (!checkInitialised(machine, pointer, 0, most) || !checkNumbers(machine, pointer, 0, most))
      return false;
  }
  if (writes) call.written.push({ pointer, least, most });
  return true;
}

/** A length, and with it the memory argument before. */
function sized(machine: Machine, program: Program, call: Call, index: number, av: Av): boolean {
  const { values, vals } = machine;
  const { scalars } = values;
  const { kind } = call.args[index]!;
  if (!values.isScalar(av)) return wrong(machine, call, index, 'a length', av);
  const id = values.number(av);
  const least = scalars.umin(id);
  const most = scalars.umax(id);
  if (most >= MAX_LENGTH || scalars.smin(id) < 0n)
    return machine.fail(
      'E0515',
      { helper: call.helper.name, argument: index + 1 },
      {
        label: `the length is ${scalars.format(id)}`,
        help: 'bound the length first: mask it, or compare it as an unsigned number',
      },
    );
  if (kind === 'CONST_SIZE' && least === 0n)
    return wrong(machine, call, index, 'a length greater than 0', av);
  call.length = most;
  const memoryArg = call.args[index - 1];
  if (memoryArg?.kind !== 'PTR_TO_MEM') return true;
  const pointer = vals[call.data.args[index - 1]!]!;
  if (values.constantOf(pointer) === 0n) {
    if (most === 0n) return true;
    if (has(memoryArg, 'PTR_MAYBE_NULL') && call.helper.name !== 'bpf_csum_diff') return true;
    return wrong(machine, call, index - 1, `memory of ${most} bytes`, pointer);
  }
  // What a dynptr is over must outlive it.
  if (call.helper.name === 'bpf_dynptr_from_mem' && !LASTING.has(values.kind(pointer)))
    return wrong(machine, call, index - 1, 'in a map value or in global data', pointer);
  return memory(machine, program, call, index - 1, pointer, Number(least), Number(most));
}

/** A string constant in frozen memory, with its NUL. */
function string(machine: Machine, program: Program, call: Call, index: number, av: Av): boolean {
  const { values } = machine;
  const expected = 'a string constant';
  if (values.kind(av) !== KIND.global || values.number(av) !== 0)
    return wrong(machine, call, index, expected, av);
  const global = program.module.globals[values.param(av)]!;
  const at = values.offset(av);
  if (!isFrozen(global, program.lateRodata) || at < 0 || global.data.indexOf(0, at) < 0)
    return wrong(machine, call, index, expected, av);
  return true;
}

/** Memory that is there as long as the program is. */
const LASTING: ReadonlySet<number> = new Set([KIND.map_value, KIND.global]);

const DYNPTR_SIZE = 16;

/** What a dynptr is over: `param` of its cells. */
export const OVER = { memory: 0, record: 1, packet: 2 } as const;

/** The two cells of a dynptr at a stack address, if it is whole. */
export function dynptrAt(machine: Machine, av: Av): Av | undefined {
  const { values, cells } = machine;
  const depth = values.param(av);
  const cell = machine.frames[depth]!.shape.cells + (values.offset(av) >> 3);
  const [first, second] = [cell, cell + 1].map(i => cells.valueAt(machine.cellAt(depth, i), 0, 8));
  if (first === undefined || second === undefined || values.kind(first) !== KIND.dynptr) return undefined;
  return values.extra(first) === 0 && second === values.with(first, { extra: 1 }) ? first : undefined;
}

function dynptr(machine: Machine, program: Program, call: Call, index: number, av: Av): boolean {
  const { values, cells } = machine;
  const arg = call.args[index]!;
  const expected = 'a dynptr on the stack, aligned to 8 bytes';
  if (values.kind(av) !== KIND.stack || values.number(av) !== 0 || values.offset(av) % 8 !== 0)
    return wrong(machine, call, index, expected, av);
  if (!checkAccess(machine, program, { pointer: av, offset: 0, size: DYNPTR_SIZE, mode: 'write' }))
    return false;
  const depth = values.param(av);
  const cell = machine.cellCount(depth) + (values.offset(av) >> 3);
  const old = cells.valueAt(machine.cellAt(depth, cell), 0, 8);
  if (has(arg, 'MEM_UNINIT')) {
    if (old !== 0 && values.kind(old) === KIND.dynptr && values.ref(old) !== 0)
      return wrong(machine, call, index, 'a dynptr that holds nothing', old);
    const ringbuf = has(arg, 'DYNPTR_TYPE_RINGBUF');
    // A clone lives as long as what it is a clone of.
    const clone = call.helper.name === 'bpf_dynptr_clone';
    const ref = ringbuf ? acquire(machine, call.data) : clone ? call.ref : 0;
    const param = ringbuf ? OVER.record : clone ? call.over : overOf(call.helper.name);
    for (const half of [0, 1]) {
      const av = values.make(KIND.dynptr, { param, extra: half, ref });
      machine.setCell(depth, cell + half, cells.store(0, 0, 8, av));
    }
    return true;
  }
  const whole = dynptrAt(machine, av);
  if (whole === undefined) return wrong(machine, call, index, 'an initialised dynptr', av);
  call.ref = values.ref(whole);
  call.over = values.param(whole);
  if (!has(arg, 'OBJ_RELEASE')) return true;
  if (values.ref(whole) === 0) return wrong(machine, call, index, 'a dynptr that holds a reservation', whole);
  call.release = whole;
  return true;
}

const overOf = (helper: string): number =>
  helper === 'bpf_dynptr_from_skb' || helper === 'bpf_dynptr_from_xdp' ? OVER.packet : OVER.memory;

/** Notes a resource that must be released, and gives its name. */
export function acquire(machine: Machine, data: InstData): number {
  machine.vals[data.result] = machine.values.none;
  const ref = machine.freshRef(data.result);
  machine.refs = [...machine.refs, ref, machine.insn];
  return ref;
}

/** A resource is given up: its pointers are no longer valid. */
export function release(machine: Machine, ref: number): void {
  const { values } = machine;
  const refs: number[] = [];
  for (let i = 0; i < machine.refs.length; i += 2)
    if (machine.refs[i] !== ref) refs.push(machine.refs[i]!, machine.refs[i + 1]!);
  machine.refs = refs;
  machine.replaceAll(av => (values.ref(av) === ref ? values.none : av));
}

/** The packet may have moved. */
export function forgetPacket(machine: Machine): void {
  const { values } = machine;
  machine.facts = [];
  machine.replaceAll(av => {
    const kind = values.kind(av);
    const inPacket = kind === KIND.packet || kind === KIND.packet_end || kind === KIND.packet_meta;
    return inPacket || (kind === KIND.mem && values.flags(av) & FLAG.inPacket) ? values.none : av;
  });
}

function applyEffects(machine: Machine, program: Program, call: Call): boolean | Callback {
  const { values } = machine;
  const { helper, data } = call;
  for (const { pointer, least, most } of call.written) {
    if (values.kind(pointer) !== KIND.stack) continue;
    if (most > least)
      storeStack(machine, values.with(pointer, { variable: blurred(machine, most - least) }), least, 1, 0);
    if (least > 0) fillStack(machine, pointer, least);
  }
  for (const effect of helper.effects) {
    switch (effect) {
      case 'changes_packet':
        if (helper.name !== 'bpf_tail_call') forgetPacket(machine);
        break;
      case 'releases':
        if (call.release !== undefined) release(machine, values.ref(call.release));
        break;
      case 'locks':
        machine.lock = lockName(machine, holdLock(machine, data, call.field));
        break;
      case 'unlocks':
        if (machine.lock !== lockName(machine, call.field)) return machine.fail('E0517', {});
        machine.lock = 0;
        break;
      case 'tail_call':
        if (machine.refs.length > 0) return machine.fail('E0518', { what: 'a tail call' });
        break;
      case 'acquires':
      case 'may_sleep':
      case 'calls_back':
      case 'keeps_callback':
        break;
      default:
        assertNever(effect);
    }
  }
  const result = resultOf(machine, program, call);
  machine.vals[data.result] = result;
  if (call.callback === undefined) return true;
  const target = values.param(call.callback);
  const later = helper.effects.includes('keeps_callback');
  if (!later && !helper.effects.includes('calls_back')) return true;
  return { target, later, args: callbackArgs(machine, call) };
}

/** Marks the pointers to an element whose lock is taken, so that only they can give it up; gives the one locked. */
function holdLock(machine: Machine, data: InstData, pointer: Av): Av {
  const { values } = machine;
  const ident = values.ident(pointer);
  if (ident === 0) return pointer;
  machine.vals[data.result] = values.none;
  const ref = machine.freshRef(data.result);
  machine.replaceAll(av =>
    values.kind(av) === KIND.map_value && values.ident(av) === ident ? values.with(av, { ref }) : av,
  );
  return values.with(pointer, { ref });
}

/** A lock by its element, or by its map where that has but one; and by its place there. Not 0. */
function lockName({ values }: Machine, pointer: Av): number {
  const single = -1 - 2 * values.param(pointer) - (values.kind(pointer) === KIND.global ? 1 : 0);
  return mix(values.ref(pointer) || single, values.offset(pointer)) | 1;
}

/** A variable offset that covers `count` bytes after the first. */
const blurred = (machine: Machine, count: number): number =>
  machine.values.scalars.range(0n, BigInt(Math.max(1, count - 1)));

/** A name for the element that a callback is called with. */
const element = (machine: Machine, { data }: Call): number =>
  machine.namesElements ? machine.freshIdent(data.result) : 0;

function callbackArgs(machine: Machine, call: Call): readonly Av[] {
  const { values } = machine;
  const map = call.map ?? 0;
  const context = call.callbackContext;
  switch (call.helper.name) {
    case 'bpf_loop':
      return [values.scalar(values.scalars.ofWidth(32)), context];
    case 'bpf_for_each_map_elem':
      return [
        values.make(KIND.map, { param: map }),
        values.make(KIND.map_key, { param: map }),
        values.make(KIND.map_value, { param: map, ident: element(machine, call) }),
        context,
      ];
    case 'bpf_timer_set_callback': {
      const timers = values.param(call.field);
      return [
        values.make(KIND.map, { param: timers }),
        values.make(KIND.map_key, { param: timers }),
        values.make(KIND.map_value, { param: timers, ident: element(machine, call) }),
      ];
    }
    default:
      return [values.none, context];
  }
}

function resultOf(machine: Machine, program: Program, call: Call): Av {
  const { values } = machine;
  const { helper, data } = call;
  machine.vals[data.result] = values.none;
  const acquires = helper.effects.includes('acquires') && helper.returns !== 'INTEGER';
  const nullable = (): { flags: number; ident: number; ref: number } => {
    const ref = acquires ? acquire(machine, data) : call.ref;
    return { flags: FLAG.nullable, ident: acquires ? ref : machine.freshIdent(data.result as Value), ref };
  };
  switch (helper.returns) {
    case 'INTEGER':
      return integerResult(machine, call);
    case 'VOID':
      return values.none;
    case 'PTR_TO_MAP_VALUE':
    case 'PTR_TO_MAP_VALUE_OR_NULL': {
      const param = call.map ?? 0;
      const map = program.module.maps[param];
      const type = map && mapType(map.type);
      if (type?.lookup === 'map') {
        const inner = map?.inner;
        if (inner === undefined) return values.unknown;
        return values.make(KIND.inner_map, { param: inner, ...nullable() });
      }
      if (type?.lookup === 'socket') {
        const ref = acquire(machine, data);
        return values.make(KIND.sock, { param: SOCK.sock_common, flags: FLAG.nullable, ident: ref, ref });
      }
      if (helper.returns === 'PTR_TO_MAP_VALUE') return values.make(KIND.map_value, { param });
      const extra = nullable();
      const flags = extra.flags | (type?.lookup === 'readonly' ? FLAG.readOnly : 0);
      return values.make(KIND.map_value, { param, ...extra, flags });
    }
    case 'PTR_TO_SOCKET_OR_NULL':
      return values.make(KIND.sock, { param: SOCK.socket, ...nullable() });
    case 'PTR_TO_TCP_SOCK_OR_NULL':
      return values.make(KIND.sock, { param: SOCK.tcp_sock, ...nullable() });
    case 'PTR_TO_SOCK_COMMON_OR_NULL':
      return values.make(KIND.sock, { param: SOCK.sock_common, ...nullable() });
    case 'PTR_TO_RINGBUF_MEM_OR_NULL':
      return values.make(KIND.mem, {
        extra: call.allocated,
        ...nullable(),
        flags: FLAG.nullable | FLAG.record,
      });
    case 'PTR_TO_DYNPTR_MEM_OR_NULL': {
      const flags = FLAG.nullable | (call.over === OVER.packet ? FLAG.inPacket : 0);
      return values.make(KIND.mem, { extra: call.allocated, ...nullable(), flags });
    }
    case 'PTR_TO_BTF_ID':
    case 'PTR_TO_MEM_OR_BTF_ID':
      return values.make(KIND.btf, {});
    case 'PTR_TO_BTF_ID_OR_NULL':
    case 'PTR_TO_MEM_OR_BTF_ID_OR_NULL':
      return values.make(KIND.btf, nullable());
    default:
      return assertNever(helper.returns);
  }
}

function integerResult(machine: Machine, call: Call): Av {
  const { values } = machine;
  const { scalars } = values;
  switch (call.helper.result) {
    case undefined:
      return values.unknown;
    case 'u32':
    case 'cpu':
      return values.scalar(scalars.ofWidth(32));
    case 'errno':
      return values.scalar(scalars.signedRange(-4095n, 0n));
    case 'size_or_errno':
      return values.scalar(scalars.signedRange(-4095n, call.length));
    case 'bool_or_errno':
      return values.scalar(scalars.signedRange(-4095n, 1n));
    default:
      return assertNever(call.helper.result);
  }
}
