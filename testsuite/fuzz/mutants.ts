/**
 * Injected bugs: one instruction of a program changed in a way that programmers get wrong. What a verifier must
 * find, or what turns out to be harmless.
 */
import type { Code, FunctionSpec, Module } from '../../src/frontend/program.js';
import { insnById } from '../../src/isa/table.js';
import type { Insn, InsnIndex, JumpOp, Sem } from '../../src/isa/types.js';
import { helperOf } from '../../src/platform/helpers.js';
import type { Random } from '../../src/verifier/confirm/random.js';

export interface Mutant {
  readonly kind: MutationKind;
  readonly module: Module;
  /** What was changed. */
  readonly function: string;
  readonly at: InsnIndex;
  readonly before: Insn;
  readonly after: Insn;
}

interface Mutation {
  readonly doc: string;
  /** The instruction instead, of the same length; undefined where this kind of bug cannot be made of it. */
  readonly apply: (insn: Insn, random: Random) => Insn | undefined;
}

const NOTHING: Partial<Insn> = { dst: 0, src: 0, offset: 0, imm: 0n };
const nop = (): Insn => ({ desc: insnById('ja')!, ...NOTHING }) as Insn;
const always = ({ offset }: Insn): Insn => ({ ...nop(), offset });

/** The same instruction of another row. */
const as = (insn: Insn, id: string, fields: Partial<Insn> = {}): Insn | undefined => {
  const desc = insnById(id);
  return desc && { ...insn, desc, ...fields };
};
const jump = ({ sem }: Insn['desc']): Extract<Sem, { kind: 'jump' }> | undefined =>
  sem.kind === 'jump' ? sem : undefined;
const jumpId = (op: string, width: number, src: string): string => `j${op}${width === 32 ? '32' : ''}.${src}`;

const OPPOSITE: Readonly<Record<JumpOp, JumpOp | undefined>> = {
  eq: 'ne',
  ne: 'eq',
  gt: 'le',
  le: 'gt',
  ge: 'lt',
  lt: 'ge',
  sgt: 'sle',
  sle: 'sgt',
  sge: 'slt',
  slt: 'sge',
  set: undefined,
};
const OTHER_SIGN: Partial<Readonly<Record<JumpOp, JumpOp>>> = {
  gt: 'sgt',
  sgt: 'gt',
  ge: 'sge',
  sge: 'ge',
  lt: 'slt',
  slt: 'lt',
  le: 'sle',
  sle: 'le',
};
const NEIGHBOUR: Partial<Readonly<Record<JumpOp, JumpOp>>> = {
  gt: 'ge',
  ge: 'gt',
  lt: 'le',
  le: 'lt',
  sgt: 'sge',
  sge: 'sgt',
  slt: 'sle',
  sle: 'slt',
};
const SIZE_LETTER = { 1: 'b', 2: 'h', 4: 'w', 8: 'dw' } as const;
const fitsImm = (imm: bigint): boolean => imm >= -(2n ** 31n) && imm < 2n ** 31n;
const fitsOffset = (offset: number): boolean => offset >= -(2 ** 15) && offset < 2 ** 15;

const resized = (insn: Insn, random: Random, larger: boolean): Insn | undefined => {
  const { sem, id } = insn.desc;
  if (sem.kind !== 'load' && sem.kind !== 'store') return undefined;
  const sizes = ([1, 2, 4, 8] as const).filter(size => (larger ? size > sem.size : size < sem.size));
  if (sizes.length === 0) return undefined;
  const end = id.length - SIZE_LETTER[sem.size].length;
  return as(insn, id.slice(0, end) + SIZE_LETTER[random.pick(sizes)]);
};

