/**
 * The verifier: proves, before a program is compiled, that no run of it can read or write outside what it may,
 * use what is not initialised, hold on to what it must release, or run for ever.
 */
import type { Code } from '../diag/codes.js';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assert } from '../diag/internal.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import type { IrModule } from '../ir/function.js';
import { type ContextUser, contextOf } from '../platform/contexts.js';
import { programType, returnRange } from '../platform/programs.js';
import type { TargetArch } from '../platform/pt-regs.js';
import { matchSection } from '../platform/sections.js';
import { computeDemand, type Demand } from './demand.js';
import { explain } from './explain.js';
import { type Exploration, Explorer, type Limits } from './explore.js';
import type { Failure } from './failure.js';
import { Cells } from './memory.js';
import { PACKET_WRITERS, type Program } from './program.js';
import { Shape } from './shape.js';
import { Values } from './values.js';

export interface VerifyOptions {
  readonly arch: TargetArch;
  /** Overrides what the section name says of a program; undefined leaves it at that. */
  readonly userOf?: (spec: FunctionSpec) => ContextUser | undefined;
  /** The contents of `.rodata` may still change. */
  readonly lateRodata?: boolean;
  readonly limits?: Partial<Limits>;
}

export interface ProgramResult {
  readonly program: string;
  readonly section: string;
  /** `unsupported`: the program could not be judged, for example because its kind is not known. */
  readonly verdict: 'accepted' | 'rejected' | 'unsupported';
  /** Of the failed check. */
  readonly code?: Code;
  readonly reason?: string;
  /** Instructions of the IR executed abstractly, over all paths and attempts. */
  readonly steps: number;
  readonly states: number;
  readonly pruned: number;
  /** Bytes over all frames. */
  readonly stackDepth: number;
}

export interface VerifyResult {
  readonly programs: readonly ProgramResult[];
  readonly accepted: boolean;
}

export const DEFAULT_LIMITS: Limits = { steps: 2_000_000, frames: 8, stack: 512 };

/**
 * The precision ladder: an attempt that fails is made again with more kept apart. What a rung proves is proved;
 * only the last one's failure counts. `checks` keeps the numbers that checks depend on, `flags` also those that
 * are tested, `all` everything.
 */
const PRECISIONS = ['checks', 'flags', 'all'] as const;
type Precision = (typeof PRECISIONS)[number];

/** Steps of an attempt that is not the last. */
const ATTEMPT = 300_000;

interface Level {
  demand: readonly Demand[] | undefined;
  readonly shapes: (Shape | undefined)[];
}

/** Verifies every program of a module; reports each one that it cannot accept. */
export function verifyModule(ir: IrModule, options: VerifyOptions, sink: DiagnosticSink): VerifyResult {
  const verifier = new Verifier(ir, options);
  const programs = ir.functions.flatMap((func, i) =>
    func.spec.kind === 'program' ? [verifier.verify(i, sink)] : [],
  );
  return { programs, accepted: programs.every(p => p.verdict === 'accepted') };
}

export class Verifier {
  readonly #ir: IrModule;
  readonly #module: Module;
  readonly #options: VerifyOptions;
  readonly #values = new Values();
  readonly #cells = new Cells(this.#values);
  readonly #checksOnly: Level = { demand: undefined, shapes: [] };
  readonly #withFlags: Level = { demand: undefined, shapes: [] };
  readonly #bases: number[] = [];
  readonly #names: number;

  constructor(ir: IrModule, options: VerifyOptions) {
    this.#ir = ir;
    this.#module = ir.source;
    this.#options = options;
    let base = 1;
    for (const func of ir.functions) {
      this.#bases.push(base);
      base += func.values.length;
    }
    this.#names = base;
  }

  /** A function as an attempt sees it; the last attempt forgets nothing, whatever the demand says. */
  #shape(index: number, precision: Precision): Shape {
    const flags = precision !== 'checks';
    const level = flags ? this.#withFlags : this.#checksOnly;
    level.demand ??= computeDemand(this.#ir, i => this.#returnMatters(this.#ir.functions[i]!.spec), flags);
    let shape = level.shapes[index];
    if (shape === undefined) {
      const func = this.#ir.functions[index]!;
      shape = new Shape(func, index, this.#bases[index]!, this.#values, level.demand[index]!);
      level.shapes[index] = shape;
    }
    return shape;
  }

  #returnMatters(spec: FunctionSpec): boolean {
    const user = this.#options.userOf?.(spec) ?? userOfSection(spec.section);
    return (
      spec.kind === 'program' &&
      user !== undefined &&
      returnRange(programType(user.type), user.attachType) !== undefined
    );
  }

  /** Verifies one program, by its index in the module. */
  verify(index: number, sink: DiagnosticSink): ProgramResult {
    const { spec } = this.#ir.functions[index]!;
    const program = this.#program(spec, 'checks');
    const identity = { program: spec.name, section: spec.section };
    if (program === undefined) {
      sink.report('E0522', { section: spec.section }, { program: spec.name, section: spec.section });
      return {
        ...identity,
        verdict: 'unsupported',
        code: 'E0522',
        reason: `unknown section ${spec.section}`,
        steps: 0,
        states: 0,
        pruned: 0,
        stackDepth: 0,
      };
    }
    const limits = { ...DEFAULT_LIMITS, ...this.#options.limits };
    let last: Exploration | undefined;
    let steps = 0;
    for (const precision of PRECISIONS) {
      const budget = precision === 'all' ? limits.steps : Math.min(ATTEMPT, limits.steps);
      const outcome = this.#explore(
        this.#program(spec, precision)!,
        index,
        { ...limits, steps: budget },
        precision,
      );
      steps += outcome.steps;
      // A budget that ran out says less than the check that failed before.
      if (!last || outcome.failure?.code !== 'E0612' || last.failure?.code === 'E0612') last = outcome;
      if (!outcome.failure) break;
    }
    assert(last !== undefined, 'no attempt was made');
    const { failure, states, pruned, stackDepth } = last;
    const figures = { steps, states, pruned, stackDepth };
    if (!failure) return { ...identity, verdict: 'accepted', ...figures };
    explain(failure, last.path, spec.name, sink);
    return {
      ...identity,
      verdict: 'rejected',
      code: failure.code,
      reason: reasonOf(failure, sink),
      ...figures,
    };
  }

  #explore(program: Program, index: number, limits: Limits, precision: Precision): Exploration {
    const explorer = new Explorer(
      program,
      this.#values,
      this.#cells,
      this.#names,
      limits,
      precision !== 'all',
    );
    return explorer.run(program.shapeOf(index));
  }

  #program(spec: FunctionSpec, precision: Precision): Program | undefined {
    const { arch, lateRodata = false } = this.#options;
    const user = this.#options.userOf?.(spec) ?? userOfSection(spec.section);
    if (user === undefined) return undefined;
    const type = programType(user.type);
    return {
      module: this.#module,
      user,
      context: contextOf(type.context, arch),
      returns: returnRange(type, user.attachType),
      legacyPacket: type.legacyPacket === true,
      writesPacket: PACKET_WRITERS.has(user.type),
      lateRodata,
      shapeOf: i => this.#shape(i, precision),
    };
  }
}

/** The program and attach type that a section name stands for. */
export function userOfSection(section: string): ContextUser | undefined {
  const match = matchSection(section);
  return match && { type: match.rule.type, attachType: match.rule.attachType };
}

const reasonOf = (_failure: Failure, sink: DiagnosticSink): string =>
  sink.diagnostics[sink.diagnostics.length - 1]?.message ?? '';
