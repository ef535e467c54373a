import fc from 'fast-check';
import { requirementsOf } from '../../bpf_conformance/requirements.js';
import type { ConformanceTest } from '../../bpf_conformance/run.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { decodeCode, encodeCode } from '../../src/isa/codec.js';
import { formatInsn } from '../../src/isa/format.js';
import { INSNS } from '../../src/isa/table.js';
import type { Insn, InsnDesc } from '../../src/isa/types.js';
import {
  CALLEES,
  DATA,
  type EmitOptions,
  emitProgram,
  insn,
  MEMORY,
  MEMORY_SIZE,
  STACK,
  STACK_USED,
} from './emit-program.js';

/**
 * Random programs whose meaning is defined everywhere: they end, they read nothing that was not written, and
 * all their accesses are to aligned places of the stack or of the input memory. So every engine, the kernel
 * included, must agree on r0 and on the memory.
 *
 * Wide programs do more, which is defined here and which the kernel refuses: they divide by a constant 0, shift
 * by more than the width, access the stack unaligned and at variable places, read registers and stack that
 * nothing wrote, call through registers, read packets.
 *
 * r0 to r7 hold data, r8 counts loops, r9 is the address of the memory. Callees have r1 to r5, a stack, and the
 * last of them r9: the memory or the caller's stack, by its caller's choice.
 */
export interface Program {
  readonly body: readonly Statement[];
  readonly callees: readonly (readonly Statement[])[];
  readonly wide: boolean;
  /** First values of r0 to r7; wide programs leave out those that are undefined. */
  readonly seeds: readonly (bigint | undefined)[];
  /** MEMORY_SIZE bytes. */
  readonly memory: Uint8Array;
}

export type Statement =
  | { readonly kind: 'insn'; readonly insn: Insn }
  | {
      readonly kind: 'if';
      readonly jump: Insn;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
      /** The jump over the other branch is `ja32`. */
      readonly far: boolean;
    }
  | PointerStatement
  /** Skips nothing: the budget of a run is larger than any of these programs needs. */
  | { readonly kind: 'may_goto'; readonly body: readonly Statement[] }
  /** A helper whose result is not looked at: by number, or through a register. */
  | {
      readonly kind: 'helper';
      readonly call: 'call.helper' | 'callx' | 'callx.imm';
      readonly register: number;
    }
  | { readonly kind: 'packet'; readonly insn: Insn }
  | { readonly kind: 'loop'; readonly turns: number; readonly body: readonly Statement[] }
  | {
      readonly kind: 'call';
      readonly callee: number;
      readonly args: readonly number[];
      readonly own: boolean;
    };

/** An access through a pointer that was computed, and perhaps kept in memory before. */
export interface PointerStatement {
  readonly kind: 'pointer';
  /** Holds the pointer, and a plain number afterwards: addresses differ from engine to engine. */
  readonly pointer: number;
  /** A load, store or atomic of r9 or r10. */
  readonly access: Insn;
  /** How the pointer is read back from the stack. */
  readonly reload: 'ldxdw' | 'load_acquire.dw' | undefined;
  /** Added to the pointer and taken from the displacement. */
  readonly shift: number;
  /** A register whose low bits are added to the pointer. */
  readonly index: number | undefined;
  /** Decides at run time whether the pointer is this one or of the other region. */
  readonly choice: Insn | undefined;
  /** Wide programs cast the pointer between address spaces, of which they have one. */
  readonly cast: 'addr_space_cast.kern' | 'addr_space_cast.user' | undefined;
}

const register = fc.integer({ min: 0, max: DATA - 1 });
const interesting64 = fc.constantFrom(
  0n,
  1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 63n,
  2n ** 64n - 1n,
);
const word64 = fc.oneof(interesting64, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }));
const imm32 = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 7n, 0x7fff_ffffn, -0x8000_0000n),
  fc.bigInt({ min: -0x8000_0000n, max: 0x7fff_ffffn }),
);

/** Immediates; the kernel's verifier takes no division by 0 and no shift by the width or more. */
function immediateOf({ sem }: InsnDesc, wide: boolean): fc.Arbitrary<bigint> {
  if (wide || sem.kind !== 'alu' || sem.op === 'neg') return imm32;
  if (sem.op === 'lsh' || sem.op === 'rsh' || sem.op === 'arsh') {
    return fc.bigInt({ min: 0n, max: BigInt(sem.width - 1) });
  }
  return /div|mod/.test(sem.op) ? imm32.map(imm => imm || 3n) : imm32;
}

