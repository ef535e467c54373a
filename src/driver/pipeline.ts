/**
 * The compiler from bytes to LLVM text, on one screen: every stage in order, nothing of files or processes.
 * `compile.ts` feeds it and hands its text to clang.
 */
import { MODULE_FLAGS } from '../backends/llvm/descriptor.js';
import { lowerModule } from '../backends/llvm/module.js';
import { versionsFor } from '../backends/llvm/versions.js';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type LinkOptions, linkModule } from '../frontend/link.js';
import { readObject } from '../frontend/object.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import { programTypes } from '../ir/contexts.js';
import type { ModuleFacts } from '../ir/facts.js';
import type { IrModule } from '../ir/function.js';
import { LATE_PASSES, type Pass, runPasses } from '../ir/passes.js';
import { checkSupport } from '../ir/support.js';
import { assignContexts, KERNEL_STACK_SIZE, translateModule } from '../ir/translate.js';
import { helperOf } from '../platform/helpers.js';
import type { ProgramTypeName } from '../platform/programs.js';
import type { TargetArch } from '../platform/pt-regs.js';
import { matchSection } from '../platform/sections.js';
import { verifyWithGuards } from '../verifier/guarded.js';
import { type VerifyResult, verifyModule } from '../verifier/verify.js';

export interface Input {
  /** Base name, for messages and for the output's own name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PipelineOptions {
  /** LLVM triple. */
  readonly triple: string;
  /** The contents of `.rodata` may still change until the first run. */
  readonly lateRodata?: boolean;
  /** Prove the programs safe, and compile none that cannot be proven. */
  readonly verify?: boolean;
  /** Whether programs may let others see addresses; they may unless this is false. */
  readonly pointerLeak?: boolean;
  /** What happens where the proof fails: the program is rejected, or a check at run time is put in. */
  readonly onUnproven?: 'reject' | 'check';
  /** Write debug information. */
  readonly debug: boolean;
  /** CPU features beyond the triple's baseline, comma separated. */
  readonly features: string;
  /** Compile functions with loops for newer processors too, and choose when the object is loaded. */
  readonly dispatch?: boolean;
  /** What made the object and with which options; no paths. */
  readonly producer: string;
  readonly command: string;
  /** SHA-256 of the inputs, hexadecimal. */
  readonly inputSha256: string;
  /** Compile map operations and small helpers into the programs (the default). */
  readonly inline?: boolean;
  /** The runtime will be linked in: programs make their own instance when they are called without one. */
  readonly standalone?: boolean;
  /** The type of programs whose section says nothing. */
  readonly programType?: ProgramTypeName;
  /** Passes not to run, by name. */
  readonly disabledPasses: ReadonlySet<string>;
  /** Test what was proved while the program runs, instead of relying on it. */
  readonly assertFacts?: boolean;
  /** Called after each stage and pass: timing and dumps. */
  readonly onStage?: (name: string, ir: IrModule) => void;
}

/** What `runPasses` is to do for the options. */
const passOptions = (
  { disabledPasses, onStage }: Pick<PipelineOptions, 'disabledPasses' | 'onStage'>,
  sink: DiagnosticSink,
) => ({
  disabled: disabledPasses,
  sink,
  ...(onStage && { after: (pass: Pass, ir: IrModule) => onStage(pass.name, ir) }),
});

export interface Lowered {
  readonly module: Module;
  readonly ir: IrModule;
  /** LLVM IR. */
  readonly text: string;
}

/** ELF objects to one linked module; undefined after a report. */
export function readModule(
  inputs: readonly Input[],
  options: LinkOptions,
  sink: DiagnosticSink,
): Module | undefined {
  const objects = inputs.map(input => readObject(input.name, input.bytes, sink));
  const read = objects.filter(object => object !== undefined);
  if (read.length < objects.length) return undefined;
  return linkModule(read, options, sink);
}

/** What there is to compile, and how its programs are entered. */
export interface Source {
  readonly module: Module;
  /** With a context, or with the two registers of a raw program. */
  readonly entry: 'ctx' | 'raw';
  /** The module's IR, where that is what was read. */
  readonly ir?: IrModule;
}

