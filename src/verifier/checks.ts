/**
 * Safety conditions: may this pointer be read or written here? Kept apart from what instructions compute. Each
 * check reports what it needs and what is proved.
 */
import { type ContextField, contextAccess } from '../platform/contexts.js';
import { type Machine, packetKey } from './machine.js';
import type { Program } from './program.js';
import { MAX_PACKET_OFFSET } from './refine.js';
import { type Av, FLAG, KIND, KIND_NAMES } from './values.js';

/** BPF_F_RDONLY_PROG and BPF_F_WRONLY_PROG of map creation. */
const RDONLY_PROG = 1 << 7;
const WRONLY_PROG = 1 << 8;

/** Bytes of struct bpf_sock, bpf_tcp_sock and the part of bpf_sock that every socket has. */
export const SOCK = { socket: 0, tcp_sock: 1, sock_common: 2 } as const;
const SOCK_SIZES = [80, 96, 80];
const FLOW_KEYS_SIZE = 56;

export type Mode = 'read' | 'write' | 'both';

export interface Access {
  readonly pointer: Av;
  /** Added to the pointer's own offset. */
  readonly offset: number;
  /** In bytes; at least 1. */
  readonly size: number;
  readonly mode: Mode;
}

const verb = (mode: Mode): string => (mode === 'read' ? 'read' : mode === 'write' ? 'write' : 'update');
const bytes = (n: number): string => (n === 1 ? '1 byte' : `${n} bytes`);

/** Checks everything but what lies on the stack: the initialisation of its bytes is checked where they are read. */
export function checkAccess(machine: Machine, program: Program, access: Access): boolean {
  const { values } = machine;
  const { pointer, mode, size } = access;
  const kind = values.kind(pointer);
  if (kind === KIND.none)
    return machine.fail('E0411', { what: 'the pointer' }, { label: 'nothing was stored in this register' });
  if (kind === KIND.scalar) return notAPointer(machine, access);
  if (values.isNullable(pointer))
    return machine.fail(
      'E0414',
      { verb: verb(mode), what: KIND_NAMES[kind]! },
      { label: 'may be null here', help: 'compare the pointer with NULL before it is used' },
    );
  if (mode !== 'read' && (values.flags(pointer) & FLAG.readOnly) !== 0)
    return machine.fail('E0416', { what: KIND_NAMES[kind]! });
  switch (kind) {
    case KIND.stack:
      return checkStack(machine, access);
    case KIND.ctx:
      return checkContext(machine, program, access) !== undefined;
    case KIND.map_value: {
      const map = program.module.maps[values.param(pointer)]!;
      if (mode !== 'read' && map.flags & RDONLY_PROG)
        return machine.fail('E0416', { what: `map ${map.name}` });
      if (mode !== 'write' && map.flags & WRONLY_PROG)
        return machine.fail('E0417', { what: `map ${map.name}`, verb: 'read' });
      return within(machine, access, map.valueSize, `a value of map ${map.name}`);
    }
    case KIND.map_key: {
      const map = program.module.maps[values.param(pointer)]!;
      if (mode !== 'read') return machine.fail('E0416', { what: `a key of map ${map.name}` });
      return within(machine, access, map.keySize, `a key of map ${map.name}`);
    }
    case KIND.global: {
      const global = program.module.globals[values.param(pointer)]!;
      if (mode !== 'read' && (global.kind === 'rodata' || global.kind === 'kconfig'))
        return machine.fail('E0416', { what: `section ${global.name}` });
      return within(machine, access, global.size, `section ${global.name}`);
    }
    case KIND.mem:
      return within(machine, access, values.extra(pointer), 'the memory');
    case KIND.packet:
    case KIND.packet_meta:
      if (mode !== 'read' && !program.writesPacket)
        return machine.fail('E0416', { what: `the packet in a ${program.user.type} program` });
      return checkPacket(machine, access);
    case KIND.sock:
      if (mode !== 'read') return machine.fail('E0416', { what: 'a socket' });
      return within(machine, access, SOCK_SIZES[values.param(pointer)]!, 'the socket');
    case KIND.flow_keys:
      return within(machine, access, FLOW_KEYS_SIZE, 'the flow keys');
    case KIND.btf:
      if (mode !== 'read') return machine.fail('E0416', { what: 'a host object' });
      return true;
    default:
      return machine.fail('E0412', { verb: verb(mode), size: bytes(size), what: KIND_NAMES[kind]! });
  }
}

function notAPointer(machine: Machine, { pointer, mode, size }: Access): false {
  const { values } = machine;
  const zero = values.constantOf(pointer) === 0n;
  return machine.fail(
    'E0412',
    { verb: verb(mode), size: bytes(size), what: zero ? 'a null pointer' : 'a number' },
    { label: `holds ${values.describe(pointer)}` },
  );
}

