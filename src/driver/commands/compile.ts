import { basename, dirname, join, resolve } from 'node:path';
import { LOWERINGS } from '../../backends/llvm/lowerings.js';
import { DiagnosticSink } from '../../diag/diagnostic.js';
import type { Module } from '../../frontend/program.js';
import { selectPrograms } from '../../frontend/select.js';
import { printModuleText } from '../../ir/module-text.js';
import { LATE_PASSES, OPTIONAL_PASSES, PASSES } from '../../ir/passes.js';
import type { ProgramTypeName } from '../../platform/programs.js';
import { build, isNative, type Kind } from '../build.js';
import { type Cache, openCache } from '../cache.js';
import { compileText, DEFAULT_TIMEOUT_SECONDS, type NativeOptions, nativeCommand } from '../compile.js';
import { addedFeatures, featureArguments } from '../cpu.js';
import { depfileText } from '../depfile.js';
import { syntaxOf } from '../disassemble.js';
import { type Language, moduleFromInputs, readInputs } from '../input.js';
import { coreText, readLinkOptions } from '../link-options.js';
import type { OptionValues } from '../options.js';
import { writeFileAtomically } from '../output.js';
import type { Input, Lowered } from '../pipeline.js';
import type { Shell } from '../shell.js';
import { stageWatcher } from '../stages.js';
import { BTF_WORDS } from '../system-btf.js';
import { findTarget, type Target } from '../targets.js';
import { type Clang, findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { printList } from './print.js';

const EXTENSIONS: Readonly<Record<Kind, string>> = {
  bpf: '.bpf.s',
  cfg: '.dot',
  ir: '.bir',
  llvm: '.ll',
  'llvm-opt': '.ll',
  asm: '.s',
  obj: '.native.o',
  so: '.so',
  exe: '',
};

/** Stages that hand IR on, beside the passes. */
const STAGES = ['translate', 'verify', 'lower'];

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

  const native = isNative(kind) && !options.printCore && !options.check;
  const needsClang = native || options.dumpHtml !== undefined;
  const clang = needsClang ? await findClang(options.clang, shell.env, sink, job.cache) : undefined;
  if (needsClang && !clang) return undefined;
  if (options.dryRun) {
    if (clang && native)
      shell.note(
        `${shellQuoted(nativeCommand(clang, kind === 'exe' ? 'obj' : kind, job.output, nativeOptions(job)))}\n`,
      );
    await noteTypes(job);
    return undefined;
  }

  const inputs = await readInputs(job.inputs, sink);
  if (!inputs) return undefined;
  const data = await produce(job, inputs, clang);
  if (data === undefined) return undefined;
  if (options.check) return undefined;
  if (job.output === '-') await shell.print(data);
  else if (
    !(await writeFileAtomically(job.output, data, sink, kind === 'so' || kind === 'exe' ? 0o777 : 0o666))
  )
    return undefined;
  if (options.depfile) await writeDepfile(job);
  return undefined;
}

/** For `-###`: which types code would be adapted to, if any; what is wrong with inputs is said when they compile. */
async function noteTypes({ inputs: paths, options, language, target, shell }: Job): Promise<void> {
  const silent = new DiagnosticSink();
  const inputs = await readInputs(paths, silent);
  const link = inputs && (await readLinkOptions(options, { triple: target.triple, byDefault: true }, silent));
  if (link) moduleFromInputs(inputs, language, link.options, silent);
  for (const word of link?.words ?? []) if (word.startsWith('--btf=')) shell.note(`# ${word}\n`);
}

