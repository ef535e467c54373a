/** Writing a relocated value into the bytes of an instruction (bpf_core_patch_insn of libbpf). */
import type { Relocated } from './core.js';

/** The helper number of the call that stands for an instruction the target cannot have: "bad relo". */
export const BAD_RELO = 0xbad2310;

const CLASS = { LD: 0, LDX: 1, ST: 2, STX: 3, ALU: 4, ALU64: 7 } as const;
const LDDW = 0x18;
/** `BPF_W BPF_H BPF_B BPF_DW`, in bytes. */
const BYTES_OF_SIZE: readonly number[] = [4, 2, 1, 8];

/** Patches the instruction at a byte offset. True when it had to be poisoned; a text when it does not fit. */
export function patchInsn(code: Uint8Array, offset: number, value: Relocated): boolean | string {
  if (offset % 8 !== 0 || offset + 8 > code.length) return `there is no instruction at byte ${offset}`;
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const opcode = view.getUint8(offset);
  const isWide = opcode === LDDW && offset + 16 <= code.length;
  if (value.poison) return poison(view, offset, isWide);
  const { local, target, validate } = value;
  const unexpected = (got: bigint | number): string => `the instruction holds ${got}, not ${local}`;

  switch (opcode & 7) {
    case CLASS.ALU:
    case CLASS.ALU64: {
      if (opcode & 8) return 'the instruction has no immediate';
      const imm = view.getInt32(offset + 4, true);
      if (validate && BigInt.asUintN(32, local) !== BigInt(imm >>> 0)) return unexpected(imm);
      view.setInt32(offset + 4, Number(BigInt.asIntN(32, target)), true);
      return false;
    }
    case CLASS.LDX:
    case CLASS.ST:
    case CLASS.STX: {
      const displacement = view.getInt16(offset + 2, true);
      if (validate && local !== BigInt(displacement)) return unexpected(displacement);
      if (target > 0x7fffn) return `offset ${target} does not fit the instruction`;
      if (value.sizeMismatch) return poison(view, offset, false);
      if (value.targetSize !== value.localSize) {
        const bytes = BYTES_OF_SIZE[(opcode >> 3) & 3]!;
        if (bytes !== value.localSize)
          return `the instruction accesses ${bytes} bytes, not ${value.localSize}`;
        const size = BYTES_OF_SIZE.indexOf(value.targetSize);
        if (size < 0) return `no instruction accesses ${value.targetSize} bytes`;
        view.setUint8(offset, (opcode & ~0x18) | (size << 3));
      }
      view.setInt16(offset + 2, Number(target), true);
      return false;
    }
    case CLASS.LD: {
      if (!isWide || view.getUint8(offset + 1) >> 4 !== 0) return 'the instruction has no immediate';
      const imm =
        BigInt(view.getUint32(offset + 4, true)) | (BigInt(view.getUint32(offset + 12, true)) << 32n);
      if (validate && imm !== BigInt.asUintN(64, local)) return unexpected(imm);
      view.setUint32(offset + 4, Number(BigInt.asUintN(32, target)), true);
      view.setUint32(offset + 12, Number(BigInt.asUintN(32, target >> 32n)), true);
      return false;
    }
    default:
      return 'the instruction has nothing to relocate';
  }
}

/** A call of a helper that nobody has: harmless where a check for the field keeps control away from it. */
function poison(view: DataView, offset: number, isWide: boolean): true {
  for (const at of isWide ? [offset, offset + 8] : [offset]) {
    view.setUint32(at, 0x85, true);
    view.setInt32(at + 4, BAD_RELO, true);
  }
  return true;
}
