import { statSync } from 'node:fs';
import { executeOnInterpreter } from '../../../bpf_conformance/interpreter.js';
import { executeOnIr } from '../../../bpf_conformance/ir.js';
import { emulatorOf, executeNatively } from '../../../bpf_conformance/native.js';
import { GROUPS } from '../../../bpf_conformance/requirements.js';
import {
  type ConformanceOptions,
  type ConformanceTest,
  type Execution,
  formatGroups,
  runConformance,
  type TestReport,
} from '../../../bpf_conformance/run.js';
import type { Cpu, Group } from '../../isa/types.js';
import { openCache } from '../cache.js';
import { EXIT } from '../exit.js';
import { findTarget } from '../targets.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';

/** `ebpfc conformance DIR…`: every `.data` file of the folders, on compiled code or on the interpreter. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, options, sink, shell } = context;
  if (operands.length === 0) return sink.report('E0806', { what: 'a folder of .data files' });
  for (const folder of operands) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
      sink.report('E0804', { file: folder, reason: 'not a folder' });
    }
  }
  const selection = selectionOf(context);
  if (!selection || sink.errors > 0) return undefined;
  const reports: TestReport[] = [];
  for (const folder of operands) {
    const executions =
      options.engine === 'interp'
        ? executeOnInterpreter
        : options.engine === 'ir'
          ? (test: ConformanceTest) => executeOnIr(test, true)
          : await compileAll(folder, selection, context);
    if (!executions) return undefined;
    reports.push(...(await runConformance(folder, selection, executions)));
  }
  if (options.json) {
    for (const { name, verdict, detail } of reports) {
      await shell.print(`${JSON.stringify({ name, verdict, detail })}\n`);
    }
    await shell.print(`${JSON.stringify(countsOf(reports))}\n`);
  } else {
    for (const { name, verdict, detail } of reports) {
      if (verdict === 'fail' || verdict === 'error')
        await shell.print(`${verdict.toUpperCase()}: ${name}: ${detail}\n`);
    }
    await shell.print(formatGroups(reports));
  }
  const bad = reports.some(({ verdict }) => verdict === 'fail' || verdict === 'error');
  return bad ? EXIT.input.code : EXIT.ok.code;
}

/** The last line of `--json`. A test that gave no result has failed. */
function countsOf(reports: readonly TestReport[]) {
  const count = (...verdicts: TestReport['verdict'][]): number =>
    reports.filter(report => verdicts.includes(report.verdict)).length;
  return {
    total: reports.length,
    passed: count('pass'),
    failed: count('fail', 'error'),
    skipped: count('skip'),
  };
}

/** Compiles and runs all tests of a folder at once; what it returns looks the results up. */
async function compileAll(
  folder: string,
  selection: ConformanceOptions,
  { options, sink, shell }: CommandContext,
): Promise<((test: ConformanceTest) => Execution) | undefined> {
  const target = findTarget(options.target);
  if (!target) return sink.report('E0808', { target: options.target ?? process.arch });
  const cache = openCache(shell.env, options.cache);
  const clang = await findClang(options.clang, shell.env, sink, cache);
  if (!clang) return undefined;
  const tests: ConformanceTest[] = [];
  await runConformance(folder, selection, test => {
    tests.push(test);
    return { kind: 'error', message: '' };
  });
  const engine = { clang, target, optimise: options.optimise ?? '2', cache, emulator: emulatorOf(target) };
  const results = await executeNatively(tests, engine);
  return test => results.get(test.name) ?? { kind: 'error', message: 'gave no result' };
}

function selectionOf({ options, sink }: CommandContext): ConformanceOptions | undefined {
  const groups = (list: string | undefined): Group[] | undefined => {
    const words = list?.split(',') ?? [];
    const unknown = words.find(word => !GROUPS.includes(word as Group));
    if (unknown === undefined) return words as Group[];
    const help = `one of: ${GROUPS.join(', ')}`;
    return sink.report('E0803', { value: unknown, option: '--include-groups' }, undefined, { help });
  };
  const regex = (source: string | undefined, option: string): RegExp | undefined => {
    try {
      return source === undefined ? undefined : new RegExp(source);
    } catch {
      return sink.report('E0803', { value: source!, option }, undefined, { help: 'a regular expression' });
    }
  };
  // Unlike the public runner, ours leaves out no group of its own accord.
  const includeGroups = groups(options.includeGroups ?? 'callx,packet');
  const excludeGroups = groups(options.excludeGroups);
  const includeRegex = regex(options.includeRegex, '--include-regex');
  const excludeRegex = regex(options.excludeRegex, '--exclude-regex');
  if (!includeGroups || !excludeGroups) return undefined;
  return {
    cpu: (options.cpuVersion as Cpu | undefined) ?? 'v4',
    includeGroups,
    excludeGroups,
    ...(includeRegex && { includeRegex }),
    ...(excludeRegex && { excludeRegex }),
  };
}
