/** Which warnings are shown, and which count as errors: -W…, -Wno-…, -Werror, -Werror=…, -w. Errors always stand. */
import { CODES, type Code, type CodeRow } from '../diag/codes.js';
import { type Diagnostic, DiagnosticSink } from '../diag/diagnostic.js';
import type { OptionValues } from './options.js';

/** The diagnostics as the options want them, in order; an unknown warning name adds a warning of its own. */
export function applyWarningOptions(
  diagnostics: readonly Diagnostic[],
  options: Pick<OptionValues, 'warning' | 'noWarnings'>,
): Diagnostic[] {
  const names = new Map<string, Code>();
  for (const [code, row] of Object.entries(CODES) as [Code, CodeRow][]) {
    if (row.name !== undefined) names.set(row.name, code);
  }
  const hidden = new Set<string>();
  const promoted = new Set<string>();
  let allErrors = false;
  const own = new DiagnosticSink();
  for (const word of options.warning) {
    if (word === 'error') allErrors = true;
    else if (word === 'no-error') allErrors = false;
    else if (word === 'all' || word === 'extra') continue;
    else {
      const [, prefix = '', name = ''] = /^(no-error=|error=|no-)?(.*)$/.exec(word)!;
      const code = names.get(name);
      if (code === undefined) own.report('W0002', { name });
      else if (prefix === 'error=') {
        promoted.add(code);
        hidden.delete(code);
      } else if (prefix === 'no-error=') promoted.delete(code);
      else if (prefix === 'no-') hidden.add(code);
      else hidden.delete(code);
    }
  }
  const shown: Diagnostic[] = [];
  for (const d of [...own.diagnostics, ...diagnostics]) {
    if (d.severity === 'error') shown.push(d);
    else if (options.noWarnings || hidden.has(d.code)) continue;
    else shown.push(allErrors || promoted.has(d.code) ? { ...d, severity: 'error' } : d);
  }
  return shown;
}
