import type { ProgramTypeName } from '../../platform/programs.js';
import type { ProgramResult } from '../../verifier/verify.js';
import { type Language, moduleFromInputs, readInputs } from '../input.js';
import { readLinkOptions } from '../link-options.js';
import { translateToIr, verifyIr } from '../pipeline.js';
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
    ...(type && { programType: type }),
  };
  const link = await readLinkOptions(options, { triple: target.triple, byDefault: true }, sink);
  if (!link) return undefined;
  for (const input of (await readInputs(operands, sink)) ?? []) {
    const read = moduleFromInputs([input], language, link.options, sink);
    // What has no section is verified as what it is said to be.
    const ir = read && translateToIr({ ...read, entry: type ? 'ctx' : read.entry }, pipeline, sink);
    if (!ir) continue;
    const { programs } = verifyIr(ir, pipeline, sink);
    for (const result of programs)
      await shell.print(options.json ? toJson(input.name, result) : describe(result));
  }
}

const toJson = (file: string, result: ProgramResult): string => `${JSON.stringify({ file, ...result })}\n`;

function describe({ program, verdict, reason, steps, states, stackDepth }: ProgramResult): string {
  if (verdict !== 'accepted') return `${program}: ${verdict}${reason === undefined ? '' : `: ${reason}`}\n`;
  return `${program}: safe (${steps} steps, ${states} states, ${stackDepth} bytes of stack)\n`;
}
