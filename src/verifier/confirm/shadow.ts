/**
 * Judge of the verifier: runs a program as it is compiled, with every region of memory exactly as large as it is,
 * with a host that checks what helpers are given against their prototypes, and tells what the program did that it
 * must not. What the verifier accepted must never be told of.
 */
import type { IrModule } from '../../ir/function.js';
import { type IrHost, type IrMachine, interpretIr } from '../../ir/interp.js';
import type { Trap } from '../../isa/interp.js';
import { Memory, type Region } from '../../isa/memory.js';
import { type ContextUser, contextOf } from '../../platform/contexts.js';
import type { Arg, Helper, ReturnKind } from '../../platform/helpers/prototype.js';
import { argsOf, helperOf } from '../../platform/helpers.js';
import { mapType } from '../../platform/maps.js';
import { programType, returnRange } from '../../platform/programs.js';
import { checkArgument } from './arguments.js';
import { callShadowKfunc } from './kfuncs.js';
import type { Random } from './random.js';

export type Judgement = { readonly steps: number } & (
  | { readonly kind: 'clean'; readonly r0: bigint }
  /** The program did what an accepted one never does. */
  | {
      readonly kind: 'violation';
      readonly what: string;
      /** Where; -1 and empty when it is about the run as a whole. */
      readonly insn: number;
      readonly function: string;
      readonly context: Uint8Array;
      readonly takesPacket: boolean;
    }
  /** It uses what the host here does not have, or ran too long. */
  | { readonly kind: 'unjudged'; readonly what: string }
);

/** Distance between regions: more than any offset that the verifier lets a program add. */
const GUARD = 2 ** 34;
const PACKET_SPACE = 64;
const SOCKET_SIZE = { socket: 80, tcp: 96 } as const;
/** Objects of the host lie here: any load of them is fine, as the host checks each. */
const HOST_OBJECTS = 0x40_0000_0000_0000n;
const HOST_END = 0x48_0000_0000_0000n;
/** Maps have addresses that are no memory. */
const MAPS = 0x50_0000_0000_0000n;
const FUNCTIONS = 0x58_0000_0000_0000n;
const FLOW_KEYS_SIZE = 56;
const SOME_CONTEXT = 4096;
export const MAX_STEPS = 100_000;

/** Ends a run from inside a helper. */
export class Violation extends Error {}
class Unjudged extends Error {}

interface Resource {
  readonly what: 'ringbuf' | 'socket' | 'dynptr' | 'iterator' | 'host';
  readonly address: bigint;
  readonly region?: Region;
}

export interface Dynptr {
  base: bigint;
  length: number;
  readonly writable: boolean;
  readonly resource?: Resource;
}

export interface Subject {
  readonly ir: IrModule;
  /** The program in `ir`. */
  readonly index: number;
  readonly user: ContextUser;
}

/** Runs a program once on an input made from `random`, with `packet` where it gets one. */
export function judgeRun(
  subject: Subject,
  random: Random,
  packet: Uint8Array,
  budget = MAX_STEPS,
): Judgement {
  const host = new ShadowHost(subject, random, packet);
  const context = host.context.bytes.slice();
  const violation = (what: string, steps: number, at = { insn: -1, function: '' }): Judgement => ({
    ...{ kind: 'violation', what, insn: at.insn, function: at.function, steps },
    ...{ context, takesPacket: host.takesPacket },
  });
  try {
    const outcome = interpretIr(subject.ir, subject.index, {
      memory: host.memory,
      host,
      args: [host.context.base],
      packet,
      maxSteps: budget,
      mayGotoBudget: 20,
      strict: true,
    });
    const { steps } = outcome;
    if (outcome.kind === 'exit') {
      host.finish(outcome.r0);
      return { kind: 'clean', r0: outcome.r0, steps };
    }
    const { trap } = outcome;
    if (trap.kind === 'step_budget') return { kind: 'unjudged', what: 'too many steps', steps };
    if (trap.kind === 'unresolved') return { kind: 'unjudged', what: trap.what, steps };
    return violation(describeTrap(trap, host.memory), steps, outcome);
  } catch (error) {
    if (error instanceof Violation) return violation(error.message, budget);
    if (error instanceof Unjudged) return { kind: 'unjudged', what: error.message, steps: budget };
    throw error;
  }
}

