import type { Code } from '../diag/codes.js';
import type { Block, Inst } from '../ir/entities.js';
import type { InsnIndex } from '../isa/types.js';
import type { Access } from './checks.js';
import type { Shape } from './shape.js';

/** A check that could not be proved. Rendered by explain.ts. */
export interface Failure {
  readonly code: Code;
  readonly params: Readonly<Record<string, string | number>>;
  /** What the underline says: what was found. */
  readonly label?: string | undefined;
  readonly notes?: readonly string[];
  readonly help?: string | undefined;
  /** Stack bytes that were read and are not initialised: of which function, and where below its frame pointer. */
  readonly unset?: { readonly shape: Shape; readonly at: number; readonly size: number } | undefined;
  /** The access that may be outside. */
  readonly access?: Pick<Access, 'pointer' | 'offset' | 'size'> | undefined;
  /** The block that a loop comes back to. */
  readonly block?: Block | undefined;
  readonly shape: Shape;
  /** Undefined where no instruction runs. */
  readonly inst: Inst | undefined;
  readonly insn: InsnIndex;
}
