/** Calls of kfuncs: by the prototypes of the platform, in the words of helper prototypes; and iterators. */
import { assertNever } from '../diag/internal.js';
import type { InstData } from '../ir/function.js';
import {
  ANY,
  type Arg,
  CTX,
  DYNPTR,
  type Helper,
  MAP,
  outFixed,
  SIZE0,
  STRING,
} from '../platform/helpers/prototype.js';
import { type Kfunc, type KfuncParam, kfuncOf } from '../platform/kfuncs.js';
import { acquire, applyCall, dynptrAt, OVER, release } from './calls.js';
import { checkAccess } from './checks.js';
import type { Machine } from './machine.js';
import type { Program } from './program.js';
import { type Av, FLAG, KIND } from './values.js';

const nameOf = (program: Program, data: InstData): string => program.module.externs[data.ref]!.name;

/** What the host said of its own function, or the platform's prototype. */
const prototypeOf = (program: Program, data: InstData): ReturnType<typeof kfuncOf> =>
  program.module.externs[data.ref]!.prototype ?? kfuncOf(nameOf(program, data));

/** Whether a call asks an iterator for its next element: it ends after finitely many. */
export function isIteratorNext(program: Program, data: InstData): boolean {
  const kfunc = prototypeOf(program, data);
  return kfunc !== undefined && 'flags' in kfunc && kfunc.flags.includes('ITER_NEXT');
}

/** Checks a call of a kfunc and applies it; false after a report. */
export function callKfunc(machine: Machine, program: Program, data: InstData): boolean {
  const name = nameOf(program, data);
  const kfunc = prototypeOf(program, data);
  if (kfunc === undefined) return machine.fail('E0519', { name });
  if ('refused' in kfunc)
    return machine.fail('E0519', { name }, { label: `it cannot be had in user space: ${kfunc.refused}` });
  if (kfunc.returns.kind === 'arena')
    return machine.fail('E0519', { name }, { label: 'it returns arena memory' });
  const params = kfunc.params.map((param, i) => argOf(param, kfunc.params[i + 1]));
  const helper: Helper = { id: 0, name, returns: 'INTEGER', args: params, effects: [], source: 'runtime' };
  const behind = sourceOf(machine, data, kfunc);
  if (applyCall(machine, program, data, helper, params) === false) return false;
  const iterator = kfunc.params.findIndex(param => param.kind === 'iter');
  if (iterator >= 0 && !iterate(machine, program, data, kfunc, iterator)) return false;
  if (kfunc.flags.includes('RELEASE')) {
    const ref = machine.values.ref(machine.vals[data.args[0]!]!);
    if (ref === 0)
      return machine.fail('E0513', { helper: name, argument: 1, expected: 'a resource that is held' });
    release(machine, ref);
  }
  return defineResult(machine, data, kfunc, behind);
}

/** A parameter in the words of helper prototypes. */
function argOf(param: KfuncParam, next: KfuncParam | undefined): Arg {
  switch (param.kind) {
    case 'scalar':
    case 'unchecked':
    case 'iter':
      return ANY;
    case 'map':
      return MAP;
    case 'ctx':
      return CTX;
    case 'size':
      return SIZE0;
    case 'dynptr':
      return param.uninit ? { kind: 'PTR_TO_DYNPTR', flags: ['MEM_UNINIT', 'MEM_WRITE'] } : DYNPTR;
    case 'mem':
      if (next?.kind !== 'size' && param.bytes === undefined) return outFixed(8);
      return {
        kind: param.bytes === undefined ? 'PTR_TO_MEM' : 'PTR_TO_FIXED_SIZE_MEM',
        ...(param.bytes !== undefined && { size: param.bytes }),
        flags: [
          ...(param.nullable ? (['PTR_MAYBE_NULL'] as const) : []),
          ...(param.write ? (['MEM_WRITE'] as const) : (['MEM_RDONLY'] as const)),
          ...(param.uninit ? (['MEM_UNINIT'] as const) : []),
        ],
      };
    case 'string':
      return STRING;
    case 'object':
      return { kind: 'PTR_TO_BTF_ID', flags: [] };
    default:
      return assertNever(param);
  }
}