const bound = (desc: InsnDesc, field: 'imm' | 'src') => desc.fields[field] === field;

/** Arithmetic of any form between data registers. */
const arithmetic = (wide: boolean): fc.Arbitrary<Insn> =>
  fc
    .constantFrom(
      ...INSNS.filter(({ sem }) => sem.kind === 'alu' || sem.kind === 'movsx' || sem.kind === 'end'),
    )
    .chain(desc =>
      fc
        .record({ dst: register, src: register, imm: immediateOf(desc, wide) })
        .map(({ dst, src, imm }) =>
          insn(desc.id, { dst, ...(bound(desc, 'src') && { src }), ...(bound(desc, 'imm') && { imm }) }),
        ),
    );

const constant = fc.record({ dst: register, imm: word64 }).map(fields => insn('lddw.value', fields));

/** Loads, stores and atomics, at an aligned place; in wide programs loads and stores are anywhere. */
const access = (wide: boolean): fc.Arbitrary<Insn> =>
  fc
    .constantFrom(
      ...INSNS.filter(({ sem }) => sem.kind === 'load' || sem.kind === 'store' || sem.kind === 'atomic'),
    )
    .chain(desc => {
      const { sem } = desc;
      const size = 'size' in sem ? sem.size : 8;
      const step = wide && sem.kind !== 'atomic' ? 1 : size;
      const fromSrc = sem.kind === 'load' || (sem.kind === 'atomic' && sem.op === 'load_acquire');
      return fc
        .record({
          data: register,
          base: fc.constantFrom(MEMORY, STACK),
          slot: fc.integer({ min: 0, max: (MEMORY_SIZE - size) / step }),
          imm: imm32,
        })
        .map(({ data, base, slot, imm }) => {
          const offset = base === STACK ? slot * step - STACK_USED : slot * step;
          const registers = fromSrc
            ? { dst: data, src: base }
            : { dst: base, ...(bound(desc, 'src') && { src: data }) };
          return insn(desc.id, { ...registers, offset, ...(bound(desc, 'imm') && { imm }) });
        });
    });

const jump = fc
  .constantFrom(...INSNS.filter(({ sem }) => sem.kind === 'jump'))
  .chain(desc =>
    fc
      .record({ dst: register, src: register, imm: imm32 })
      .map(({ dst, src, imm }) =>
        insn(desc.id, { dst, ...(bound(desc, 'src') && { src }), ...(bound(desc, 'imm') && { imm }) }),
      ),
  );

const pointerAccess = (wide: boolean): fc.Arbitrary<Statement> =>
  fc
    .record({
      pointer: register,
      access: access(wide),
      reload: fc.constantFrom(undefined, 'ldxdw' as const, 'load_acquire.dw' as const),
      index: fc.option(register, { nil: undefined }),
      choice: fc.option(jump, { nil: undefined }),
      cast: wide
        ? fc.constantFrom(undefined, 'addr_space_cast.kern' as const, 'addr_space_cast.user' as const)
        : fc.constant(undefined),
      shift: fc.oneof(fc.constant(0), fc.integer({ min: -400, max: 400 })),
    })
    // The pointer's register is not the data's, nor the index's; cmpxchg has its data in r0, too.
    .filter(
      ({ pointer, access: i, index, choice }) =>
        pointer !== 0 &&
        pointer !== i.dst &&
        pointer !== i.src &&
        pointer !== index &&
        pointer !== choice?.dst &&
        pointer !== choice?.src,
    )
    .map(fields => ({ kind: 'pointer', ...fields }));

const single = (wide: boolean): fc.Arbitrary<Statement> =>
  fc
    .oneof(
      { weight: 5, arbitrary: arithmetic(wide) },
      { weight: 3, arbitrary: access(wide) },
      { weight: 1, arbitrary: constant },
    )
    .map(i => ({ kind: 'insn', insn: i }));

const call: fc.Arbitrary<Statement> = fc.record({
  kind: fc.constant('call' as const),
  callee: fc.integer({ min: 0, max: CALLEES - 1 }),
  args: fc.array(register, { minLength: 5, maxLength: 5 }),
  own: fc.boolean(),
});

