/**
 * Objects to one module: every symbol resolved, every relocation turned into a reference by index. Follows the
 * rules of libbpf and `bpftool gen object`; the steps are in link/.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assert } from '../diag/internal.js';
import { decodeSections, makeCodes, makeFunctions, placeFunctions } from './link/code.js';
import { placeGlobals, relocateData } from './link/data.js';
import { type LinkOptions, makeDraft } from './link/draft.js';
import { placeKconfig } from './link/kconfig.js';
import { fillMapValues, placeMaps } from './link/maps.js';
import type { ObjectSpec } from './object.js';
import type { Module } from './program.js';

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
  return {
    name: options.name ?? first.name.replace(/(\.bpf)?\.o$/, ''),
    functions,
    maps,
    globals,
    externs,
    license: objects.find(object => object.license !== '')?.license ?? '',
    btf: objects.some(object => object.btf) ? types.finish() : undefined,
    core,
  };
}
