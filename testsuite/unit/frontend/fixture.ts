/** The checked-in objects of testsuite/fixtures, linked. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { type LinkOptions, linkModule } from '../../../src/frontend/link.js';
import { type ObjectSpec, readObject } from '../../../src/frontend/object.js';
import type { Module, Ref } from '../../../src/frontend/program.js';

const FIXTURES = resolve(import.meta.dirname, '../../../../testsuite/fixtures');

export const CPUS = ['v1', 'v2', 'v3', 'v4'] as const;

export const fixtureBytes = (name: string): Uint8Array => readFileSync(resolve(FIXTURES, name));

/** An object that must read; diagnostics are errors of the test. */
export function fixtureObject(name: string): ObjectSpec {
  const sink = new DiagnosticSink();
  const object = readObject(name, fixtureBytes(name), sink);
  if (!object) throw new Error(sink.diagnostics.map(d => d.message).join('\n'));
  return object;
}

/** Fixtures that must link. */
export function fixtureModule(names: readonly string[], options: LinkOptions = {}): Module {
  const sink = new DiagnosticSink();
  const module = linkModule(names.map(fixtureObject), options, sink);
  if (!module) throw new Error(sink.diagnostics.map(d => d.message).join('\n'));
  return module;
}

/** `12 lddw.value map flows`: what the instructions of a function refer to, by name. */
export function refsOf(module: Module, name: string): string[] {
  const fn = module.functions.find(f => f.name === name)!;
  return [...fn.code.refs]
    .filter(([index]) => index >= fn.entry && index < fn.end)
    .sort(([a], [b]) => a - b)
    .map(([index, ref]) => `${fn.code.insns[index]!.desc.id} ${nameOf(module, ref)}`);
}

function nameOf(module: Module, ref: Ref): string {
  switch (ref.kind) {
    case 'map':
    case 'map_value':
      return `${ref.kind} ${module.maps[ref.map]!.name}`;
    case 'global':
      return `global ${module.globals[ref.global]!.name}+${ref.offset}`;
    case 'function':
      return `function ${module.functions[ref.function]!.name}`;
    case 'extern':
      return `extern ${module.externs[ref.extern]!.name}`;
  }
}
