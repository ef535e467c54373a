import { createHash } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import type { DiagnosticSink } from '../../diag/diagnostic.js';
import type { Module } from '../../frontend/program.js';
import { selectPrograms } from '../../frontend/select.js';
import { printModule } from '../../ir/print.js';
import type { ProgramTypeName } from '../../platform/programs.js';
import { type Cache, openCache } from '../cache.js';
import {
  compileText,
  DEFAULT_TIMEOUT_SECONDS,
  type NativeKind,
  type NativeOptions,
  nativeCommand,
} from '../compile.js';
import { depfileText } from '../depfile.js';
import { disassembleModule, syntaxOf } from '../disassemble.js';
import { type Language, moduleFromInputs, readInputs } from '../input.js';
import { coreText, readLinkOptions } from '../link-options.js';
import type { OptionValues } from '../options.js';
import { writeFileAtomically } from '../output.js';
import { type Input, lowerToText, type PipelineOptions } from '../pipeline.js';
import { version } from '../resources.js';
import type { Shell } from '../shell.js';
import { findTarget, type Target } from '../targets.js';
import { type Clang, findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { printList } from './print.js';

type Kind = 'bpf' | 'ir' | 'llvm' | NativeKind;

const EXTENSIONS: Readonly<Record<Kind, string>> = {
  bpf: '.bpf.s',
  ir: '.bir',
  llvm: '.ll',
  'llvm-opt': '.ll',
  asm: '.s',
  obj: '.native.o',
  so: '.so',
};

/** What a run of the compiler was asked to do. */
export interface Job {
  readonly kind: Kind;
  readonly inputs: readonly string[];
  readonly language: Language | undefined;
  /** `-` is the standard output. */
  readonly output: string;
  readonly target: Target;
  readonly options: OptionValues;
  readonly cache: Cache | undefined;
  readonly shell: Shell;
  readonly sink: DiagnosticSink;
}

/** `ebpfc [options] FILE…`: reads, links, translates, lowers, compiles, writes. */
export async function run(context: CommandContext): Promise<number | undefined> {
  if (await printList(context)) return 0;
  const job = planJob(context);
  if (!job) return undefined;
  const { kind, options, sink, shell } = job;

  const native = isNative(kind) && !options.printCore;
  const clang = native ? await findClang(options.clang, shell.env, sink, job.cache) : undefined;
  if (native && !clang) return undefined;
  if (options.dryRun) {
    if (clang && native)
      shell.note(`${shellQuoted(nativeCommand(clang, kind, job.output, nativeOptions(job)))}\n`);
    return undefined;
  }

  const inputs = await readInputs(job.inputs, sink);
  if (!inputs) return undefined;
  const data = await produce(job, inputs, clang);
  if (data === undefined) return undefined;
  if (job.output === '-') await shell.print(data);
  else if (!(await writeFileAtomically(job.output, data, sink, kind === 'so' ? 0o777 : 0o666)))
    return undefined;
  if (options.depfile) await writeDepfile(job);
  return undefined;
}

/** Every stage in order, as far as the kind of output needs. */
export async function produce(
  job: Job,
  inputs: readonly Input[],
  clang: Clang | undefined,
): Promise<string | Uint8Array | undefined> {
  const { kind, options, sink } = job;
  const link = await readLinkOptions(options, sink);
  const read = link && moduleFromInputs(inputs, job.language, link.options, sink);
  const module = read && chosenPrograms(read.module, job);
  if (!module) return undefined;
  if (job.options.printCore) return coreText(module);
  const pipeline = pipelineOptions(job, inputs, clang, link.words);
  if (kind === 'bpf') return disassembleModule(module, syntaxOf(job.options));
  if (!hasPrograms(module, sink)) return undefined;
  const lowered = lowerToText(module, options.entry === 'raw' ? 'raw' : read.entry, pipeline, sink);
  if (!lowered) return undefined;
  if (kind === 'ir') return printModule(lowered.ir);
  await saveTemporaries(job, [
    ['.bir', () => printModule(lowered.ir)],
    ['.ll', () => lowered.text],
  ]);
  if (!isNative(kind)) return lowered.text;
  const native = nativeOptions(job);
  if (options.saveTemps !== undefined) {
    const assembly = await compileText(clang!, lowered.text, 'asm', native, sink);
    if (assembly) await saveTemporaries(job, [['.native.s', () => assembly]]);
  }
  return compileText(clang!, lowered.text, kind, native, sink);
}

/** What `--prog` and `--section` leave of a module; E0811 for a name that it does not have. */
function chosenPrograms(module: Module, { options, sink }: Job): Module | undefined {
  const { select: names, section: sections } = options;
  if (names.length === 0 && sections.length === 0) return module;
  const programs = module.functions.filter(f => f.kind === 'program');
  const unknown = [
    ...names.filter(name => !programs.some(f => f.name === name)),
    ...sections.filter(section => !programs.some(f => f.section === section)),
  ];
  if (unknown.length > 0) {
    return sink.report('E0811', { file: module.name, name: unknown[0]! }, undefined, {
      help: `it has ${programs.map(f => `${f.name} (${f.section})`).join(', ')}`,
    });
  }
  return selectPrograms(module, f => names.includes(f.name) || sections.includes(f.section));
}

/** The job that a command line asks for; undefined after a report. */
export function planJob({ options, operands, sink, shell }: CommandContext): Job | undefined {
  const target = findTarget(options.target);
  if (!target) return sink.report('E0808', { target: options.target ?? process.arch });
  const kind = kindOf(options);
  const output = options.output ?? (options.printCore ? '-' : defaultOutput(operands[0] ?? '', kind));
  if (output !== '-' && operands.some(input => resolve(input) === resolve(output))) {
    return sink.report('E0810', { file: output });
  }
  const language = options.language === 'none' ? undefined : (options.language as Language | undefined);
  // A command that is to be seen must run.
  const cache = openCache(shell.env, options.cache && !options.verbose);
  return { kind, inputs: operands, language, output, target, options, cache, shell, sink };
}

function kindOf({ emit, emitLlvm, assembly, object }: OptionValues): Kind {
  if (emit !== undefined) return emit as Kind;
  if (emitLlvm) return 'llvm';
  if (assembly) return 'asm';
  return object ? 'obj' : 'so';
}

const isNative = (kind: Kind): kind is NativeKind => kind !== 'bpf' && kind !== 'ir' && kind !== 'llvm';

/** `dir/prog.bpf.o` becomes `prog.so` in this directory, as with cc; what comes from stdin is `a.so`. Text is printed. */
function defaultOutput(input: string, kind: Kind): string {
  if (kind === 'bpf' || (input === '-' && kind !== 'so' && kind !== 'obj')) return '-';
  return (input === '-' ? 'a' : stemOf(input)) + EXTENSIONS[kind];
}

const stemOf = (path: string): string => basename(path).replace(/(?<=.)(\.bpf)?\.[^.]*$/, '');

function hasPrograms(module: Module, sink: DiagnosticSink): boolean {
  if (module.functions.some(f => f.kind === 'program')) return true;
  sink.report('E0809', { file: module.name });
  return false;
}

function pipelineOptions(
  { target, options }: Job,
  inputs: readonly Input[],
  clang: Clang | undefined,
  linkWords: readonly string[],
): PipelineOptions {
  const hash = createHash('sha256');
  for (const { bytes } of inputs) hash.update(bytes);
  return {
    triple: target.triple,
    debug: options.debug,
    features: '',
    producer: `ebpfc ${version()}${clang ? `, clang ${clang.version}` : ''}`,
    command: [commandSummary(options), ...linkWords].join(' '),
    inputSha256: hash.digest('hex'),
    disabledPasses: new Set(options.disablePass),
    ...(options.programType !== undefined && { programType: options.programType as ProgramTypeName }),
  };
}

/** The options that shape the code, without any path. */
function commandSummary(options: OptionValues): string {
  const { optimise, march, mcpu, programType, entry, disablePass } = options;
  const words = [`-O${optimise ?? '2'}`];
  if (entry !== undefined) words.push(`--entry=${entry}`);
  words.push(...disablePass.map(name => `--disable-pass=${name}`));
  if (programType !== undefined) words.push(`--program-type=${programType}`);
  if (march !== undefined) words.push(`-march=${march}`);
  if (mcpu !== undefined) words.push(`-mcpu=${mcpu}`);
  return words.join(' ');
}

function nativeOptions({ target, options, cache, shell }: Job): NativeOptions {
  const cpu: string[] = [];
  if (options.march !== undefined) cpu.push(`-march=${options.march}`);
  if (options.mcpu !== undefined) cpu.push(`-mcpu=${options.mcpu}`);
  return {
    triple: target.triple,
    optimise: options.optimise ?? '2',
    cpu,
    clangArgs: [...options.clangArg, ...options.linkerArg.map(arg => `-Wl,${arg}`)],
    // Another machine may share the cache.
    cache: cpu.some(word => word.includes('native')) ? undefined : cache,
    timeoutSeconds: options.timeout ?? DEFAULT_TIMEOUT_SECONDS,
    trace: command => {
      if (options.verbose) shell.note(`${shellQuoted(command)}\n`);
    },
  };
}

/** Each word in double quotes, as clang prints its commands. */
const shellQuoted = (words: readonly string[]): string =>
  words.map(word => `"${word.replace(/[\\"$`]/g, '\\$&')}"`).join(' ');

async function saveTemporaries(
  { options, output, inputs, sink }: Job,
  files: readonly [string, () => string | Uint8Array][],
): Promise<void> {
  if (options.saveTemps === undefined) return;
  const folder = options.saveTemps === 'obj' && output !== '-' ? dirname(output) : '.';
  const stem = inputs[0] === '-' ? 'a' : stemOf(inputs[0]!);
  for (const [extension, text] of files) {
    await writeFileAtomically(join(folder, stem + extension), text(), sink);
  }
}

async function writeDepfile({ options, output, inputs, sink }: Job): Promise<void> {
  const path =
    options.depfilePath ?? `${output === '-' ? stemOf(inputs[0]!) : output.replace(/\.[^./]*$/, '')}.d`;
  const read = [...inputs, ...[options.btf, options.kconfig].filter(file => file !== undefined)];
  const targets = options.depfileTarget.length > 0 ? options.depfileTarget : [output];
  await writeFileAtomically(path, depfileText({ targets, inputs: read, phony: options.depfilePhony }), sink);
}