function describeTrap(
  trap: Exclude<Trap, { kind: 'step_budget' | 'unresolved' }>,
  memory: ShadowMemory,
): string {
  switch (trap.kind) {
    case 'memory': {
      const near = memory.ever.findLast(region => region.base <= trap.address);
      const at = near ? `${near.name}[${near.bytes.length}] + ${trap.address - near.base}` : 'nothing';
      return `${trap.access} of ${trap.size} bytes at ${at}`;
    }
    case 'uninitialised':
      return `use of ${trap.what} that nothing wrote`;
    case 'control':
      return 'control goes where it cannot';
    case 'call_depth':
      return 'too many frames';
    case 'host':
      return trap.message;
  }
}

/** Memory in which loads of host objects succeed, with objects behind every pointer. */
class ShadowMemory extends Memory {
  /** Ascending; those that are gone, too. */
  readonly ever: Region[] = [];
  readonly #random: Random;
  constructor(random: Random) {
    super({ guard: GUARD });
    this.#random = random;
  }
  override map(...args: Parameters<Memory['map']>): Region {
    const region = super.map(...args);
    this.ever.push(region);
    return region;
  }
  override load(address: bigint, size: 1 | 2 | 4 | 8): bigint | undefined {
    if (!isHostObject(address)) return super.load(address, size);
    return size === 8 ? hostObject(this.#random) : this.#random.number() & ((1n << BigInt(size * 8)) - 1n);
  }
}

export const isHostObject = (address: bigint): boolean => address >= HOST_OBJECTS && address < HOST_END;
const hostObject = (random: Random): bigint =>
  HOST_OBJECTS + (1n << 50n) + ((BigInt(random.word()) << 16n) & 0x3_ffff_ffff_fff8n);

export class ShadowHost implements IrHost {
  readonly memory: ShadowMemory;
  readonly context: Region;
  readonly random: Random;
  readonly dynptrs = new Map<bigint, Dynptr>();
  readonly iterators = new Map<bigint, { left: number; resource: Resource }>();
  readonly #subject: Subject;
  readonly #held: Resource[] = [];
  readonly #globals: (Region | undefined)[] = [];
  readonly #values = new Map<string, Region>();
  #packet: Region | undefined;
  #packetFields: { data: number; end: number; meta: number; size: number } | undefined;
  #lock: bigint | undefined;

  constructor(subject: Subject, random: Random, packet: Uint8Array) {
    this.#subject = subject;
    this.random = random;
    this.memory = new ShadowMemory(random);
    this.context = this.#makeContext();
    this.#setPacket(packet);
  }

  // ---- what the program is given ----

  #makeContext(): Region {
    const { ir, index, user } = this.#subject;
    const func = ir.functions[index]!;
    const context = contextOf(programType(user.type).context, 'x86_64');
    const native = func.context !== undefined && context.native !== undefined;
    const bytes = this.random.bytes(native ? context.native.size : (context.size ?? SOME_CONTEXT));
    const region = this.memory.map('context', bytes);
    const view = new DataView(bytes.buffer);
    if (context.kind === 'tracing' || context.kind === 'raw_tracepoint')
      for (let i = 0; i + 8 <= bytes.length; i += 8) view.setBigUint64(i, hostObject(this.random), true);
    const packet: Record<string, number> = {};
    let size = 8;
    for (const field of context.fields) {
      const at = native ? field.native?.offset : field.offset;
      if (at === undefined || field.kind === 'scalar') continue;
      const pointer = (bits: bigint): void => view.setBigUint64(at, bits, true);
      switch (field.kind) {
        case 'pkt_data':
        case 'pkt_end':
        case 'pkt_meta':
          packet[field.kind] = at;
          if (!native) size = field.size;
          break;
        case 'sock':
          pointer(this.#socket(SOCKET_SIZE.socket).base);
          break;
        case 'sock_or_null':
        case 'sock_common_or_null':
          pointer(this.random.chance(0.4) ? 0n : this.#socket(SOCKET_SIZE.socket).base);
          break;
        case 'flow_keys':
          pointer(this.memory.map('flow keys', this.random.bytes(FLOW_KEYS_SIZE)).base);
          break;
        case 'btf':
          pointer(hostObject(this.random));
          break;
      }
    }
    if ('pkt_data' in packet && size === 8)
      this.#packetFields = {
        data: packet['pkt_data']!,
        end: packet['pkt_end']!,
        meta: packet['pkt_meta'] ?? -1,
        size,
      };
    return region;
  }

  #socket(size: number): Region {
    return this.memory.map('socket', this.random.bytes(size), { writable: false });
  }

  get takesPacket(): boolean {
    return this.#packetFields !== undefined;
  }

