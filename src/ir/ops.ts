/**
 * The operations of the IR, one row each: operands, result, effects, text and meaning. Printer, parser, checker
 * and documentation derive from it; interpreter, verifier and back end are exhaustive switches over the name.
 *
 * Semantics are eBPF's, never LLVM's: division by zero is defined, shift amounts are masked, an `undef` operand
 * (a register that nothing wrote) computes as 0.
 */

/** What an operand's type must be: `T` is the instruction's type suffix, `any` the operand's own. */
export type OperandType = 'T' | 'i64' | 'i1' | 'any';

export type Effect =
  /** Depends on its operands only; may be removed, moved and merged. */
  | 'pure'
  | 'read'
  | 'write'
  /** Reads and writes memory. */
  | 'call'
  /** Ends a block. */
  | 'term';

/** What `InstData.ref` indexes. */
export type RefKind = 'none' | 'slot' | 'map' | 'global' | 'function' | 'extern' | 'helper' | 'field' | 'imm';

export interface OpRow {
  readonly operands: readonly OperandType[];
  /** True when it takes any number of further i64 operands. */
  readonly variadic?: boolean;
  readonly result: 'T' | 'i1' | 'i64' | 'none';
  readonly effect: Effect;
  readonly commutative?: boolean;
  readonly ref?: RefKind;
  /** Whether a byte displacement is added to the first operand, or to what `ref` names. */
  readonly offset?: boolean;
  /** How many branch targets follow the operands; `switch` has one a case and one more. */
  readonly targets?: number;
  readonly doc: string;
}

const binary = (doc: string, commutative = false): OpRow => ({
  operands: ['T', 'T'],
  result: 'T',
  effect: 'pure',
  commutative,
  doc,
});
const compare = (doc: string, commutative = false): OpRow => ({
  operands: ['T', 'T'],
  result: 'i1',
  effect: 'pure',
  commutative,
  doc,
});
const convert = (doc: string): OpRow => ({ operands: ['any'], result: 'T', effect: 'pure', doc });
const address = (ref: RefKind, doc: string): OpRow => ({
  operands: [],
  result: 'i64',
  effect: 'pure',
  ref,
  offset: true,
  doc,
});
const atomic = (result: 'T' | 'none', doc: string): OpRow => ({
  operands: ['i64', 'T'],
  result,
  effect: 'call',
  offset: true,
  doc,
});

