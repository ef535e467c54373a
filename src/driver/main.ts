/** From the words of a command line to an exit code. Heavy parts are loaded only by the commands that need them. */
import { DiagnosticSink } from '../diag/diagnostic.js';
import { type CommandLine, parseArguments } from './arguments.js';
import type { CommandContext, CommandRun } from './commands/command.js';
import type { Command, OptionValues } from './options.js';
import { processShell, type Shell } from './shell.js';

/** The module that carries each command out; it exports `run`. */
const COMMAND_MODULES: Readonly<Record<Command, () => Promise<{ run: CommandRun }>>> = {
  compile: () => import('./commands/compile.js'),
  verify: () => import('./commands/verify.js'),
  disasm: () => import('./commands/disasm.js'),
  run: () => import('./commands/run.js'),
  bench: () => import('./commands/bench.js'),
  inspect: () => import('./commands/inspect.js'),
  start: () => import('./commands/start.js'),
  trace: () => import('./commands/trace.js'),
  attach: () => import('./commands/attach.js'),
  detach: () => import('./commands/detach.js'),
  links: () => import('./commands/links.js'),
  status: () => import('./commands/status.js'),
  map: () => import('./commands/map.js'),
  prog: () => import('./commands/prog.js'),
  session: () => import('./commands/session.js'),
  gen: () => import('./commands/gen.js'),
  runtime: () => import('./commands/runtime.js'),
  conformance: () => import('./commands/conformance.js'),
  explain: () => import('./commands/explain.js'),
  doctor: () => import('./commands/doctor.js'),
};

/** Runs ebpfc on the words after its name and returns the exit code (EXIT in exit.ts). Never throws. */
export async function main(argv: readonly string[], shell: Shell = processShell()): Promise<number> {
  const sink = new DiagnosticSink();
  let options: Partial<OptionValues> = {};
  try {
    const line = await parseArguments(argv, readText(sink), sink);
    if (line) {
      options = line.options;
      const exit = await runCommand({ ...line, sink, shell });
      // A -W of an unknown name is a warning of its own.
      const reports = sink.diagnostics.length > 0 || line.options.warning.length > 0;
      const reported = reports ? await report(sink, options, shell) : 0;
      return exit ?? reported;
    }
    return await report(sink, options, shell);
  } catch (error) {
    if (sink.diagnostics.length > 0) await report(sink, options, shell);
    const { reportInternalError } = await import('./internal-error.js');
    return reportInternalError(error, argv, shell);
  }
}

async function runCommand(context: CommandContext & CommandLine): Promise<number | undefined> {
  const { command, options, operands, shell } = context;
  if (options.help) {
    const { helpText } = await import('./help.js');
    await shell.print(helpText(command, shell.width));
    return 0;
  }
  if (options.version) {
    await shell.print(await versionText(options, shell));
    return 0;
  }
  if (options.explain !== undefined) {
    const { run } = await import('./commands/explain.js');
    return run({ ...context, operands: [options.explain, ...operands] });
  }
  const { run } = await COMMAND_MODULES[command]();
  return run(context);
}

async function versionText({ verbose, clang: named }: OptionValues, shell: Shell): Promise<string> {
  const { version } = await import('./resources.js');
  const line = `ebpfc ${version()}\n`;
  if (!verbose) return line;
  const { findClang } = await import('./toolchain.js');
  const clang = await findClang(named, shell.env, new DiagnosticSink());
  const found = clang ? `clang ${clang.version}, ${clang.command}` : 'clang not found';
  return `${line}${found}\nnode ${process.versions.node}, ${process.platform} ${process.arch}\n`;
}

async function report(sink: DiagnosticSink, options: Partial<OptionValues>, shell: Shell): Promise<number> {
  const { reportDiagnostics } = await import('./report.js');
  return reportDiagnostics(sink.diagnostics, { ...NO_OPTIONS, ...options }, shell);
}

/** How diagnostics are shown when the options could not be read. */
const NO_OPTIONS = {
  warning: [],
  noWarnings: false,
  diagnostics: undefined,
  color: undefined,
  maxErrors: undefined,
};

const readText =
  (sink: DiagnosticSink) =>
  async (path: string): Promise<string | undefined> => {
    const { readInput } = await import('./output.js');
    const bytes = await readInput(path, sink);
    return bytes && new TextDecoder().decode(bytes);
  };
