/**
 * What user space cannot have: helpers, kernel functions, map types and program types without a meaning outside
 * the kernel are refused before anything else is said of a program, by name and with the reason.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { BAD_RELO } from '../frontend/btf/core-patch.js';
import type { Module } from '../frontend/program.js';
import { helperOf } from '../platform/helpers.js';
import { kfuncOf } from '../platform/kfuncs.js';
import { mapProblem, mapType } from '../platform/maps.js';
import { programType } from '../platform/programs.js';
import type { Func, InstData, IrModule } from './function.js';

/** Reports what the module uses and user space does not have, once a name and function. */
export function checkSupport(ir: IrModule, sink: DiagnosticSink): void {
  checkMaps(ir.source, sink);
  const warned = new Set<number>();
  for (const func of ir.functions) {
    checkProgram(func, sink);
    const seen = new Set<string>();
    for (const block of func.order)
      for (const inst of func.block(block).insts)
        checkCall(ir.source, func, func.inst(inst), seen, warned, sink);
  }
}

const USUAL_ENTRIES = { positive: 1, zero: 0, one: 1, ring: 4096 } as const;

function checkMaps(module: Module, sink: DiagnosticSink): void {
  for (const map of module.maps) {
    const type = mapType(map.type);
    if (type === undefined) sink.report('E0504', { map: map.name, type: map.type });
    else if (typeof type.source === 'object')
      sink.report('E0503', { map: map.name, type: type.name, reason: type.source.refused });
    else {
      // Entries may be set before the map is made, and those of a ring are rounded up.
      const usual = USUAL_ENTRIES[type.entries];
      const maxEntries = type.entries === 'ring' ? usual : map.maxEntries || usual;
      const reason = mapProblem(type, { ...map, maxEntries });
      if (reason) sink.report('E0506', { map: map.name, type: type.name, reason });
    }
  }
}

function checkProgram({ name, programType: type, spec }: Func, sink: DiagnosticSink): void {
  const support = type && programType(type).support;
  if (typeof support !== 'object') return;
  const place = { program: name, section: spec.section };
  sink.report('E0505', { type: type!, reason: support.refused }, place);
}

function checkCall(
  module: Module,
  func: Func,
  { op, ref, insn }: InstData,
  seen: Set<string>,
  warned: Set<number>,
  sink: DiagnosticSink,
): void {
  const place = () => ({ ...func.spec.code.placeOf(insn), program: func.name });
  const first = (name: string): boolean => !seen.has(name) && seen.add(name) !== undefined;
  if (op === 'helper' && ref === BAD_RELO) {
    // A check for the field would have kept control away, and the passes would have removed this.
    const access = poisonedAccess(module, func, insn);
    if (first(access)) sink.report('E0114', { reason: `${access} is not in the target` }, place());
  } else if (op === 'helper') {
    const helper = helperOf(ref);
    if (helper === undefined || typeof helper.source !== 'object' || !first(helper.name)) return;
    if ('refused' in helper.source) {
      sink.report('E0501', { helper: helper.name, reason: helper.source.refused }, place());
    } else if (!warned.has(ref)) {
      warned.add(ref);
      sink.report('W0501', { helper: helper.name, answer: helper.source.always }, place());
    }
  } else if (op === 'kfunc' || op === 'extern.addr') {
    const extern = module.externs[ref]!;
    const found =
      extern.kind === 'kfunc' && !extern.weak && !extern.prototype ? kfuncOf(extern.name) : undefined;
    if (found && 'refused' in found && first(extern.name))
      sink.report('E0502', { name: extern.name, reason: found.refused }, place());
  }
}

/** What the relocation was about that poisoned an instruction. */
function poisonedAccess(module: Module, { spec }: Func, insn: number): string {
  const { section, pcs } = spec.code;
  const offset = (pcs[insn] ?? 0) * 8;
  // Of a poisoned `lddw` either half may be reached first.
  const found = module.core?.find(
    result =>
      result.section === section &&
      result.target === undefined &&
      (result.offset === offset || result.offset === offset - 8),
  );
  return found?.access ?? 'what it asks for';
}
