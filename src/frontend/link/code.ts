/** Functions and the code they are in: CO-RE applied, decoded, every reference by index. */
import { assert } from '../../diag/internal.js';
import { type DecodedCode, decodeCode } from '../../isa/codec.js';
import type { InsnIndex } from '../../isa/types.js';
import { CoreRelocator } from '../btf/core.js';
import { CORE_KINDS } from '../btf/core-spec.js';
import { type CodeOrigin, lineEntries, makeCode } from '../code.js';
import type { ElfReloc, ElfSection } from '../elf/reader.js';
import type { FunctionSymbol } from '../object.js';
import type { Code, FunctionSpec, Ref } from '../program.js';
import { codeDistance } from '../raw.js';
import { type Draft, isOverridden, type Unit } from './draft.js';
import { refAt, resolveSymbol } from './resolve.js';

/** Gives an object's functions their indices; overridden weak ones are left out. */
export function placeFunctions(draft: Draft, unit: Unit): void {
  for (const symbol of unit.object.functions) {
    if (isOverridden(draft, unit, symbol.name, symbol.bind)) continue;
    const at = unit.functions.get(symbol.section) ?? new Map<number, number>();
    unit.functions.set(symbol.section, at);
    if (!at.has(symbol.offset)) at.set(symbol.offset, draft.functions.length);
    draft.functions.push({ unit, symbol });
  }
}

/** Decodes an object's code sections, after CO-RE has changed their bytes. */
export function decodeSections(draft: Draft, unit: Unit): void {
  const { btf, code, name } = unit.object;
  const { moduleBtf = [], systemBtf } = draft.options;
  const targetBtf = draft.options.targetBtf ?? (needsTarget(unit) ? systemBtf?.() : undefined);
  const relocator =
    btf && targetBtf ? new CoreRelocator(btf, [targetBtf, ...moduleBtf], unit.typeId) : undefined;
  for (const section of code) {
    const bytes = relocator ? relocateTypes(draft, unit, section, relocator) : section.data;
    const decoded = decodeCode(bytes, draft.sink, { file: name, section: section.name });
    if (decoded) unit.code.set(section.index, decoded);
  }
}

/** Whether an object has relocations that the types of a system decide. */
const needsTarget = ({ object }: Unit): boolean =>
  [...(object.ext?.relocs.values() ?? [])].some(relocs =>
    relocs.some(({ kind }) => CORE_KINDS[kind] !== 'type_id_local'),
  );

function relocateTypes(draft: Draft, unit: Unit, section: ElfSection, relocator: CoreRelocator): Uint8Array {
  const relocs = unit.object.ext?.relocs.get(section.name) ?? [];
  if (relocs.length === 0) return section.data;
  const code = section.data.slice();
  for (const reloc of relocs) {
    const result = relocator.apply(code, section.name, reloc);
    if (typeof result !== 'string') draft.core.push(result);
    else {
      const place = { file: unit.object.name, section: section.name, offset: reloc.offset };
      draft.sink.report('E0114', { reason: result }, place);
    }
  }
  return code;
}

/** The code of an object by section, with what its instructions refer to. */
export function makeCodes(draft: Draft, unit: Unit): Map<number, Code> {
  const { object } = unit;
  const codes = new Map<number, Code>();
  for (const section of object.code) {
    const decoded = unit.code.get(section.index);
    assert(decoded, 'code was decoded');
    const refs = new Map<InsnIndex, Ref>();
    for (const [i, reloc] of (object.relocs.get(section.index) ?? []).entries()) {
      const ref = resolveReloc(draft, unit, decoded, reloc);
      if (typeof ref !== 'string') refs.set(decoded.indexAt(reloc.offset / 8)!, ref);
      else {
        const place = { file: object.name, section: section.name, offset: reloc.offset };
        draft.sink.report('E0105', { index: i, section: section.name, reason: ref }, place);
      }
    }
    addLocalCalls(draft, unit, section, decoded, refs);
    const own = object.functions.filter(f => f.section === section.index);
    const functionAt: CodeOrigin['functionAt'] = index => {
      const offset = (decoded.pcs[index] ?? 0) * 8;
      const fn = own.find(f => offset >= f.offset && offset < f.offset + f.size);
      const entry = fn && decoded.indexAt(fn.offset / 8);
      return fn && entry !== undefined ? { name: fn.name, entry } : undefined;
    };
    const lines = lineEntries(decoded, object.ext?.lines.get(section.name) ?? []);
    const origin = { file: object.name, section: section.name, functionAt };
    codes.set(section.index, makeCode(decoded, refs, lines, origin));
  }
  return codes;
}

