import { assertNever } from '../diag/internal.js';
import type { AluOp, AtomicOp, Imm64Kind, InsnDesc, JumpOp, Sem, Width } from './types.js';

/** What an instruction does, in a line: C-like, with the operands' names of the encoding. */
export function describeInsn(desc: InsnDesc): string {
  return describeSem(desc.sem);
}

/** `u32`, `s64` … */
const type = (sign: 'u' | 's', bits: number): string => `${sign}${bits}`;

function describeSem(sem: Sem): string {
  switch (sem.kind) {
    case 'alu':
      return describeAlu(sem.op, sem.width, sem.src === 'imm' ? 'imm' : 'src');
    case 'movsx':
      return `dst = (u${sem.width})(s${sem.width})(s${sem.from})src`;
    case 'end':
      if (sem.op === 'bswap') return `dst = the low ${sem.width} bits with their bytes in the opposite order`;
      return `dst = the low ${sem.width} bits, as ${sem.op === 'htole' ? 'little' : 'big'}-endian`;
    case 'load':
      return `dst = *(${type(sem.signed ? 's' : 'u', sem.size * 8)} *)(src + offset)`;
    case 'store':
      return `*(${type('u', sem.size * 8)} *)(dst + offset) = ${sem.src === 'imm' ? 'imm' : 'src'}`;
    case 'atomic':
      return describeAtomic(sem.op, sem.size * 8, sem.fetch);
    case 'imm64':
      return `dst = ${IMM64[sem.ref]}`;
    case 'jump':
      return `if ${describeJump(sem.op, sem.width, sem.src === 'imm' ? 'imm' : 'src')} goto offset`;
    case 'goto':
      return 'goto';
    case 'may_goto':
      return 'goto offset when the loop budget of this call is used up';
    case 'call':
      return CALLS[sem.target];
    case 'exit':
      return 'return r0 to the caller';
    case 'packet':
      return `r0 = ${sem.size * 8} bits of the packet at ${sem.indirect ? 'src + imm' : 'imm'}, big-endian; return 0 past its end`;
    case 'addr_space_cast':
      return `dst = src, a pointer of address space ${sem.from}, in address space ${sem.to}`;
    default:
      return assertNever(sem);
  }
}

const IMM64: Readonly<Record<Imm64Kind, string>> = {
  value: 'imm64',
  map_fd: 'the map with file descriptor imm',
  map_value: 'the value of the map with file descriptor imm, plus next_imm',
  var: 'the address of variable imm',
  code: 'the address of the function at distance imm',
  map_idx: 'the map with index imm',
  map_idx_value: 'the value of the map with index imm, plus next_imm',
};

const CALLS = {
  helper: 'r0 = helper imm(r1, r2, r3, r4, r5)',
  local: 'call the function at distance imm',
  kfunc: 'r0 = kernel function with BTF id imm(r1, r2, r3, r4, r5)',
  reg: 'call the function, or the helper, that dst names',
} as const;

const ALU_SIGNS: Partial<Record<AluOp, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  or: '|',
  and: '&',
  xor: '^',
};

function describeAlu(op: AluOp, width: Width, src: string): string {
  const u = `(u${width})`;
  const s = `(s${width})`;
  const sign = ALU_SIGNS[op];
  if (sign) return `dst = ${u}(dst ${sign} ${src})`;
  switch (op) {
    case 'mov':
      return width === 64 ? `dst = ${src}` : `dst = ${u}${src}`;
    case 'neg':
      return `dst = ${u}-dst`;
    case 'div':
      return `dst = ${u}${src} ? ${u}dst / ${u}${src} : 0`;
    case 'mod':
      return `dst = ${u}${src} ? ${u}dst % ${u}${src} : ${u}dst`;
    case 'sdiv':
      return `dst = ${u}${src} ? ${u}(${s}dst / ${s}${src}) : 0; MIN / -1 is MIN`;
    case 'smod':
      return `dst = ${u}${src} ? ${u}(${s}dst % ${s}${src}) : ${u}dst; MIN % -1 is 0`;
    case 'lsh':
      return `dst = ${u}(dst << (${src} & ${width - 1}))`;
    case 'rsh':
      return `dst = ${u}dst >> (${src} & ${width - 1})`;
    case 'arsh':
      return `dst = ${u}(${s}dst >> (${src} & ${width - 1}))`;
    default:
      return `dst = ${op}(dst, ${src})`;
  }
}

function describeAtomic(op: AtomicOp, bits: number, fetch: boolean): string {
  const at = `*(u${bits} *)(dst + offset)`;
  switch (op) {
    case 'load_acquire':
      return `dst = *(u${bits} *)(src + offset), with acquire ordering`;
    case 'store_release':
      return `${at} = src, with release ordering`;
    case 'xchg':
      return `atomically: old = ${at}; ${at} = src; src = old`;
    case 'cmpxchg':
      return `atomically: old = ${at}; if (old == (u${bits})r0) ${at} = src; r0 = old`;
    case 'add':
    case 'or':
    case 'and':
    case 'xor': {
      const change = `${at} ${ALU_SIGNS[op]}= src`;
      return fetch ? `atomically: old = ${at}; ${change}; src = old` : `atomically: ${change}`;
    }
    default:
      return assertNever(op);
  }
}

const COMPARISONS: Readonly<Record<JumpOp, readonly [sign: 'u' | 's', operator: string]>> = {
  eq: ['u', '=='],
  ne: ['u', '!='],
  set: ['u', '&'],
  gt: ['u', '>'],
  ge: ['u', '>='],
  lt: ['u', '<'],
  le: ['u', '<='],
  sgt: ['s', '>'],
  sge: ['s', '>='],
  slt: ['s', '<'],
  sle: ['s', '<='],
};

function describeJump(op: JumpOp, width: Width, src: string): string {
  const [sign, operator] = COMPARISONS[op];
  const cast = `(${sign}${width})`;
  return `${cast}dst ${operator} ${cast}${src}`;
}
