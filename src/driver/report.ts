/** Showing the diagnostics of a run the way its options ask for, and the exit code that follows from them. */
import type { Diagnostic } from '../diag/diagnostic.js';
import { countDiagnostics, renderDiagnostics } from '../diag/render.js';
import { toJsonLine, toSarif } from '../diag/serialize.js';
import { exitCodeOf } from './exit.js';
import type { OptionValues } from './options.js';
import type { Shell } from './shell.js';
import { applyWarningOptions } from './warnings.js';

export type ReportOptions = Pick<
  OptionValues,
  'warning' | 'noWarnings' | 'diagnostics' | 'color' | 'maxErrors'
>;

export const DEFAULT_MAX_ERRORS = 20;

/** Prints the diagnostics to the shell's standard error and returns the exit code. */
export async function reportDiagnostics(
  all: readonly Diagnostic[],
  options: ReportOptions,
  shell: Shell,
): Promise<number> {
  const diagnostics = applyWarningOptions(all, options);
  const shown = limitErrors(diagnostics, options.maxErrors ?? DEFAULT_MAX_ERRORS);
  switch (options.diagnostics ?? 'text') {
    case 'json':
      for (const d of shown) shell.note(toJsonLine(d));
      break;
    case 'sarif': {
      const { version } = await import('./resources.js');
      shell.note(toSarif(shown, version()));
      break;
    }
    default: {
      if (shown.length === 0) break;
      shell.note(renderDiagnostics(shown, { width: shell.width, color: wantsColor(options.color, shell) }));
      const hidden = diagnostics.length - shown.length;
      if (shown.length > 1 || hidden > 0) {
        const more = hidden > 0 ? ` (${hidden} not shown, see --max-errors)` : '';
        shell.note(`${countDiagnostics(diagnostics)}${more}\n`);
      }
    }
  }
  return exitCodeOf(diagnostics);
}

/** The diagnostics up to the `max`th error; all of them when `max` is 0. */
function limitErrors(diagnostics: readonly Diagnostic[], max: number): readonly Diagnostic[] {
  if (max === 0) return diagnostics;
  let errors = 0;
  return diagnostics.filter(d => d.severity !== 'error' || ++errors <= max);
}

/** `--color`, then NO_COLOR and CLICOLOR_FORCE, then whether a terminal that can do it is there to see. */
export function wantsColor(when: string | undefined, { env, isTerminal }: Shell): boolean {
  if (when === 'always' || when === 'never') return when === 'always';
  if (env['NO_COLOR']) return false;
  if (env['CLICOLOR_FORCE'] && env['CLICOLOR_FORCE'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
}