export const MUTATIONS = {
  drop_null_check: {
    doc: 'a comparison with 0 is gone',
    apply: insn => {
      const { op, src } = jump(insn.desc) ?? {};
      if ((op !== 'eq' && op !== 'ne') || src !== 'imm' || insn.imm !== 0n) return undefined;
      return op === 'eq' ? nop() : always(insn);
    },
  },
  drop_check: {
    doc: 'a branch goes one way, always',
    apply: (insn, random) => jump(insn.desc) && (random.chance(0.5) ? nop() : always(insn)),
  },
  flip_branch: {
    doc: 'a condition is the opposite',
    apply: insn => {
      const sem = jump(insn.desc);
      const op = sem && OPPOSITE[sem.op];
      return op && as(insn, jumpId(op, sem.width, sem.src));
    },
  },
  confuse_sign: {
    doc: 'a signed comparison is unsigned, or the other way round',
    apply: insn => {
      const sem = jump(insn.desc);
      const op = sem && OTHER_SIGN[sem.op];
      return op && as(insn, jumpId(op, sem.width, sem.src));
    },
  },
  confuse_width: {
    doc: 'a 64-bit comparison or sum is one of 32 bits, or the other way round',
    apply: insn => {
      const { sem, id } = insn.desc;
      if (sem.kind === 'jump') return as(insn, jumpId(sem.op, 96 - sem.width, sem.src));
      if (sem.kind !== 'alu' || sem.op === 'neg') return undefined;
      const [name = '', form = ''] = id.split('.');
      return as(insn, sem.width === 32 ? `${name.slice(0, -2)}.${form}` : `${name}32.${form}`);
    },
  },
  shift_bound: {
    doc: 'a comparison is off by one',
    apply: (insn, random) => {
      const sem = jump(insn.desc);
      if (sem === undefined) return undefined;
      const op = NEIGHBOUR[sem.op];
      if (op && random.chance(0.4)) return as(insn, jumpId(op, sem.width, sem.src));
      const imm = insn.imm + random.pick([1n, -1n]);
      return sem.src === 'imm' && fitsImm(imm) ? { ...insn, imm } : undefined;
    },
  },
  change_constant: {
    doc: 'an operand of arithmetic is another one',
    apply: (insn, random) => {
      const { sem } = insn.desc;
      if (sem.kind !== 'alu' || sem.op === 'mov' || sem.op === 'neg' || sem.src !== 'imm') return undefined;
      if (sem.op === 'lsh' || sem.op === 'rsh' || sem.op === 'arsh')
        return { ...insn, imm: BigInt(random.below(sem.width)) };
      const imm = random.pick([insn.imm + 1n, insn.imm - 1n, insn.imm * 2n, insn.imm * 2n + 1n, -insn.imm]);
      return fitsImm(imm) && imm !== 0n ? { ...insn, imm } : undefined;
    },
  },
  drop_arithmetic: {
    doc: 'a mask, shift or sum is gone',
    apply: insn => {
      const { sem } = insn.desc;
      return sem.kind === 'alu' && sem.op !== 'mov' ? nop() : undefined;
    },
  },
  widen_access: { doc: 'an access is larger', apply: (insn, random) => resized(insn, random, true) },
  narrow_access: { doc: 'an access is smaller', apply: (insn, random) => resized(insn, random, false) },
  change_offset: {
    doc: 'an access is somewhere else',
    apply: (insn, random) => {
      const { sem } = insn.desc;
      if (sem.kind !== 'load' && sem.kind !== 'store' && sem.kind !== 'atomic') return undefined;
      const offset = insn.offset + random.pick([-16, -8, -4, -1, 1, 2, 4, 8, 16, 64, 512]);
      return fitsOffset(offset) ? { ...insn, offset } : undefined;
    },
  },
  change_size: {
    doc: 'a constant argument is another one',
    apply: (insn, random) => {
      const { sem } = insn.desc;
      if (sem.kind !== 'alu' || sem.op !== 'mov' || sem.src !== 'imm' || insn.dst < 1 || insn.dst > 5)
        return undefined;
      const imm = random.pick([insn.imm + 1n, insn.imm - 1n, insn.imm * 2n, insn.imm + 8n, 0n, -1n, 4096n]);
      return fitsImm(imm) && imm !== insn.imm ? { ...insn, imm } : undefined;
    },
  },
  swap_argument: {
    doc: 'another register is copied',
    apply: (insn, random) => {
      const { sem } = insn.desc;
      if (sem.kind !== 'alu' || sem.op !== 'mov' || sem.src !== 'reg') return undefined;
      const src = random.below(11);
      return src === insn.src ? undefined : { ...insn, src };
    },
  },
  change_register: {
    doc: 'an access or comparison is of another register',
    apply: (insn, random) => {
      const { sem, fields } = insn.desc;
      if (sem.kind !== 'load' && sem.kind !== 'store' && sem.kind !== 'jump') return undefined;
      const field = random.chance(0.5) && fields.src === 'src' ? 'src' : 'dst';
      const other = random.below(field === 'dst' && sem.kind === 'load' ? 10 : 11);
      return other === insn[field] ? undefined : { ...insn, [field]: other };
    },
  },
  drop_release: {
    doc: 'a resource is not given up, or a lock not',
    apply: insn => {
      const helper = helperCalled(insn);
      const gives = helper?.effects.some(effect => effect === 'releases' || effect === 'unlocks');
      return gives || insn.desc.id === 'call.kfunc' ? nop() : undefined;
    },
  },
  drop_call: {
    doc: 'a helper is not called',
    apply: insn => (helperCalled(insn) ? nop() : undefined),
  },
  change_helper: {
    doc: 'another helper is called',
    apply: (insn, random) => helperCalled(insn) && { ...insn, imm: BigInt(1 + random.below(211)) },
  },
  drop_store: {
    doc: 'memory is not initialised',
    apply: insn => (insn.desc.sem.kind === 'store' ? nop() : undefined),
  },
  drop_move: {
    doc: 'a register is not set',
    apply: insn => {
      const { sem } = insn.desc;
      return sem.kind === 'alu' && sem.op === 'mov' ? nop() : undefined;
    },
  },
} as const satisfies Record<string, Mutation>;