  /** A packet at a place of its own; pointers into the one before are no longer valid. */
  #setPacket(packet: Uint8Array): void {
    const fields = this.#packetFields;
    if (fields === undefined) return;
    if (this.#packet) this.memory.unmap(this.#packet);
    const meta = fields.meta >= 0 && this.random.chance(0.3) ? 4 * this.random.below(9) : 0;
    const bytes = new Uint8Array(meta + packet.length);
    bytes.set(this.random.bytes(meta));
    bytes.set(packet, meta);
    this.#packet = this.memory.map('packet', bytes);
    const view = new DataView(this.context.bytes.buffer);
    const { base } = this.#packet;
    view.setBigUint64(fields.data, base + BigInt(meta), true);
    view.setBigUint64(fields.end, base + BigInt(bytes.length), true);
    if (fields.meta >= 0) view.setBigUint64(fields.meta, base, true);
  }

  movePacket(): void {
    const old = this.#packet?.bytes ?? new Uint8Array();
    const length = Math.max(0, old.length + this.random.below(2 * PACKET_SPACE) - PACKET_SPACE);
    const bytes = this.random.bytes(length);
    bytes.set(old.subarray(0, length));
    this.#setPacket(bytes);
  }

  address(kind: 'map' | 'map_value' | 'global' | 'function' | 'extern', index: number): bigint | undefined {
    switch (kind) {
      case 'map':
        return MAPS + BigInt(index) * 0x1000n;
      case 'map_value':
        return this.#valueOf(index, '0').base;
      case 'global':
        return this.#global(index).base;
      case 'function':
        return FUNCTIONS + BigInt(index) * 0x1000n;
      case 'extern':
        return this.#subject.ir.source.externs[index]!.weak && this.random.chance(0.5)
          ? 0n
          : hostObject(this.random);
    }
  }

  functionAt(address: bigint): number | undefined {
    const index = Number((address - FUNCTIONS) >> 12n);
    return address >= FUNCTIONS && index < this.#subject.ir.functions.length ? index : undefined;
  }

