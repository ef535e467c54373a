/**
 * The compiler from bytes to LLVM text, on one screen: every stage in order, nothing of files or processes.
 * `compile.ts` feeds it and hands its text to clang.
 */
import { lowerModule } from '../backends/llvm/module.js';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { type LinkOptions, linkModule } from '../frontend/link.js';
import { readObject } from '../frontend/object.js';
import type { Module } from '../frontend/program.js';
import type { IrModule } from '../ir/function.js';
import { LATE_PASSES, runPasses } from '../ir/passes.js';
import { checkSupport } from '../ir/support.js';
import { KERNEL_STACK_SIZE, translateModule } from '../ir/translate.js';
import { helperOf } from '../platform/helpers.js';
import type { ProgramTypeName } from '../platform/programs.js';

export interface Input {
  /** Base name, for messages and for the output's own name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface PipelineOptions {
  /** LLVM triple. */
  readonly triple: string;
  /** Write debug information. */
  readonly debug: boolean;
  /** CPU features beyond the triple's baseline, comma separated. */
  readonly features: string;
  /** What made the object and with which options; no paths. */
  readonly producer: string;
  readonly command: string;
  /** SHA-256 of the inputs, hexadecimal. */
  readonly inputSha256: string;
  /** The type of programs whose section says nothing. */
  readonly programType?: ProgramTypeName;
  /** Passes not to run, by name. */
  readonly disabledPasses: ReadonlySet<string>;
}

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

/** A linked module to LLVM text; undefined after a report. */
export function lowerToText(
  module: Module,
  entry: 'ctx' | 'raw',
  options: PipelineOptions,
  sink: DiagnosticSink,
): Lowered | undefined {
  const ir = translateModule(
    module,
    { entry, stackSize: KERNEL_STACK_SIZE, ...(options.programType && { programType: options.programType }) },
    sink,
  );
  if (ir === undefined) return undefined;
  const passes = { disabled: options.disabledPasses, sink };
  runPasses(ir, passes);
  checkSupport(ir, sink);
  if (sink.errors > 0) return undefined;
  runPasses(ir, passes, LATE_PASSES);
  const text = lowerModule(ir, {
    ...options,
    zeroStack: true,
    flags: 0,
    target: options.triple,
    helperName: id => helperOf(id)?.name ?? `helper_${id}`,
  });
  return { module, ir, text };
}