export type MutationKind = keyof typeof MUTATIONS;
export const MUTATION_KINDS = Object.keys(MUTATIONS) as MutationKind[];

function helperCalled({ desc, imm }: Insn) {
  return desc.sem.kind === 'call' && desc.sem.target === 'helper' ? helperOf(Number(imm)) : undefined;
}

/** One of the places of a module where a kind of bug can be made, with the bug; undefined when there is none. */
export function mutate(module: Module, kind: MutationKind, random: Random): Mutant | undefined {
  const places: { spec: FunctionSpec; at: InsnIndex }[] = [];
  for (const spec of module.functions)
    for (let i = spec.entry as number; i < spec.end; i++) places.push({ spec, at: i as InsnIndex });
  const { apply } = MUTATIONS[kind] as Mutation;
  // Not the first that will do from a random place on: that would prefer what follows long stretches of nothing.
  const fit = places.flatMap(place => {
    const insn = place.spec.code.insns[place.at]!;
    return apply(insn, random) ? [place] : [];
  });
  for (let tries = 0; tries < 4 && fit.length > 0; tries++) {
    const { spec, at } = random.pick(fit);
    const before = spec.code.insns[at]!;
    const after = apply(before, random);
    if (after === undefined) continue;
    return { kind, function: spec.name, at, before, after, module: replace(module, spec.code, at, after) };
  }
  return undefined;
}

function replace(module: Module, old: Code, at: InsnIndex, insn: Insn): Module {
  const refs = new Map(old.refs);
  // What a dropped or changed instruction named, it names no longer; a changed store or move names nothing.
  if (insn.desc.sem.kind !== old.insns[at]!.desc.sem.kind) refs.delete(at);
  const code: Code = { ...old, insns: old.insns.map((other, i) => (i === at ? insn : other)), refs };
  const functions = module.functions.map(spec => (spec.code === old ? { ...spec, code } : spec));
  return { ...module, functions };
}