/** The iterator argument: an object on the stack that is new, open, or closed by the call. */
function iterate(machine: Machine, program: Program, data: InstData, kfunc: Kfunc, index: number): boolean {
  const { values, cells, vals } = machine;
  const param = kfunc.params[index];
  if (param?.kind !== 'iter') return true;
  const pointer = vals[data.args[index]!]!;
  const wrong = (expected: string): false =>
    machine.fail(
      'E0513',
      { helper: kfunc.name, argument: index + 1, expected },
      { label: `argument ${index + 1} is ${values.describe(pointer)}` },
    );
  if (values.kind(pointer) !== KIND.stack || values.number(pointer) !== 0 || values.offset(pointer) % 8 !== 0)
    return wrong(`a struct ${param.struct} on the stack`);
  if (!checkAccess(machine, program, { pointer, offset: 0, size: param.size, mode: 'both' })) return false;
  const depth = values.param(pointer);
  const first = machine.cellCount(depth) + (values.offset(pointer) >> 3);
  const count = param.size >> 3;
  const held = (i: number): Av => cells.valueAt(machine.cellAt(depth, first + i), 0, 8);
  const open = Array.from({ length: count }, (_, i) => held(i)).every(
    (av, i) =>
      values.kind(av) === KIND.iterator && values.extra(av) === i && values.ref(av) === values.ref(held(0)),
  );
  if (kfunc.flags.includes('ITER_NEW')) {
    if (open) return wrong('an iterator that is not open');
    const ref = acquire(machine, data);
    for (let i = 0; i < count; i++)
      machine.setCell(depth, first + i, cells.store(0, 0, 8, values.make(KIND.iterator, { extra: i, ref })));
    return true;
  }
  if (!open) return wrong('an open iterator');
  if (kfunc.flags.includes('ITER_DESTROY')) {
    release(machine, values.ref(held(0)));
    for (let i = 0; i < count; i++) machine.setCell(depth, first + i, 0);
  }
  return true;
}

interface Source {
  /** The resource that memory behind it goes with. */
  readonly ref: number;
  readonly flags: number;
  /** One more than the frame of a buffer that memory behind it may be in. */
  readonly param: number;
}

/** What memory that a call returns depends on: the dynptr that it is behind, and the buffer that was lent for it. */
function sourceOf(machine: Machine, data: InstData, kfunc: Kfunc): Source {
  const { values, vals } = machine;
  const at = kfunc.params.findIndex(param => param.kind === 'dynptr' && !param.uninit);
  const pointer = at < 0 ? values.none : vals[data.args[at]!]!;
  const dynptr = values.kind(pointer) === KIND.stack ? dynptrAt(machine, pointer) : undefined;
  const lent = kfunc.params.findIndex(param => param.kind === 'mem');
  const buffer = lent < 0 ? values.none : vals[data.args[lent]!]!;
  return {
    ref: dynptr === undefined ? 0 : values.ref(dynptr),
    flags: dynptr !== undefined && values.param(dynptr) === OVER.packet ? FLAG.inPacket : 0,
    param: values.kind(buffer) === KIND.stack ? values.param(buffer) + 1 : 0,
  };
}

function defineResult(machine: Machine, data: InstData, kfunc: Kfunc, behind: Source): boolean {
  const { values } = machine;
  const { returns } = kfunc;
  switch (returns.kind) {
    case 'scalar':
      machine.vals[data.result] = values.unknown;
      return true;
    case 'void':
      machine.vals[data.result] = values.none;
      return true;
    case 'mem': {
      const size = returns.bytes === 'size' ? constantSize(machine, data, kfunc) : returns.bytes;
      if (size === undefined) return false;
      const nullable = kfunc.flags.includes('RET_NULL') || kfunc.flags.includes('ITER_NEXT');
      const flags = behind.flags | (nullable ? FLAG.nullable : 0) | (returns.write ? 0 : FLAG.readOnly);
      const ident = nullable ? machine.freshIdent(data.result) : 0;
      machine.vals[data.result] = values.make(KIND.mem, { ...behind, extra: size, flags, ident });
      return true;
    }
    case 'host': {
      const nullable = kfunc.flags.includes('RET_NULL');
      const ref = kfunc.flags.includes('ACQUIRE') ? acquire(machine, data) : 0;
      const ident = ref !== 0 ? ref : machine.freshIdent(data.result);
      const flags = nullable ? FLAG.nullable : 0;
      machine.vals[data.result] = values.make(KIND.btf, { flags, ref, ident: nullable ? ident : 0 });
      return true;
    }
    case 'arena':
      return false;
    default:
      return assertNever(returns);
  }
}

/** The memory that a call returns is as long as its size argument, which must be a constant. */
function constantSize(machine: Machine, data: InstData, kfunc: Kfunc): number | undefined {
  const index = kfunc.params.findIndex(param => param.kind === 'size');
  const size = machine.values.constantOf(machine.vals[data.args[index]!]!);
  if (size !== undefined) return Number(size);
  machine.fail('E0513', { helper: kfunc.name, argument: index + 1, expected: 'a constant' });
  return undefined;
}