  #global(index: number): Region {
    let region = this.#globals[index];
    if (region === undefined) {
      const global = this.#subject.ir.source.globals[index]!;
      const fixed = global.kind === 'rodata' || this.random.chance(0.5);
      const bytes = fixed ? global.data.slice() : this.random.bytes(global.size);
      region = this.memory.map(global.name, bytes, {
        writable: global.kind !== 'rodata' && global.kind !== 'kconfig',
      });
      this.#globals[index] = region;
      const view = new DataView(bytes.buffer);
      for (const { offset, ref } of global.relocs) {
        const target =
          ref.kind === 'map'
            ? this.address('map', ref.map)
            : ref.kind === 'function'
              ? this.address('function', ref.function)
              : ref.kind === 'global'
                ? this.#global(ref.global).base + BigInt(ref.offset)
                : undefined;
        if (target !== undefined) view.setBigUint64(offset, target, true);
      }
    }
    return region;
  }

  #valueOf(map: number, key: string): Region {
    const name = `${map}/${key}`;
    let region = this.#values.get(name);
    if (region === undefined) {
      const spec = this.#subject.ir.source.maps[map]!;
      const readOnly = mapType(spec.type)?.lookup === 'readonly' || (spec.flags & (1 << 7)) !== 0;
      region = this.memory.map(`value of ${spec.name}`, this.random.bytes(spec.valueSize), {
        writable: !readOnly,
      });
      this.#values.set(name, region);
    }
    return region;
  }

  /** What must have been given up by the end. */
  finish(r0: bigint): void {
    const { user } = this.#subject;
    if (this.#lock !== undefined) throw new Violation('exit with a lock held');
    if (this.#held[0]) throw new Violation(`exit with a ${this.#held[0].what} not released`);
    const range = returnRange(programType(user.type), user.attachType);
    const value = BigInt.asIntN(32, r0);
    if (range && (value < BigInt(range.min) || value > BigInt(range.max)))
      throw new Violation(`returns ${value}`);
  }

  // ---- calls ----

  tailCall(map: bigint, _index: number): number | undefined {
    const type = mapType(this.mapAt(map).type);
    if (type?.name !== 'prog_array') throw new Violation(`tail call through a ${type?.name}`);
    if (this.#held.length > 0 || this.#lock !== undefined)
      throw new Violation('tail call with something held');
    return undefined;
  }

  helper(id: number, args: readonly bigint[], machine: IrMachine): bigint | { trap: Trap } | undefined {
    const helper = helperOf(id);
    if (helper === undefined) return undefined;
    try {
      return BigInt.asUintN(64, this.#call(helper, args, machine));
    } catch (error) {
      if (error instanceof Violation)
        return { trap: { kind: 'host', message: `${helper.name}: ${error.message}` } };
      throw error;
    }
  }

  kfunc(extern: number, args: readonly bigint[], machine: IrMachine): bigint | { trap: Trap } | undefined {
    const { name } = this.#subject.ir.source.externs[extern]!;
    try {
      const result = callShadowKfunc(this, name, args, machine);
      return result === undefined ? undefined : BigInt.asUintN(64, result);
    } catch (error) {
      if (error instanceof Violation) return { trap: { kind: 'host', message: `${name}: ${error.message}` } };
      throw error;
    }
  }

  #call(helper: Helper, args: readonly bigint[], machine: IrMachine): bigint {
    const prototype = argsOf(helper, this.#subject.user);
    if (machine.unwritten >= 0 && machine.unwritten < prototype.length)
      throw new Violation(`argument ${machine.unwritten + 1} was never set`);
    if (this.#lock !== undefined && !helper.effects.includes('unlocks'))
      throw new Violation('a lock is held');
    const written: [bigint, number][] = [];
    prototype.forEach((arg, i) => {
      checkArgument(this, helper, prototype, args, i, arg, written);
    });
    for (const [address, length] of written) this.fill(address, length);
    for (const effect of helper.effects) {
      if (effect === 'changes_packet') this.movePacket();
      if (effect === 'locks') this.#lock = args[0]!;
      if (effect === 'unlocks') {
        if (this.#lock !== args[0]!) throw new Violation('unlocks what is not locked');
        this.#lock = undefined;
      }
      if (effect === 'calls_back') this.#callBack(helper, args, machine);
    }
    return this.#result(helper, prototype, args);
  }

  /** The map that an argument is. */
  mapAt(address: bigint): IrModule['source']['maps'][number] {
    const map = this.#subject.ir.source.maps[Number((address - MAPS) >> 12n)];
    if (address < MAPS || map === undefined) throw new Violation('argument is no map');
    return map;
  }

  /** Requires memory: readable and initialised, writable, or both. */
  need(address: bigint, length: number, mode: { write?: boolean; unset?: boolean }): void {
    if (length === 0 || (isHostObject(address) && !mode.write)) return;
    const region = this.memory.find(address, length);
    if (region === undefined)
      throw new Violation(`${length} bytes at 0x${address.toString(16)} are no memory`);
    if (mode.write && !region.writable) throw new Violation(`writes to ${region.name}`);
    if (!mode.unset && this.memory.hasUnset(address, length))
      throw new Violation(`reads what nothing wrote, of ${region.name}`);
  }

  /** Writes something. */
  fill(address: bigint, length: number): void {
    const bytes = length > 0 ? this.memory.slice(address, length, 'write') : undefined;
    bytes?.set(this.random.bytes(length));
    this.memory.initialise(address, length);
  }

  // ---- resources ----

  acquire(resource: Resource): Resource {
    this.#held.push(resource);
    return resource;
  }

  release(what: Resource['what'], address: bigint): void {
    const at = this.#held.findIndex(held => held.what === what && held.address === address);
    if (at < 0) throw new Violation(`releases a ${what} that is not held`);
    const [resource] = this.#held.splice(at, 1);
    if (resource!.region) this.memory.unmap(resource!.region);
  }

  checkDynptr(helper: Helper, args: readonly bigint[], at: bigint, uninit: boolean, released: boolean): void {
    if (!uninit) {
      this.dynptrAt(at);
      if (!released) return;
      this.release('dynptr', at);
      this.dynptrs.delete(at);
      return;
    }
    this.newDynptr(at, () => {
      if (helper.name === 'bpf_ringbuf_reserve_dynptr') {
        const length = Number(args[1]! & 0xfffn);
        const region = this.memory.map('ring buffer record', this.random.bytes(length));
        const resource = this.acquire({ what: 'dynptr', address: at, region });
        return { base: region.base, length, writable: true, resource };
      }
      return { base: args[0]!, length: Number(args[1]!), writable: true };
    });
  }

  /** The dynptr at an address of the stack; its sixteen bytes must be as they were made. */
  dynptrAt(at: bigint): Dynptr {
    const dynptr = this.dynptrs.get(at);
    if (dynptr === undefined || !this.#isMark(at)) throw new Violation('argument is no dynptr');
    return dynptr;
  }

  newDynptr(at: bigint, make: () => Dynptr): void {
    if (this.memory.find(at, 16)?.name !== 'stack') throw new Violation('a dynptr that is not on the stack');
    if (this.#isMark(at) && this.dynptrs.get(at)?.resource)
      throw new Violation('overwrites a dynptr that is held');
    this.#mark(at);
    this.dynptrs.set(at, make());
  }

  /** What a dynptr's bytes hold: its address, so that a copy is told from it. */
  #mark(at: bigint): void {
    for (const half of [0n, 8n]) this.memory.store(at + half, 8, at + half);
  }
  #isMark(at: bigint): boolean {
    return this.memory.load(at, 8) === at && this.memory.load(at + 8n, 8) === at + 8n;
  }

  // ---- callbacks and results ----

  #callBack(helper: Helper, args: readonly bigint[], machine: IrMachine): void {
    const turns = this.random.below(4);
    const context = args[helper.name === 'bpf_loop' ? 2 : 2]!;
    const target = this.functionAt(args[1]!)!;
    for (let i = 0; i < turns; i++) {
      if (helper.name === 'bpf_loop') {
        if (BigInt(i) >= (args[0]! & 0xffffffffn)) return;
        if (machine.call(target, [BigInt(i), context]) !== 0n) return;
      } else if (helper.name === 'bpf_for_each_map_elem') {
        const index = Number((args[0]! - MAPS) >> 12n);
        const { keySize } = this.mapAt(args[0]!);
        const key = this.memory.map('map key', this.random.bytes(keySize), { writable: false });
        if (machine.call(target, [args[0]!, key.base, this.#valueOf(index, `${i}`).base, context]) !== 0n)
          return;
      } else throw new Unjudged(`callbacks of ${helper.name}`);
    }
  }

  #result(helper: Helper, prototype: readonly Arg[], args: readonly bigint[]): bigint {
    const { random } = this;
    const acquires = helper.effects.includes('acquires');
    const socket = (size: number): bigint => {
      const region = this.#socket(size);
      if (acquires) this.acquire({ what: 'socket', address: region.base, region });
      return region.base;
    };
    if (isNullable(helper.returns) && random.chance(0.3)) return 0n;
    switch (helper.returns) {
      case 'INTEGER':
        return this.#integer(helper, prototype, args);
      case 'VOID':
        return random.number();
      case 'PTR_TO_MAP_VALUE':
      case 'PTR_TO_MAP_VALUE_OR_NULL': {
        const index = Number((args[0]! - MAPS) >> 12n);
        const map = this.mapAt(args[0]!);
        const type = mapType(map.type);
        if (type?.lookup === 'map') {
          if (map.inner === undefined) throw new Unjudged('a map of maps without a template');
          return this.address('map', map.inner)!;
        }
        if (type?.lookup === 'socket') {
          const region = this.#socket(SOCKET_SIZE.socket);
          this.acquire({ what: 'socket', address: region.base, region });
          return region.base;
        }
        return this.#valueOf(index, `${random.below(3)}`).base;
      }
      case 'PTR_TO_SOCKET_OR_NULL':
      case 'PTR_TO_SOCK_COMMON_OR_NULL':
        return socket(SOCKET_SIZE.socket);
      case 'PTR_TO_TCP_SOCK_OR_NULL':
        return socket(SOCKET_SIZE.tcp);
      case 'PTR_TO_RINGBUF_MEM_OR_NULL': {
        const region = this.memory.map('ring buffer record', random.bytes(Number(args[1]!)));
        this.acquire({ what: 'ringbuf', address: region.base, region });
        return region.base;
      }
      case 'PTR_TO_DYNPTR_MEM_OR_NULL': {
        const dynptr = this.dynptrAt(args[0]!);
        const [, offset, length] = args as [bigint, bigint, bigint];
        return (offset & 0xffffffffn) + length > BigInt(dynptr.length)
          ? 0n
          : dynptr.base + (offset & 0xffffffffn);
      }
      default: {
        const address = hostObject(random);
        if (acquires) this.acquire({ what: 'host', address });
        return address;
      }
    }
  }

  #integer(helper: Helper, prototype: readonly Arg[], args: readonly bigint[]): bigint {
    const { random } = this;
    const error = -BigInt(1 + random.below(4095));
    switch (helper.result) {
      case undefined:
        return random.number();
      case 'u32':
      case 'cpu':
        return random.number() & 0xffffffffn;
      case 'errno':
        return random.chance(0.6) ? 0n : error;
      case 'bool_or_errno':
        return random.chance(0.7) ? BigInt(random.below(2)) : error;
      default: {
        const at = prototype.findIndex(arg => arg.kind.startsWith('CONST_SIZE'));
        return random.chance(0.7) ? BigInt(random.below(Number(args[at] ?? 0n) + 1)) : error;
      }
    }
  }
}

const isNullable = (returns: ReturnKind): boolean => returns.endsWith('_OR_NULL');