/** What one relocation of code refers to; a text says why it cannot. */
function resolveReloc(draft: Draft, unit: Unit, decoded: DecodedCode, reloc: ElfReloc): Ref | string {
  const index = reloc.offset % 8 === 0 ? decoded.indexAt(reloc.offset / 8) : undefined;
  if (index === undefined) return `byte ${reloc.offset} is not the start of an instruction`;
  const insn = decoded.insns[index]!;
  const isCall = insn.desc.sem.kind === 'call';
  if (!isCall && insn.desc.sem.kind !== 'imm64') return `${insn.desc.id} cannot refer to a symbol`;
  // A call counts instructions from the one after it, so that -1 stands for the symbol itself.
  const addend = isCall ? (Number(insn.imm) + 1) * 8 : Number(reloc.addend ?? BigInt.asIntN(64, insn.imm));
  return resolveSymbol(draft, unit, reloc.symbol, addend, isCall);
}

/** Calls inside of a section need no relocation: the assembler knew the distance. */
function addLocalCalls(
  draft: Draft,
  unit: Unit,
  section: ElfSection,
  decoded: DecodedCode,
  refs: Map<InsnIndex, Ref>,
): void {
  for (const [i, insn] of decoded.insns.entries()) {
    const index = i as InsnIndex;
    const distance = codeDistance(insn);
    if (distance === undefined || refs.has(index)) continue;
    const pc = decoded.pcs[index] ?? 0;
    const offset = (pc + 1 + distance) * 8;
    const ref = refAt(unit, section.index, offset);
    if (typeof ref !== 'string') refs.set(index, ref);
    else {
      const place = { file: unit.object.name, section: section.name, offset: pc * 8 };
      draft.sink.report('E0113', { offset }, place);
    }
  }
}

/**
 * Functions outside of `.text` are programs, unless they are static and used; those in `.text` are called, unless
 * the module has no other programs: then those that nobody calls are.
 */
export function makeFunctions(
  draft: Draft,
  codes: ReadonlyMap<Unit, ReadonlyMap<number, Code>>,
): FunctionSpec[] {
  const used = new Set<number>();
  for (const sections of codes.values())
    for (const code of sections.values())
      for (const ref of code.refs.values()) if (ref.kind === 'function') used.add(ref.function);
  const isText = ({ unit, symbol }: Draft['functions'][number]): boolean =>
    unit.object.sections[symbol.section]!.name === '.text';
  const onlyText = draft.functions.every(isText);

  return draft.functions.map((fn, i) => {
    const { unit, symbol } = fn;
    const code = codes.get(unit)?.get(symbol.section);
    assert(code, 'a function has code');
    const entry = code.indexAt(symbol.offset / 8);
    const end = endOf(code, symbol);
    if (entry === undefined || end === undefined) {
      draft.sink.report(
        'E0109',
        { function: symbol.name, reason: 'it starts or ends in the middle of an instruction' },
        { file: unit.object.name, section: code.section, offset: symbol.offset },
      );
    }
    const isProgram = isText(fn) ? onlyText && !used.has(i) : symbol.linkage !== 'static' || !used.has(i);
    return {
      name: symbol.name,
      kind: isProgram ? 'program' : 'subprogram',
      linkage: symbol.linkage,
      section: code.section,
      code,
      entry: entry ?? (0 as InsnIndex),
      end: end ?? (0 as InsnIndex),
      btfId: functionBtfId(unit, code.section, symbol),
    };
  });
}

function endOf(code: Code, symbol: FunctionSymbol): InsnIndex | undefined {
  const pc = (symbol.offset + symbol.size) / 8;
  return pc === code.pcs[code.insns.length] ? (code.insns.length as InsnIndex) : code.indexAt(pc);
}

function functionBtfId(unit: Unit, section: string, symbol: FunctionSymbol): number | undefined {
  const info = unit.object.ext?.functions.get(section)?.find(entry => entry.offset === symbol.offset);
  const id =
    info?.type ??
    unit.object.btf?.types.findIndex(type => type.kind === 'func' && type.name === symbol.name) ??
    -1;
  return id > 0 ? unit.typeId(id) : undefined;
}