export const OPS = {
  add: binary('sum modulo 2^T', true),
  sub: binary('difference modulo 2^T'),
  mul: binary('product modulo 2^T', true),
  udiv: binary('unsigned quotient; 0 when the divisor is 0'),
  sdiv: binary('signed quotient toward zero; 0 when the divisor is 0; MIN when MIN / -1'),
  umod: binary('unsigned remainder; the dividend when the divisor is 0'),
  smod: binary('signed remainder; the dividend when the divisor is 0; 0 when MIN % -1'),
  and: binary('bitwise and', true),
  or: binary('bitwise or', true),
  xor: binary('bitwise exclusive or', true),
  shl: binary('left shift by the amount modulo the width'),
  lshr: binary('logical right shift by the amount modulo the width'),
  ashr: binary('arithmetic right shift by the amount modulo the width'),

  zext: convert('zero extension to a wider type'),
  sext: convert('sign extension to a wider type'),
  trunc: convert('the low bits'),
  bswap: { operands: ['T'], result: 'T', effect: 'pure', doc: 'bytes in reverse order' },

  eq: compare('equal', true),
  ne: compare('not equal', true),
  ult: compare('unsigned less'),
  ule: compare('unsigned less or equal'),
  ugt: compare('unsigned greater'),
  uge: compare('unsigned greater or equal'),
  slt: compare('signed less'),
  sle: compare('signed less or equal'),
  sgt: compare('signed greater'),
  sge: compare('signed greater or equal'),
  select: {
    operands: ['i1', 'T', 'T'],
    result: 'T',
    effect: 'pure',
    doc: 'second operand if the first is 1',
  },

  'slot.addr': address('slot', 'address of a byte of a stack slot'),
  'map.addr': { ...address('map', 'the map itself, as helpers take it'), offset: false },
  'map.value': address('map', 'address of a byte of the value of key 0 of an array map'),
  'global.addr': address('global', 'address of a byte of a global section'),
  'func.addr': { ...address('function', 'address of a subprogram, as callbacks are passed'), offset: false },
  'extern.addr': {
    ...address('extern', 'address of a ksym; 0 for a weak one that is absent'),
    offset: false,
  },

  load: { operands: ['i64'], result: 'T', effect: 'read', offset: true, doc: 'unaligned little-endian load' },
  store: { operands: ['i64', 'T'], result: 'none', effect: 'write', offset: true, doc: 'unaligned store' },
  'load.acquire': {
    operands: ['i64'],
    result: 'T',
    effect: 'call',
    offset: true,
    doc: 'atomic load; later accesses of this thread stay after it',
  },
  'store.release': atomic('none', 'atomic store; earlier accesses of this thread stay before it'),
  'atomic.add': atomic('none', 'atomic add without result; relaxed, as the kernel specifies'),
  'atomic.or': atomic('none', 'atomic or without result; relaxed'),
  'atomic.and': atomic('none', 'atomic and without result; relaxed'),
  'atomic.xor': atomic('none', 'atomic xor without result; relaxed'),
  'fetch.add': atomic('T', 'atomic add, yields the old value; sequentially consistent'),
  'fetch.or': atomic('T', 'atomic or, yields the old value; sequentially consistent'),
  'fetch.and': atomic('T', 'atomic and, yields the old value; sequentially consistent'),
  'fetch.xor': atomic('T', 'atomic xor, yields the old value; sequentially consistent'),
  xchg: atomic('T', 'atomic exchange, yields the old value; sequentially consistent'),
  cmpxchg: {
    operands: ['i64', 'T', 'T'],
    result: 'T',
    effect: 'call',
    offset: true,
    doc: 'stores the third operand if memory equals the second; yields the old value; sequentially consistent',
  },
  'ctx.load': {
    operands: ['i64'],
    result: 'T',
    effect: 'read',
    ref: 'field',
    doc: 'bytes of the context from offset `ref` of its UAPI struct; pointers come at full width',
  },
  'ctx.store': {
    operands: ['i64', 'T'],
    result: 'none',
    effect: 'write',
    ref: 'field',
    doc: 'writes bytes of the context at offset `ref` of its UAPI struct',
  },
  'packet.load': {
    operands: ['i64', 'i64'],
    result: 'T',
    effect: 'call',
    doc: 'LD_ABS/LD_IND: of the packet of a context (first operand) at an offset, in host order; out of range the program returns 0',
  },

  helper: {
    operands: [],
    variadic: true,
    result: 'i64',
    effect: 'call',
    ref: 'helper',
    doc: 'calls a helper by id',
  },
  kfunc: { operands: [], variadic: true, result: 'i64', effect: 'call', ref: 'extern', doc: 'calls a kfunc' },
  call: {
    operands: [],
    variadic: true,
    result: 'i64',
    effect: 'call',
    ref: 'function',
    doc: 'calls a subprogram',
  },
  'call.reg': {
    operands: ['i64'],
    variadic: true,
    result: 'i64',
    effect: 'call',
    doc: 'callx: calls the helper whose number the first operand holds in a raw program, else the function at that address',
  },
  tail_call: {
    operands: ['i64', 'i64', 'i64'],
    result: 'i64',
    effect: 'call',
    doc: 'jumps to the program at an index of a PROG_ARRAY (context, map, index); yields a negative error when it cannot',
  },
  may_goto: {
    operands: [],
    result: 'i1',
    effect: 'call',
    doc: '1 when the loop budget of this invocation is used up',
  },
  'addr.cast': {
    operands: ['i64'],
    result: 'i64',
    effect: 'pure',
    ref: 'imm',
    doc: 'addr_space_cast; ref is `to << 16 | from`',
  },

  jump: { operands: [], result: 'none', effect: 'term', targets: 1, doc: 'goes to the target' },
  br: {
    operands: ['i1'],
    result: 'none',
    effect: 'term',
    targets: 2,
    doc: 'first target if 1, else the second',
  },
  switch: {
    operands: ['T'],
    result: 'none',
    effect: 'term',
    targets: 1,
    doc: 'the target of the case that equals the operand; the first target when none does',
  },
  ret: { operands: ['i64'], result: 'none', effect: 'term', targets: 0, doc: 'leaves the function' },
  trap: {
    operands: [],
    result: 'none',
    effect: 'term',
    ref: 'imm',
    targets: 0,
    doc: 'stops the program: a check failed',
  },
  unreachable: { operands: [], result: 'none', effect: 'term', targets: 0, doc: 'control never comes here' },
} as const satisfies Record<string, OpRow>;

export type Op = keyof typeof OPS;

export const opRow = (op: Op): OpRow => OPS[op];

/** Whether an operation accesses memory at its first operand plus a displacement. */
export const isAccess = (op: Op): boolean => {
  const { offset, ref } = opRow(op);
  return offset === true && ref === undefined;
};

/** Comparison with operands exchanged: `a op b` is `b SWAPPED[op] a`. */
export const SWAPPED = {
  eq: 'eq',
  ne: 'ne',
  ult: 'ugt',
  ugt: 'ult',
  ule: 'uge',
  uge: 'ule',
  slt: 'sgt',
  sgt: 'slt',
  sle: 'sge',
  sge: 'sle',
} as const satisfies Partial<Record<Op, Op>>;

/** The comparison that is 1 exactly when this one is 0. */
export const NEGATED = {
  eq: 'ne',
  ne: 'eq',
  ult: 'uge',
  uge: 'ult',
  ule: 'ugt',
  ugt: 'ule',
  slt: 'sge',
  sge: 'slt',
  sle: 'sgt',
  sgt: 'sle',
} as const satisfies Partial<Record<Op, Op>>;

export type CompareOp = keyof typeof NEGATED;

/** The comparison of values that are not negative: the same for signed and unsigned ones. */
export const UNSIGNED = {
  eq: 'eq',
  ne: 'ne',
  ult: 'ult',
  uge: 'uge',
  ugt: 'ugt',
  ule: 'ule',
  slt: 'ult',
  sge: 'uge',
  sgt: 'ugt',
  sle: 'ule',
} as const satisfies Record<CompareOp, CompareOp>;

export const isCompare = (op: Op): op is CompareOp => op in NEGATED;
