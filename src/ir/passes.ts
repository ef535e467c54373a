/**
 * The passes between translation and lowering, in order. Each turns a function into one that means the same; the
 * checker runs after each in tests.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { ModuleFacts } from './facts.js';
import type { IrModule } from './function.js';
import { cfgPass } from './passes/cfg.js';
import { contextsPass } from './passes/contexts.js';
import { dcePass } from './passes/dce.js';
import { factsPass } from './passes/facts.js';
import { gvnPass } from './passes/gvn.js';
import { narrowPass } from './passes/narrow.js';
import { simplifyPass } from './passes/simplify.js';
import { splitPass } from './passes/split.js';
import { stackPass } from './passes/stack.js';
import { switchPass } from './passes/switch.js';

export interface PassContext {
  readonly sink: DiagnosticSink;
  /** What was proved of the module, for the passes after verification. */
  readonly facts?: ModuleFacts | undefined;
}

export interface Pass {
  readonly name: string;
  readonly run: (module: IrModule, context: PassContext) => void;
  /** Without it the output is wrong, not only slow. */
  readonly required?: boolean;
}

export const PASSES: readonly Pass[] = [
  simplifyPass,
  // An index that was spilled is one value again, of which a comparison then bounds every use.
  gvnPass,
  splitPass,
  stackPass,
  cfgPass,
  simplifyPass,
  contextsPass,
  gvnPass,
  simplifyPass,
  cfgPass,
  dcePass,
];

/** What comes between verification and lowering: these neither add, move nor repeat an access to memory. */
export const LATE_PASSES: readonly Pass[] = [factsPass, narrowPass, simplifyPass, switchPass, dcePass];

/** Names of the passes that can be left out: the output is then slower, and as correct. */
export const OPTIONAL_PASSES: readonly string[] = [
  ...new Set([...PASSES, ...LATE_PASSES].filter(pass => !pass.required).map(pass => pass.name)),
];

export interface RunPassesOptions extends PassContext {
  readonly disabled: ReadonlySet<string>;
  /** Called after each pass: dumps, timing, the checker. */
  readonly after?: (pass: Pass, module: IrModule) => void;
}

export function runPasses(
  module: IrModule,
  options: RunPassesOptions,
  passes: readonly Pass[] = PASSES,
): void {
  for (const pass of passes) {
    if (options.disabled.has(pass.name) && !pass.required) continue;
    pass.run(module, options);
    options.after?.(pass, module);
  }
}
