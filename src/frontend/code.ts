/** The instructions of one section, with what they refer to and where they come from. */
import type { Place } from '../diag/diagnostic.js';
import type { DecodedCode } from '../isa/codec.js';
import { formatInsn } from '../isa/format.js';
import type { InsnIndex } from '../isa/types.js';
import type { LineInfo } from './btf/ext.js';
import type { Code, LineEntry, Ref } from './program.js';

/** Where an instruction is when no line is known: the object's name, section and offset. */
export interface CodeOrigin {
  readonly file: string;
  readonly section: string;
  /** The function an instruction belongs to. */
  functionAt(index: InsnIndex): { readonly name: string; readonly entry: InsnIndex } | undefined;
}

export function makeCode(
  decoded: DecodedCode,
  refs: ReadonlyMap<InsnIndex, Ref>,
  lines: readonly LineEntry[],
  origin: CodeOrigin,
): Code {
  return {
    section: origin.section,
    insns: decoded.insns,
    pcs: decoded.pcs,
    indexAt: decoded.indexAt,
    refs,
    lines,
    placeOf(index: InsnIndex): Place {
      const fn = origin.functionAt(index);
      const entry = lineAt(lines, index);
      const pc = decoded.pcs[index] ?? 0;
      const insn = decoded.insns[index];
      // Counted in slots from the function's start, as llvm-objdump and the kernel's log do.
      const where = {
        section: origin.section,
        offset: pc * 8,
        ...(fn && { program: fn.name }),
        ...(insn && {
          insn: { index: pc - (decoded.pcs[fn?.entry ?? 0] ?? 0), text: formatInsn(insn, 'c') },
        }),
      };
      if (!entry) return { file: origin.file, ...where };
      const { file, line, column, text } = entry;
      return { file, line, ...(column > 0 && { column }), ...(text !== '' && { text }), ...where };
    },
  };
}

/** The last line entry at or before an instruction. */
export function lineAt(lines: readonly LineEntry[], index: InsnIndex): LineEntry | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lines[middle]!.index <= index) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1];
}

/** Line records by byte offset to line entries by instruction; records off the instructions are dropped. */
export function lineEntries(decoded: DecodedCode, infos: readonly LineInfo[]): LineEntry[] {
  return infos.flatMap(({ offset, file, line, column, text }) => {
    const index = decoded.indexAt(offset / 8);
    return index === undefined ? [] : [{ index, file, line, column, text }];
  });
}
