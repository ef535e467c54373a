import type { Diagnostic } from '../diag/diagnostic.js';

/** What the exit codes mean; 128 + n is death by signal n. 69 and 70 are those of sysexits.h. */
export const EXIT = {
  ok: { code: 0, help: 'success' },
  input: { code: 1, help: 'the input has errors' },
  usage: { code: 2, help: 'the command line is wrong' },
  toolchain: { code: 69, help: 'clang is missing, or not of a supported version' },
  internal: { code: 70, help: 'a bug in ebpfc' },
} as const;

const TOOLCHAIN_CODES = new Set(['E0701', 'E0702']);
const USAGE_CODES = new Set(['E0801', 'E0802', 'E0803', 'E0806', 'E0807', 'E0808', 'E0816']);

/** The exit code that diagnostics call for: of several causes, the one that must be dealt with first. */
export function exitCodeOf(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(d => d.severity === 'error');
  if (errors.length === 0) return EXIT.ok.code;
  if (errors.some(d => USAGE_CODES.has(d.code))) return EXIT.usage.code;
  return errors.some(d => TOOLCHAIN_CODES.has(d.code)) ? EXIT.toolchain.code : EXIT.input.code;
}
