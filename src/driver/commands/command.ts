import type { DiagnosticSink } from '../../diag/diagnostic.js';
import type { Command, OptionValues } from '../options.js';
import type { Shell } from '../shell.js';

export interface CommandContext {
  readonly command: Command;
  readonly options: OptionValues;
  readonly operands: readonly string[];
  readonly sink: DiagnosticSink;
  readonly shell: Shell;
}

/**
 * Carries a command out. What is wrong goes to the sink; the result is an exit code when diagnostics alone do not
 * say it (a program that was run and died, a check that failed).
 */
export type CommandRun = (context: CommandContext) => Promise<number | undefined>;
