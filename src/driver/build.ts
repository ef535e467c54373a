/** One build, every stage in order: bytes in, the bytes or text of the kind asked for out. */
import { createHash } from 'node:crypto';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { Module } from '../frontend/program.js';
import type { IrModule } from '../ir/function.js';
import { printModuleText } from '../ir/module-text.js';
import type { Syntax } from '../isa/format.js';
import type { ProgramTypeName } from '../platform/programs.js';
import { choosesCpuLate, compileText, type NativeKind, type NativeOptions } from './compile.js';
import { disassembleModule } from './disassemble.js';
import { cfgText } from './dot.js';
import { type Language, moduleFromInputs, withBytecode } from './input.js';
import type { LinkInputs } from './link-options.js';
import { type Input, judgeModule, type Lowered, lowerToText, type PipelineOptions } from './pipeline.js';
import { version } from './resources.js';
import { linkStandalone } from './standalone.js';
import type { Clang } from './toolchain.js';

/** What a build makes; `--emit` names them. */
export type Kind = 'bpf' | 'cfg' | 'ir' | 'llvm' | 'exe' | NativeKind;

export interface BuildRequest {
  readonly inputs: readonly Input[];
  readonly link: LinkInputs;
  /** What is to be compiled of the linked module; undefined after a report. All of it when left out. */
  readonly select?: (module: Module) => Module | undefined;
  /** Undefined: look at the bytes. */
  readonly language: Language | undefined;
  readonly kind: Kind;
  /** Stop at the verdict: the result is then empty text. */
  readonly checkOnly?: boolean;
  /** How programs are entered; by default, as their language has it. */
  readonly entry?: 'raw';
  /** For `bpf`. */
  readonly syntax: Syntax;
  /** Prove the programs safe, and compile none that cannot be proven. */
  readonly verify: boolean;
  /** The contents of `.rodata` may still change until the first run. */
  readonly lateRodata?: boolean;
  /** Whether programs may let others see addresses (the default). */
  readonly pointerLeak?: boolean;
  /** What happens where the proof fails; by default, the program is rejected. */
  readonly onUnproven?: 'reject' | 'check';
  /** Link the runtime in. */
  readonly standalone?: boolean;
  /** Compile map operations and small helpers into the programs (the default). */
  readonly inline?: boolean;
  /** Write debug information. */
  readonly debug: boolean;
  /** The type of programs whose section does not tell it. */
  readonly programType?: ProgramTypeName;
  /** Needed for native kinds. */
  readonly clang: Clang | undefined;
  readonly native: NativeOptions;
  /** CPU features beyond the target's baseline, comma separated. */
  readonly features?: string;
  /** Compile functions with loops for newer processors too, where the options leave the processor open (the default). */
  readonly dispatch?: boolean;
  /** Passes not to run, by name. */
  readonly disabledPasses: ReadonlySet<string>;
  /** Test what was proved while the program runs, instead of relying on it. */
  readonly assertFacts?: boolean;
  /** Called after each stage and pass, with what it made of the code if that is IR. */
  readonly onStage?: (name: string, ir?: IrModule) => void;
  /** Called with what the stages before clang made. */
  readonly onLowered?: (lowered: Lowered) => Promise<void>;
}

export const isNative = (kind: Kind): kind is NativeKind | 'exe' =>
  kind !== 'bpf' && kind !== 'cfg' && kind !== 'ir' && kind !== 'llvm';

/** Undefined after a report. */
export async function build(
  request: BuildRequest,
  sink: DiagnosticSink,
): Promise<string | Uint8Array | undefined> {
  const { kind, inputs, clang, native } = request;
  const read = moduleFromInputs(inputs, request.language, request.link.options, sink);
  request.onStage?.('read');
  const module = read && request.select ? request.select(read.module) : read?.module;
  if (!read || !module) return undefined;
  if (read.ir && module !== read.module) return sink.report('E0815', { option: '--prog', language: 'IR' });
  if (kind === 'bpf' || kind === 'cfg') {
    if (!withBytecode(read, `--emit=${kind}`, sink)) return undefined;
    return kind === 'bpf' ? disassembleModule(module, request.syntax) : cfgText(module, request.syntax, sink);
  }
  if (!module.functions.some(f => f.kind === 'program')) return sink.report('E0809', { file: module.name });
  // Not before: reading may have found that it needs the types of the kernel.
  const pipeline = pipelineOptions(request);
  const source = { ...read, module, entry: request.entry ?? read.entry };
  if (request.checkOnly) return judgeModule(source, pipeline, sink) && '';
  const lowered = lowerToText(source, pipeline, sink);
  if (!lowered) return undefined;
  await request.onLowered?.(lowered);
  if (kind === 'ir') return printModuleText(lowered.ir);
  if (!isNative(kind)) return lowered.text;
  if (kind === 'exe' || (request.standalone && (kind === 'so' || kind === 'obj'))) {
    const object = await compileText(clang!, lowered.text, 'obj', native, sink);
    const linked = object && (await linkStandalone(clang!, object, kind, native, sink));
    request.onStage?.('clang');
    return linked;
  }
  const made = await compileText(clang!, lowered.text, kind, native, sink);
  request.onStage?.('clang');
  return made;
}

function pipelineOptions({
  inputs,
  clang,
  native,
  link,
  debug,
  verify,
  lateRodata = false,
  onUnproven,
  pointerLeak = true,
  programType,
  entry,
  inline = true,
  standalone = false,
  kind,
  features,
  dispatch,
  disabledPasses,
  assertFacts,
  onStage,
}: BuildRequest): PipelineOptions {
  const hash = createHash('sha256');
  for (const { bytes } of inputs) hash.update(bytes);
  return {
    triple: native.triple,
    debug,
    verify,
    lateRodata,
    ...(onUnproven && { onUnproven }),
    inline,
    standalone: standalone || kind === 'exe',
    pointerLeak,
    features: features ?? '',
    dispatch: dispatch !== false && choosesCpuLate(native),
    producer: `ebpfc ${version()}${clang ? `, clang ${clang.version}` : ''}`,
    // The options that shape the code, without any path.
    command: [
      `-O${native.optimise}`,
      ...(entry === undefined ? [] : [`--entry=${entry}`]),
      ...(inline ? [] : ['--no-inline']),
      ...(standalone ? ['--standalone'] : []),
      ...[...disabledPasses].map(name => `--disable-pass=${name}`),
      ...(assertFacts ? ['--assert-facts'] : []),
      ...(lateRodata ? ['--late-rodata'] : []),
      ...(pointerLeak ? [] : ['--no-pointer-leak']),
      ...(onUnproven === 'check' ? ['--on-unproven=check'] : []),
      ...(programType === undefined ? [] : [`--program-type=${programType}`]),
      ...native.cpu,
      ...(dispatch === false ? ['--no-cpu-dispatch'] : []),
      ...link.words,
    ].join(' '),
    inputSha256: hash.digest('hex'),
    disabledPasses,
    ...(assertFacts && { assertFacts }),
    ...(onStage && { onStage }),
    ...(programType !== undefined && { programType }),
  };
}
