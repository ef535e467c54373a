/**
 * Objects to one module: every symbol resolved, every relocation turned into a reference by index. Follows the
 * rules of libbpf and `bpftool gen object`; the steps are in link/.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assert } from '../diag/internal.js';
import { kfuncPrototype } from './btf/kfunc.js';
import type { Btf } from './btf/types.js';
import { decodeSections, makeCodes, makeFunctions, placeFunctions } from './link/code.js';
import { placeGlobals, relocateData } from './link/data.js';
import { type LinkOptions, makeDraft } from './link/draft.js';
import { placeKconfig } from './link/kconfig.js';
import { fillMapValues, placeMaps } from './link/maps.js';
import type { ObjectSpec } from './object.js';
import type { ExternSpec, Module } from './program.js';

export type { LinkOptions } from './link/draft.js';

/** Links objects; reports and gives undefined when anything cannot be resolved. */
export function linkModule(
  objects: readonly ObjectSpec[],
  options: LinkOptions,
  sink: DiagnosticSink,
): Module | undefined {
  const first = objects[0];
  assert(first, 'nothing to link');
  const errors = sink.errors;
  const draft = makeDraft(objects, options, sink);
  const { units } = draft;
  // First everything gets its index,
  for (const unit of units) placeMaps(draft, unit);
  placeGlobals(draft);
  placeKconfig(draft);
  for (const unit of units) placeFunctions(draft, unit);
  for (const unit of units) decodeSections(draft, unit);
  if (sink.errors > errors) return undefined;
  // then what refers to it can.
  const codes = new Map(units.map(unit => [unit, makeCodes(draft, unit)]));
  for (const unit of units) relocateData(draft, unit);
  for (const unit of units) fillMapValues(draft, unit);
  const functions = makeFunctions(draft, codes);
  if (sink.errors > errors) return undefined;
  const { maps, globals, externs, core, types } = draft;
  if (functions.length === 0 && maps.length === 0 && globals.length === 0)
    return sink.report('E0110', { file: first.name }, { file: first.name });
  const btf = objects.some(object => object.btf) ? types.finish() : undefined;
  const prototyped = withPrototypes(externs, btf, options, sink);
  if (!prototyped) return undefined;
  return {
    name: options.name ?? first.name.replace(/(\.bpf)?\.o$/, ''),
    functions,
    maps,
    globals,
    externs: prototyped,
    license: objects.find(object => object.license !== '')?.license ?? '',
    btf,
    core,
  };
}

/** The prototypes of the host's functions, as their declarations have them; undefined after a report. */
function withPrototypes(
  externs: readonly ExternSpec[],
  btf: Btf | undefined,
  { hostFunctions }: LinkOptions,
  sink: DiagnosticSink,
): readonly ExternSpec[] | undefined {
  let failed = false;
  for (const name of hostFunctions?.keys() ?? []) {
    if (externs.some(extern => extern.name === name && extern.kind === 'kfunc')) continue;
    sink.report('W0502', { name });
  }
  const result = externs.map(extern => {
    const said = hostFunctions?.get(extern.name);
    if (said === undefined || extern.kind !== 'kfunc') return extern;
    const prototype = btf && extern.btfId !== undefined ? kfuncPrototype(btf, extern.btfId, said) : NO_TYPES;
    if (typeof prototype !== 'string') return { ...extern, prototype };
    sink.report('E0519', { name: extern.name }, undefined, { help: prototype });
    failed = true;
    return extern;
  });
  return failed ? undefined : result;
}

const NO_TYPES = 'the object has no types: compile it with -g, and declare the function `__ksym`';
