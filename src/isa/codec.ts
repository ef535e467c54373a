import type { DiagnosticSink, Place } from '../diag/diagnostic.js';
import { InternalError } from '../diag/internal.js';
import { INSNS } from './table.js';
import type { Insn, InsnDesc, InsnIndex, Pc } from './types.js';

/** Bytes of one instruction slot. */
export const SLOT = 8;
/** Registers are r0 to r10; the encoding has room for five more. */
export const LAST_REGISTER = 10;
/** A program with more broken instructions than this is not eBPF: saying so once more does not help. */
const MAX_REPORTS = 20;

const byOpcode: readonly (readonly InsnDesc[])[] = Array.from({ length: 256 }, (_, opcode) =>
  INSNS.filter(desc => desc.opcode === opcode),
);

/** The fields of one slot as they stand in the encoding. */
interface Slot {
  readonly opcode: number;
  readonly dst: number;
  readonly src: number;
  readonly offset: number;
  readonly imm: number;
}

function readSlot(bytes: DataView, at: number): Slot {
  const registers = bytes.getUint8(at + 1);
  return {
    opcode: bytes.getUint8(at),
    dst: registers & 15,
    src: registers >> 4,
    offset: bytes.getInt16(at + 2, true),
    imm: bytes.getInt32(at + 4, true),
  };
}

type FieldName = 'dst' | 'src' | 'offset' | 'imm';
const FIELD_NAMES: readonly FieldName[] = ['dst', 'src', 'offset', 'imm'];

function fieldMatches(desc: InsnDesc, name: FieldName, slot: Slot): boolean {
  const field = desc.fields[name];
  if (typeof field === 'number') return field === slot[name];
  // A register in the immediate: 0 belongs to the form that has it in the dst field.
  if (name === 'imm' && field === 'dst') return slot.imm > 0 && slot.imm <= LAST_REGISTER;
  return true;
}

function matches(desc: InsnDesc, slot: Slot): boolean {
  return (
    fieldMatches(desc, 'imm', slot) &&
    fieldMatches(desc, 'src', slot) &&
    fieldMatches(desc, 'offset', slot) &&
    fieldMatches(desc, 'dst', slot)
  );
}

const isWide = (desc: InsnDesc): boolean => desc.fields.imm === 'imm64';

/**
 * The instruction at byte `at`, or undefined when no row of the table matches: `decodeCode` says why. The
 * caller sees to it that a slot is there, and two for opcode 0x18.
 */
export function decodeInsn(bytes: DataView, at: number): Insn | undefined {
  const slot = readSlot(bytes, at);
  const desc = byOpcode[slot.opcode]!.find(row => matches(row, slot));
  if (!desc) return undefined;
  const { dst, src, offset } = slot;
  if (
    (desc.fields.dst === 'dst' && dst > LAST_REGISTER) ||
    (desc.fields.src === 'src' && src > LAST_REGISTER)
  ) {
    return undefined;
  }
  if (isWide(desc)) {
    if (at + 2 * SLOT > bytes.byteLength || bytes.getUint32(at + SLOT, true) !== 0) return undefined;
    const low = BigInt(bytes.getUint32(at + 4, true));
    const high = BigInt(bytes.getUint32(at + SLOT + 4, true));
    return { desc, dst, src, offset, imm: (high << 32n) | low };
  }
  if (desc.fields.imm === 'dst') return { desc, dst: slot.imm, src, offset, imm: 0n };
  return { desc, dst, src, offset, imm: BigInt(slot.imm) };
}

export interface DecodedCode {
  readonly insns: readonly Insn[];
  /** Slot of each instruction, and one more entry: the slot past the end. */
  readonly pcs: readonly Pc[];
  /** Instruction at a slot; undefined in the middle of an `lddw` or outside. */
  indexAt(pc: number): InsnIndex | undefined;
}

/**
 * All instructions of a piece of code. Reports E0201 to E0205 at `place`, with the slot that is wrong, and
 * returns undefined when anything was reported. No code at all is decoded as no instructions.
 */
