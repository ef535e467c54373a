/** Part of a module: some programs, and the functions that they need. */
import type { InsnIndex } from '../isa/types.js';
import type { Code, FunctionSpec, GlobalSpec, Module, Ref } from './program.js';

/**
 * The module with only the programs that `keep` names and what they call or take the address of. Maps, globals and
 * externs stay, so that indices into them do; initialisers that point to a function that is gone are dropped.
 */
export function selectPrograms(module: Module, keep: (program: FunctionSpec) => boolean): Module {
  const kept = reachable(module, keep);
  const index = new Map(kept.map((old, i) => [old, i]));
  const remap = (ref: Ref): Ref | undefined => {
    if (ref.kind !== 'function') return ref;
    const to = index.get(ref.function);
    return to === undefined ? undefined : { kind: 'function', function: to };
  };
  const codes = new Map<Code, Code>();
  const codeOf = (code: Code): Code => {
    let own = codes.get(code);
    if (own === undefined) {
      own = { ...code, refs: remapRefs(code.refs, remap) };
      codes.set(code, own);
    }
    return own;
  };
  return {
    ...module,
    functions: kept.map(old => {
      const spec = module.functions[old]!;
      return { ...spec, code: codeOf(spec.code) };
    }),
    maps: module.maps.map(map => ({
      ...map,
      values: map.values.flatMap(({ index: key, ref }) => {
        const to = remap(ref);
        return to === undefined ? [] : [{ index: key, ref: to }];
      }),
    })),
    globals: module.globals.map(global => ({ ...global, relocs: remapRelocs(global, remap) })),
  };
}

function remapRefs(
  refs: ReadonlyMap<InsnIndex, Ref>,
  remap: (ref: Ref) => Ref | undefined,
): Map<InsnIndex, Ref> {
  const result = new Map<InsnIndex, Ref>();
  for (const [insn, ref] of refs) {
    const to = remap(ref);
    if (to !== undefined) result.set(insn, to);
  }
  return result;
}

const remapRelocs = (
  global: GlobalSpec,
  remap: (ref: Ref) => Ref | undefined,
): { offset: number; ref: Ref }[] =>
  global.relocs.flatMap(({ offset, ref }) => {
    const to = remap(ref);
    return to === undefined ? [] : [{ offset, ref: to }];
  });

/** Indices of the chosen programs and what they reach, ascending. */
function reachable(module: Module, keep: (program: FunctionSpec) => boolean): number[] {
  const seen = new Set<number>();
  const pending = module.functions.flatMap((f, i) => (f.kind === 'program' && keep(f) ? [i] : []));
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const { code, entry, end } = module.functions[at]!;
    for (const [insn, ref] of code.refs) {
      if (insn < entry || insn >= end) continue;
      if (ref.kind === 'function') pending.push(ref.function);
      // A table of functions in data: whoever reads the data may call any of them.
      if (ref.kind === 'global')
        for (const reloc of module.globals[ref.global]!.relocs)
          if (reloc.ref.kind === 'function') pending.push(reloc.ref.function);
    }
  }
  return [...seen].sort((a, b) => a - b);
}