/** Least and greatest first byte of an access. */
function extent(machine: Machine, { pointer, offset }: Access): { min: bigint; max: bigint } {
  const { min, max } = machine.values.variableRange(pointer);
  const at = BigInt(machine.values.offset(pointer) + offset);
  return { min: min + at, max: max + at };
}

function within(machine: Machine, access: Access, length: number, what: string): boolean {
  const { values } = machine;
  if (values.number(access.pointer) === 0) {
    const at = values.offset(access.pointer) + access.offset;
    if (at >= 0 && at + access.size <= length) return true;
  }
  const { min, max } = extent(machine, access);
  if (min >= 0n && max + BigInt(access.size) <= BigInt(length)) return true;
  const place = min === max ? `offset ${min}` : `offsets ${min} to ${max}`;
  return machine.fail(
    'E0413',
    { verb: verb(access.mode), size: bytes(access.size), what },
    {
      access,
      label: `${bytes(access.size)} at ${place}; ${what} has ${bytes(length)}`,
      help:
        min === max
          ? 'use a smaller offset'
          : 'bound the index before it is used: mask it, or compare it with the size as an unsigned number',
    },
  );
}

function checkStack(machine: Machine, access: Access): boolean {
  const { values } = machine;
  const depth = values.param(access.pointer);
  const frame = machine.frames[depth]!;
  const slot = frame.shape.func.slots[values.extra(access.pointer)]!;
  if (values.number(access.pointer) === 0) {
    const at = values.offset(access.pointer) + access.offset;
    if (at >= slot.offset && at + access.size <= slot.offset + slot.size) return true;
  }
  const { min, max } = extent(machine, access);
  if (min >= BigInt(slot.offset) && max + BigInt(access.size) <= BigInt(slot.offset + slot.size)) return true;
  return machine.fail(
    'E0413',
    { verb: verb(access.mode), size: bytes(access.size), what: 'the stack' },
    {
      access,
      label: `${bytes(access.size)} at ${min === max ? `offset ${min}` : `offsets ${min} to ${max}`} from the frame pointer; the frame is ${bytes(frame.shape.stackSize)}`,
    },
  );
}

function checkPacket(machine: Machine, access: Access): boolean {
  const { values } = machine;
  const { pointer, size } = access;
  const meta = values.kind(pointer) === KIND.packet_meta;
  const start = BigInt(values.offset(pointer) + access.offset);
  const { min, max } = values.variableRange(pointer);
  const proved = machine.factOf(packetKey(values.ident(pointer), meta));
  if (values.number(pointer) === 0) {
    const at = values.offset(pointer) + access.offset;
    if (at >= 0 && at <= MAX_PACKET_OFFSET && at + size <= proved) return true;
  }
  const inFront = min + start < 0n;
  if (!inFront && max + start <= BigInt(MAX_PACKET_OFFSET) && start + BigInt(size) <= BigInt(proved))
    return true;
  const what = meta ? 'the packet metadata' : 'the packet';
  return machine.fail(
    'E0415',
    { verb: verb(access.mode), size: bytes(size), what },
    {
      access,
      label: inFront
        ? `starts ${-(min + start)} bytes in front of ${what}`
        : `bytes ${start} to ${start + BigInt(size) - 1n} of ${what} from ${values.ident(pointer) === 0 ? 'its start' : 'the last variable offset'}; ${proved === 0 ? 'none are' : `${bytes(proved)} ${proved === 1 ? 'is' : 'are'}`} proved to be there`,
      help: `compare \`data + ${start + BigInt(size)}\` with \`data_end\` before this access`,
    },
  );
}

/** The field of a context that an access touches; undefined after a report. */
export function checkContext(
  machine: Machine,
  program: Program,
  access: Access,
): ContextField | 'open' | undefined {
  const { min, max } = extent(machine, access);
  const write = access.mode !== 'read';
  if (min !== max) {
    machine.fail('E0417', { what: 'the context at a variable offset', verb: verb(access.mode) });
    return undefined;
  }
  const found = contextAccess(program.context, program.user, Number(min), access.size, write);
  if (found === 'open' || !('refused' in found)) return found;
  const why = {
    outside: `it has ${program.context.size ?? 0} bytes`,
    padding: 'no field is there',
    forbidden: `a ${program.user.type} program may not ${verb(access.mode)} this field`,
    read_only: 'the field cannot be written',
    shape: 'a field is accessed whole, or aligned parts of it',
  }[found.refused];
  machine.fail(
    'E0417',
    { what: `${bytes(access.size)} at offset ${min} of the context`, verb: verb(access.mode) },
    { label: why },
  );
  return undefined;
}
