/**
 * References into a function. Blocks, values, instructions and stack slots are named by small integers, never by
 * pointer: they index side tables (analyses return arrays), print as in the text form (`b2`, `v3`, `s0`) and
 * cannot be mixed, because each has a type of its own.
 */
export type Block = number & { readonly __brand: 'Block' };
export type Value = number & { readonly __brand: 'Value' };
export type Inst = number & { readonly __brand: 'Inst' };
export type Slot = number & { readonly __brand: 'Slot' };

/** The types of values. A pointer is an `i64`; what it points into is a fact (provenance.ts), not a type. */
export type Type = 'i1' | 'i8' | 'i16' | 'i32' | 'i64';

export const TYPE_BITS: Readonly<Record<Type, number>> = { i1: 1, i8: 8, i16: 16, i32: 32, i64: 64 };

/** The integer type of a size in bytes. */
export function typeOfSize(size: 1 | 2 | 4 | 8): Type {
  return size === 1 ? 'i8' : size === 2 ? 'i16' : size === 4 ? 'i32' : 'i64';
}

/** The size in bytes of a type as it lies in memory. */
export const sizeOfType = (type: Type): number => (type === 'i1' ? 1 : TYPE_BITS[type] / 8);
