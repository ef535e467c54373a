/**
 * What the lowering says to LLVM beyond what the code must mean. Each can be left out by name, like a pass: the
 * output is then slower, and as correct.
 */
export const LOWERINGS = {
  'alias-scopes': 'accesses say which regions they cannot touch',
} as const satisfies Record<string, string>;

export type Lowering = keyof typeof LOWERINGS;
