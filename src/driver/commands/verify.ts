import { DiagnosticSink } from '../../diag/diagnostic.js';
import type { FunctionSpec } from '../../frontend/program.js';
import { selectPrograms } from '../../frontend/select.js';
import type { ProgramTypeName } from '../../platform/programs.js';
import type { ProgramResult } from '../../verifier/verify.js';
import { type Language, moduleFromInputs, readInputs } from '../input.js';
import { readLinkOptions } from '../link-options.js';
import { type Source, translateToIr, verifyIr } from '../pipeline.js';
import { findTarget } from '../targets.js';
import type { CommandContext } from './command.js';

/** `ebpfc verify FILE…`: a line for each program that is safe, and a diagnostic for each that may not be. */
export async function run({ operands, options, sink, shell }: CommandContext): Promise<undefined> {
  const target = findTarget(options.target);
  if (!target) return sink.report('E0808', { target: options.target ?? process.arch });
  const language = options.language === 'none' ? undefined : (options.language as Language | undefined);
  const type = options.programType as ProgramTypeName | undefined;
  const pipeline = {
    triple: target.triple,
    disabledPasses: new Set<string>(),
    lateRodata: options.lateRodata,
    pointerLeak: options.pointerLeak,
    ...(options.onUnproven !== undefined && { onUnproven: options.onUnproven as 'reject' | 'check' }),
    ...(type && { programType: type }),
  };
  const link = await readLinkOptions(options, { triple: target.triple, byDefault: true }, sink);
  if (!link) return undefined;
  for (const input of (await readInputs(operands, sink)) ?? []) {
    const read = moduleFromInputs([input], language, link.options, sink);
    // What has no section is verified as what it is said to be.
    const source: Source | undefined = read && { ...read, entry: type ? 'ctx' : read.entry };
    for (const result of source ? verifySource(source, pipeline, sink) : [])
      await shell.print(options.json ? toJson(input.name, result) : describe(result));
  }
}

type Pipeline = Parameters<typeof translateToIr>[1] & Parameters<typeof verifyIr>[1];

/** The verdicts on the programs of one input; of each alone, when what one needs cannot be had. */
function verifySource(source: Source, pipeline: Pipeline, sink: DiagnosticSink): readonly ProgramResult[] {
  const now = (): number => performance.now();
  const own = new DiagnosticSink();
  const ir = translateToIr(source, pipeline, own);
  if (ir) {
    for (const diagnostic of own.diagnostics) sink.add(diagnostic);
    return verifyIr(ir, pipeline, sink, now).programs;
  }
  const programs = source.module.functions.filter(({ kind }) => kind === 'program');
  if (source.ir !== undefined || programs.length < 2) {
    for (const diagnostic of own.diagnostics) sink.add(diagnostic);
    return programs.map(spec => unsupported(spec, own));
  }
  return programs.flatMap(spec => {
    const module = selectPrograms(source.module, other => other === spec);
    return verifySource({ ...source, module }, pipeline, sink);
  });
}

/** The verdict on a program that did not come as far as the verifier. */
function unsupported({ name, section }: FunctionSpec, { diagnostics }: DiagnosticSink): ProgramResult {
  const first = diagnostics.find(({ severity }) => severity === 'error');
  return {
    program: name,
    section,
    verdict: 'unsupported',
    ...(first && { code: first.code, reason: first.message }),
    ...{ checks: 0, checksInserted: 0, steps: 0, states: 0, pruned: 0, stackDepth: 0 },
  };
}

/** One object a program; fields that are not known are null. */
function toJson(file: string, result: ProgramResult): string {
  const { code, reason, ms, longest } = result;
  const accepted = result.verdict === 'accepted';
  const row = {
    file,
    program: result.program,
    section: result.section,
    verdict: result.verdict,
    reason: code === undefined ? null : { code, message: reason },
    ms: ms === undefined ? null : Math.round(ms * 1000) / 1000,
    steps: result.steps,
    states: result.states,
    checks_proven: accepted ? result.checks : 0,
    checks_inserted: result.checksInserted,
    stack_depth: result.stackDepth,
    insn_bound: accepted && longest !== undefined && Number.isFinite(longest) ? longest : null,
  };
  return `${JSON.stringify(row)}\n`;
}

function describe(result: ProgramResult): string {
  const { program, verdict, reason, steps, states, stackDepth, checksInserted } = result;
  if (verdict !== 'accepted') return `${program}: ${verdict}${reason === undefined ? '' : `: ${reason}`}\n`;
  const how =
    checksInserted === 0
      ? 'safe'
      : `safe with ${checksInserted} ${checksInserted === 1 ? 'check' : 'checks'} at run time`;
  return `${program}: ${how} (${steps} steps, ${states} states, ${stackDepth} bytes of stack)\n`;
}