/** A module to IR as it is verified and compiled: translated, with its early passes; undefined after a report. */
export function translateToIr(
  { module, entry, ir: given }: Source,
  options: Pick<PipelineOptions, 'programType' | 'disabledPasses' | 'onStage'>,
  sink: DiagnosticSink,
): IrModule | undefined {
  const { programType } = options;
  const translation = { entry, stackSize: KERNEL_STACK_SIZE, ...(programType && { programType }) };
  const ir = given ?? translateModule(module, translation, sink);
  if (ir === undefined) return undefined;
  if (given) assignContexts(given, programType);
  options.onStage?.('translate', ir);
  runPasses(ir, passOptions(options, sink));
  checkSupport(ir, sink);
  return sink.errors > 0 ? undefined : ir;
}

/** What a verdict depends on, beside the code. */
type VerifyIrOptions = Pick<
  PipelineOptions,
  'triple' | 'programType' | 'assertFacts' | 'lateRodata' | 'onUnproven' | 'pointerLeak'
>;

/** Proves the programs of a module safe, or reports why not. Programs of no known type cannot be judged. */
export function verifyIr(
  ir: IrModule,
  options: VerifyIrOptions,
  sink: DiagnosticSink,
  now?: () => number,
): VerifyResult {
  const { triple, programType } = options;
  const types = programTypes(ir.functions, programType);
  const typeOf = new Map(ir.functions.map((func, i) => [func.spec, types[i]]));
  const userOf = (spec: FunctionSpec) => {
    // The section says more than the type: the way it attaches.
    const type = matchSection(spec.section) ? undefined : typeOf.get(spec);
    return type && { type };
  };
  const arch = triple.split('-')[0] as TargetArch;
  const verify = options.onUnproven === 'check' ? verifyWithGuards : verifyModule;
  const ranges = options.assertFacts === true;
  const { lateRodata = false } = options;
  const hidePointers = options.pointerLeak === false;
  return verify(
    ir,
    { arch, userOf, ranges, lateRodata, hidePointers, confirm: true, ...(now && { now }) },
    sink,
  );
}

/** IR that may be compiled, and whether it was proven safe. */
export interface Judged {
  readonly ir: IrModule;
  readonly verified: boolean;
  readonly facts: ModuleFacts | undefined;
  /** Checks at run time that the proof rests on. */
  readonly checksInserted: number;
}

/** A linked module to IR with its verdict, where one was asked for; undefined after a report. */
export function judgeModule(
  source: Source,
  options: Pick<PipelineOptions, keyof VerifyIrOptions | 'verify' | 'disabledPasses' | 'onStage'>,
  sink: DiagnosticSink,
): Judged | undefined {
  const { module, entry } = source;
  const ir = translateToIr(source, options, sink);
  if (ir === undefined) return undefined;
  // Raw programs have nothing that they could be judged by.
  const result = options.verify && entry === 'ctx' ? verifyIr(ir, options, sink) : undefined;
  if (!options.verify && entry === 'ctx') sink.report('W0001', {}, { file: module.name });
  if (options.verify) options.onStage?.('verify', ir);
  if (sink.errors > 0) return undefined;
  const checksInserted = (result?.programs ?? []).reduce((sum, program) => sum + program.checksInserted, 0);
  return { ir, verified: result?.accepted === true, facts: result?.facts, checksInserted };
}

/** A linked module to LLVM text; undefined after a report. */
export function lowerToText(
  source: Source,
  options: PipelineOptions,
  sink: DiagnosticSink,
): Lowered | undefined {
  const judged = judgeModule(source, options, sink);
  if (judged === undefined) return undefined;
  const { ir, verified, facts, checksInserted } = judged;
  const { verified: proven, checked } = MODULE_FLAGS;
  const asserts = options.assertFacts ? facts : undefined;
  // Late passes may change what nobody looks at, which assertions do.
  if (asserts === undefined) runPasses(ir, { ...passOptions(options, sink), facts }, LATE_PASSES);
  const text = lowerModule(ir, {
    ...options,
    // What was verified reads nothing of the stack that it did not write.
    zeroStack: !verified,
    ...(asserts && { asserts }),
    versions: options.dispatch ? versionsFor(options.triple) : [],
    inline: options.inline ?? true,
    standalone: options.standalone ?? false,
    flags:
      (!verified ? 0 : checksInserted > 0 ? checked : proven) |
      (options.lateRodata ? MODULE_FLAGS.lateRodata : 0),
    target: options.triple,
    helperName: id => helperOf(id)?.name ?? `helper_${id}`,
  });
  options.onStage?.('lower', ir);
  return { module: source.module, ir, text };
}