/** A callee's statements; the first calls the second now and then. */
const calleeBody = (wide: boolean, callee: number): fc.Arbitrary<Statement[]> =>
  fc.array(
    callee === 0
      ? fc.oneof(
          { weight: 8, arbitrary: single(wide) },
          { weight: 1, arbitrary: call.map(statement => ({ ...statement, callee: 1 })) },
        )
      : single(wide),
    { maxLength: 8 },
  );

const helper = (wide: boolean): fc.Arbitrary<Statement> =>
  fc.record({
    kind: fc.constant('helper' as const),
    call: wide
      ? fc.constantFrom('call.helper' as const, 'callx' as const, 'callx.imm' as const)
      : fc.constant('call.helper' as const),
    register: fc.integer({ min: 1, max: DATA - 1 }),
  });

/** Mostly inside: outside, the program is over. */
const packet: fc.Arbitrary<Statement> = fc
  .record({
    desc: fc.constantFrom(...INSNS.filter(({ sem }) => sem.kind === 'packet')),
    src: fc.integer({ min: 1, max: DATA - 1 }),
    imm: fc.integer({ min: 0, max: MEMORY_SIZE / 2 }),
    beyond: fc.constantFrom(...new Array<number>(15).fill(0), -MEMORY_SIZE, MEMORY_SIZE / 2),
  })
  .map(({ desc, src, imm, beyond }) => ({
    kind: 'packet',
    insn: insn(desc.id, { ...(bound(desc, 'src') && { src }), imm: BigInt(imm + beyond) }),
  }));

function statements(depth: number, inLoop: boolean, wide: boolean): fc.Arbitrary<readonly Statement[]> {
  const choices: fc.WeightedArbitrary<Statement>[] = [
    { weight: 16, arbitrary: single(wide) },
    { weight: 4, arbitrary: pointerAccess(wide) },
    { weight: 2, arbitrary: call },
    { weight: 1, arbitrary: helper(wide) },
    { weight: wide ? 1 : 0, arbitrary: packet },
  ];
  if (depth > 0) {
    const nested = statements(depth - 1, inLoop, wide);
    choices.push(
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('if' as const),
          jump,
          yes: nested,
          no: nested,
          far: fc.boolean(),
        }),
      },
      { weight: 1, arbitrary: nested.map(body => ({ kind: 'may_goto', body })) },
    );
    if (!inLoop) {
      choices.push({
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('loop' as const),
          turns: fc.integer({ min: 1, max: 5 }),
          body: statements(depth - 1, true, wide),
        }),
      });
    }
  }
  return fc.array(fc.oneof(...choices), { maxLength: 8 });
}

/** What is in r1 and r2 on entry is an address and a length: no data. */
const seed = (wide: boolean) => (_: unknown, register: number) =>
  wide && register !== 1 && register !== 2 ? fc.option(word64, { nil: undefined }) : word64;

const programs = (wide: boolean): fc.Arbitrary<Program> =>
  fc.record({
    body: statements(3, false, wide),
    callees: fc.tuple(calleeBody(wide, 0), calleeBody(wide, 1), calleeBody(wide, 2)),
    wide: fc.constant(wide),
    seeds: fc.tuple(...Array.from({ length: DATA }, seed(wide))),
    memory: fc.uint8Array({ minLength: MEMORY_SIZE, maxLength: MEMORY_SIZE }),
  });

export const arbitraryProgram: fc.Arbitrary<Program> = fc.oneof(
  { weight: 4, arbitrary: programs(false) },
  { weight: 1, arbitrary: programs(true) },
);

/** A program as a test of the conformance runner's kind. */
export function testOf(program: Program, name: string, options: EmitOptions = {}): ConformanceTest {
  const insns = emitProgram(program, options);
  const bytes = encodeCode(insns);
  return {
    name,
    code: decodeCode(bytes, new DiagnosticSink())!,
    program: bytes,
    memory: Uint8Array.from(program.memory),
    requirements: requirementsOf(insns),
  };
}

/** The program's text, for the report of a failure. */
export const textOf = ({ code }: ConformanceTest): string =>
  code.insns.map(i => formatInsn(i, 'c')).join('\n');