/** The build that a job is, of inputs that were read. */
export async function produce(
  job: Job,
  inputs: readonly Input[],
  clang: Clang | undefined,
): Promise<string | Uint8Array | undefined> {
  const { kind, options, language, sink } = job;
  const link = await readLinkOptions(options, { triple: job.target.triple, byDefault: true }, sink);
  if (!link) return undefined;
  if (options.printCore) {
    const read = moduleFromInputs(inputs, language, link.options, sink);
    const module = read && chosenPrograms(read.module, job);
    return module && coreText(module);
  }
  const native = nativeOptions(job);
  const features = clang ? await addedFeatures(clang, job.target, native.cpu, job.cache, sink) : '';
  if (features === undefined) return undefined;
  const stages = stageWatcher(options, job.shell);
  const request = {
    inputs,
    disabledPasses: new Set(options.disablePass),
    ...(options.assertFacts && { assertFacts: true }),
    onStage: stages.onStage,
    features,
    dispatch: options.cpuDispatch,
    language,
    link,
    select: (module: Module) => chosenPrograms(module, job),
    kind,
    checkOnly: options.check,
    clang,
    native,
    syntax: syntaxOf(options),
    debug: options.debug,
    verify: options.verify,
    lateRodata: options.lateRodata,
    pointerLeak: options.pointerLeak,
    ...(options.onUnproven !== undefined && { onUnproven: options.onUnproven as 'reject' | 'check' }),
    inline: options.inline,
    standalone: options.standalone,
    ...(options.entry === 'raw' && { entry: 'raw' as const }),
    ...(options.programType !== undefined && { programType: options.programType as ProgramTypeName }),
  };
  let llvm = '';
  const onLowered = async ({ ir, text }: Lowered): Promise<void> => {
    llvm = text;
    if (options.saveTemps === undefined) return;
    await saveTemporary(job, '.bir', printModuleText(ir));
    await saveTemporary(job, '.ll', text);
    const assembly = isNative(kind) ? await compileText(clang!, text, 'asm', native, sink) : undefined;
    if (assembly) await saveTemporary(job, '.native.s', assembly);
  };
  const made = await build({ ...request, onLowered }, sink);
  stages.print();
  if (options.dumpHtml !== undefined && stages.recorded) {
    // What was refused has a page too, as far as it came.
    const { htmlPage } = await import('../html.js');
    const compiled = clang && llvm !== '' ? await compileText(clang, llvm, 'asm', native, sink) : undefined;
    const assembly = compiled ? new TextDecoder().decode(compiled) : '';
    const page = htmlPage({ ...stages.recorded, llvm, assembly, triple: job.target.triple });
    await writeFileAtomically(options.dumpHtml, page, sink);
  }
  return made;
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
  const passes = new Set([...PASSES, ...LATE_PASSES].map(pass => pass.name));
  if (!areKnown(options.dumpAfter, [...passes, ...STAGES], '--dump-after', sink)) return undefined;
  const optional = [...OPTIONAL_PASSES, ...Object.keys(LOWERINGS)];
  if (!areKnown(options.disablePass, optional, '--disable-pass', sink)) return undefined;
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

/** Reports E0803 for a name that is not one of those there are. */
function areKnown(
  names: readonly string[],
  known: readonly string[],
  option: string,
  sink: DiagnosticSink,
): boolean {
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined)
    sink.report('E0803', { value: unknown, option }, undefined, { help: `one of: ${known.join(', ')}` });
  return unknown === undefined;
}

function kindOf({ emit, emitLlvm, assembly, object }: OptionValues): Kind {
  if (emit !== undefined) return emit as Kind;
  if (emitLlvm) return 'llvm';
  if (assembly) return 'asm';
  return object ? 'obj' : 'so';
}

/** `dir/prog.bpf.o` becomes `prog.so` in this directory, as with cc; what comes from stdin is `a.so`. Text is printed. */
function defaultOutput(input: string, kind: Kind): string {
  if (kind === 'bpf' || (input === '-' && kind !== 'so' && kind !== 'obj')) return '-';
  return (input === '-' ? 'a' : stemOf(input)) + EXTENSIONS[kind];
}

const stemOf = (path: string): string => basename(path).replace(/(?<=.)(\.bpf)?\.[^.]*$/, '');

function nativeOptions({ target, options, cache, shell }: Job): NativeOptions {
  const cpu: string[] = [];
  if (options.march !== undefined) cpu.push(`-march=${options.march}`);
  if (options.mcpu !== undefined) cpu.push(`-mcpu=${options.mcpu}`);
  cpu.push(...featureArguments(options.features));
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

async function saveTemporary(
  { options, output, inputs, sink }: Job,
  extension: string,
  data: string | Uint8Array,
): Promise<void> {
  const folder = options.saveTemps === 'obj' && output !== '-' ? dirname(output) : '.';
  const stem = inputs[0] === '-' ? 'a' : stemOf(inputs[0]!);
  await writeFileAtomically(join(folder, stem + extension), data, sink);
}

/** What of `--btf` is a file that may change. */
const typeFiles = (names: readonly string[]): string[] =>
  names.filter(name => name !== BTF_WORDS.none && name !== BTF_WORDS.kernel);

async function writeDepfile({ options, output, inputs, sink }: Job): Promise<void> {
  const path =
    options.depfilePath ?? `${output === '-' ? stemOf(inputs[0]!) : output.replace(/\.[^./]*$/, '')}.d`;
  const read = [
    ...inputs,
    ...typeFiles(options.btf),
    ...(options.kconfig === undefined ? [] : [options.kconfig]),
  ];
  const targets = options.depfileTarget.length > 0 ? options.depfileTarget : [output];
  await writeFileAtomically(path, depfileText({ targets, inputs: read, phony: options.depfilePhony }), sink);
}
