import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { assemble } from '../src/frontend/asm/assemble.js';
import { type DecodedCode, decodeCode, encodeCode } from '../src/isa/codec.js';
import type { Cpu, Group } from '../src/isa/types.js';
import { parseDataFile } from './data-file.js';
import { CPUS, GROUPS, type Requirements, requirementsOf } from './requirements.js';

/** Which tests to run; the defaults are those of the public suite's runner, and our own `kernel` group. */
export interface ConformanceOptions {
  /** Tests that need a higher version are skipped. */
  readonly cpu?: Cpu;
  readonly includeGroups?: readonly Group[];
  /** Taken away after the included ones were added. */
  readonly excludeGroups?: readonly Group[];
  /** Searched in the file's name. */
  readonly includeRegex?: RegExp;
  readonly excludeRegex?: RegExp;
}

/** A program to execute: r1 is the address of the memory and r2 its length, or both are 0. */
export interface ConformanceTest {
  readonly name: string;
  readonly code: DecodedCode;
  /** The same as bytes. */
  readonly program: Uint8Array;
  /** The engine may write to it. */
  readonly memory: Uint8Array | undefined;
  readonly requirements: Requirements;
}

export type Execution =
  | { readonly kind: 'result'; readonly r0: bigint }
  | { readonly kind: 'error'; readonly message: string };

/** Runs a program on some engine. It must not throw for what a program does. */
export type Execute = (test: ConformanceTest) => Execution | Promise<Execution>;

export interface TestReport {
  readonly name: string;
  /** `error`: no result to compare; `fail`: another result than the expected one. */
  readonly verdict: 'pass' | 'fail' | 'error' | 'skip';
  /** Why, unless it passed. */
  readonly detail: string;
  readonly requirements: Requirements | undefined;
}

/** Groups that are not run unless they are asked for. */
const OPTIONAL: readonly Group[] = ['callx', 'packet'];
const IMPLIED: Partial<Record<Group, Group>> = {
  atomic64: 'atomic32',
  base64: 'base32',
  divmul64: 'divmul32',
};

/** Runs all `.data` files directly in a directory, in the order of their names. */
export async function runConformance(
  dir: string,
  options: ConformanceOptions,
  execute: Execute,
): Promise<TestReport[]> {
  const names = readdirSync(dir)
    .filter(name => name.endsWith('.data'))
    .sort();
  const reports: TestReport[] = [];
  for (const name of names) {
    if (options.includeRegex && !options.includeRegex.test(name)) continue;
    if (options.excludeRegex?.test(name)) continue;
    reports.push(await runTest(name, readFileSync(join(dir, name), 'utf8'), options, execute));
  }
  return reports;
}

/** Runs one file, given its text. */
export async function runTest(
  name: string,
  text: string,
  options: ConformanceOptions,
  execute: Execute,
): Promise<TestReport> {
  const report = (
    verdict: TestReport['verdict'],
    detail: string,
    requirements?: Requirements,
  ): TestReport => ({
    name,
    verdict,
    detail,
    requirements,
  });
  const data = parseDataFile(text);
  if ('skip' in data) return report('skip', data.skip);
  const sink = new DiagnosticSink();
  const code = data.raw
    ? decodeCode(data.raw, sink, { file: name })
    : assemble(data.asm, sink, { file: name, firstLine: data.asmLine });
  let execution: Execution;
  let requirements: Requirements | undefined;
  if (code) {
    if (code.insns.length === 0) return report('skip', 'Test file has no BPF instructions');
    requirements = requirementsOf(code.insns);
    const missing = missingOf(requirements, options);
    if (missing) return report('skip', missing, requirements);
    const program = encodeCode(code.insns);
    execution = await execute({ name, code, program, memory: data.memory, requirements });
  } else {
    execution = { kind: 'error', message: sink.diagnostics[0]!.message };
  }
  if (execution.kind === 'error') {
    if (data.error === undefined) return report('error', execution.message, requirements);
    return data.error === '' || sameText(execution.message, data.error)
      ? report('pass', '', requirements)
      : report('fail', `"${execution.message}" where "${data.error}" is expected`, requirements);
  }
  if (data.error === '')
    return report('fail', `r0 is ${hex(execution.r0)} where an error is expected`, requirements);
  const expected = data.result ?? 0n;
  if (execution.r0 === expected) return report('pass', '', requirements);
  return report('fail', `r0 is ${hex(execution.r0)} where ${hex(expected)} is expected`, requirements);
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;

/** The suite writes messages with a capital; ours start in lower case. */
const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function missingOf(requirements: Requirements, options: ConformanceOptions): string | undefined {
  const { cpu = 'v3', includeGroups = [], excludeGroups = [] } = options;
  if (CPUS.indexOf(requirements.cpu) > CPUS.indexOf(cpu)) return `needs CPU ${requirements.cpu}`;
  const groups = new Set(GROUPS.filter(group => !OPTIONAL.includes(group)));
  for (const group of withImplied(includeGroups)) groups.add(group);
  for (const group of withImplied(excludeGroups)) groups.delete(group);
  const missing = [...requirements.groups].find(group => !groups.has(group));
  return missing && `needs group ${missing}`;
}

const withImplied = (groups: readonly Group[]): Group[] =>
  groups.flatMap(group => (IMPLIED[group] ? [group, IMPLIED[group]] : [group]));

/** One line for each group: how many tests that need it passed, of those that ran. */
export function formatGroups(reports: readonly TestReport[]): string {
  const lines = GROUPS.map(group => {
    const needing = reports.filter(r => r.verdict !== 'skip' && r.requirements?.groups.has(group));
    const passed = needing.filter(r => r.verdict === 'pass').length;
    return `${group.padEnd(8)} ${String(passed).padStart(4)} of ${needing.length}`;
  });
  const ran = reports.filter(r => r.verdict !== 'skip');
  lines.push(
    `${'all'.padEnd(8)} ${String(ran.filter(r => r.verdict === 'pass').length).padStart(4)} of ${ran.length}`,
  );
  return `${lines.join('\n')}\n`;
}