export function decodeCode(
  bytes: Uint8Array,
  sink: DiagnosticSink,
  place: Place = {},
): DecodedCode | undefined {
  if (bytes.length % SLOT !== 0) {
    return sink.report('E0204', { size: bytes.length }, place);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const insns: Insn[] = [];
  const pcs: Pc[] = [];
  let reports = 0;
  let at = 0;
  while (at < bytes.length) {
    const insn = decodeInsn(view, at);
    if (insn) {
      insns.push(insn);
      pcs.push((at / SLOT) as Pc);
      at += isWide(insn.desc) ? 2 * SLOT : SLOT;
      continue;
    }
    explain(view, at, sink, place);
    if (++reports === MAX_REPORTS) break;
    at += view.getUint8(at) === 0x18 ? 2 * SLOT : SLOT;
  }
  if (reports > 0) return undefined;
  pcs.push((at / SLOT) as Pc);
  return { insns, pcs, indexAt: indexBySlot(pcs) };
}

/** From slot to index, for the slots of instructions given in ascending order, the end last. */
export function indexBySlot(pcs: readonly Pc[]): (pc: number) => InsnIndex | undefined {
  const end = pcs[pcs.length - 1] ?? 0;
  const indices = new Int32Array(end).fill(-1);
  for (let index = 0; index < pcs.length - 1; index++) indices[pcs[index]!] = index;
  return pc => {
    const index = indices[pc];
    return index === undefined || index < 0 ? undefined : (index as InsnIndex);
  };
}

/** Reports why nothing decodes at `at`: the nearest row is the one that only a single field keeps from matching. */
function explain(view: DataView, at: number, sink: DiagnosticSink, place: Place): void {
  const slot = readSlot(view, at);
  const here: Place = {
    ...place,
    offset: (place.offset ?? 0) + at,
    insn: { index: at / SLOT, text: hexBytes(view, at) },
  };
  const candidates = byOpcode[slot.opcode]!;
  if (candidates.length === 0) {
    sink.report('E0201', { opcode: hex(slot.opcode) }, here);
    return;
  }
  const match = candidates.find(desc => matches(desc, slot));
  if (!match) {
    // Of the rows that differ least, the first is the plain form of its family.
    const wrong = (desc: InsnDesc): FieldName[] =>
      FIELD_NAMES.filter(name => !fieldMatches(desc, name, slot));
    const nearest = candidates.reduce((best, desc) =>
      wrong(desc).length < wrong(best).length ? desc : best,
    );
    const field = wrong(nearest)[0]!;
    // Several forms differ in this field alone: then it selects the operation, and names none.
    const rivals = candidates.filter(desc => wrong(desc).length === 1 && wrong(desc)[0] === field);
    if (rivals.length > 1) {
      sink.report('E0203', { opcode: hex(slot.opcode), field, value: slot[field] }, here);
    } else {
      sink.report('E0202', { form: nearest.id, field, value: slot[field] }, here);
    }
    return;
  }
  if (isWide(match)) {
    if (at + 2 * SLOT > view.byteLength) {
      sink.report('E0205', { form: match.id }, here);
      return;
    }
    const next = readSlot(view, at + SLOT);
    for (const name of ['opcode', 'dst', 'src', 'offset'] as const) {
      if (next[name] === 0) continue;
      sink.report('E0202', { form: match.id, field: `${name} of the second slot`, value: next[name] }, here);
      return;
    }
  }
  const register = match.fields.dst === 'dst' && slot.dst > LAST_REGISTER ? slot.dst : slot.src;
  sink.report('E0206', { register: `r${register}` }, here);
}

const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

function hexBytes(view: DataView, at: number): string {
  return Array.from({ length: SLOT }, (_, i) =>
    view
      .getUint8(at + i)
      .toString(16)
      .padStart(2, '0'),
  ).join(' ');
}

/** The bytes of an instruction: 8, or 16 for `lddw`. */
export function encodeInsn(insn: Insn): Uint8Array {
  const bytes = new Uint8Array(isWide(insn.desc) ? 2 * SLOT : SLOT);
  writeInsn(new DataView(bytes.buffer), 0, insn);
  return bytes;
}

/** The bytes of a list of instructions, one after the other. */
export function encodeCode(insns: readonly Insn[]): Uint8Array {
  const size = insns.reduce((sum, insn) => sum + (isWide(insn.desc) ? 2 * SLOT : SLOT), 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const insn of insns) at += writeInsn(view, at, insn);
  return bytes;
}

function writeInsn(view: DataView, at: number, insn: Insn): number {
  const { fields, opcode } = insn.desc;
  const dst = fields.dst === 'dst' ? insn.dst : 0;
  const src = fields.src === 'src' ? insn.src : fields.src;
  const offset = typeof fields.offset === 'number' ? fields.offset : insn.offset;
  if (offset < -0x8000 || offset > 0x7fff || dst > 15 || src > 15) {
    throw new InternalError(`${insn.desc.id} with an operand that does not fit its field`);
  }
  view.setUint8(at, opcode);
  view.setUint8(at + 1, dst | (src << 4));
  view.setInt16(at + 2, offset, true);
  if (typeof fields.imm === 'number') view.setInt32(at + 4, fields.imm, true);
  else if (fields.imm === 'dst') view.setInt32(at + 4, insn.dst, true);
  else view.setUint32(at + 4, Number(BigInt.asUintN(32, insn.imm)), true);
  if (fields.imm !== 'imm64') return SLOT;
  view.setUint32(at + SLOT + 4, Number(BigInt.asUintN(32, insn.imm >> 32n)), true);
  return 2 * SLOT;
}
