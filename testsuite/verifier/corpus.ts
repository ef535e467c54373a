/** Programs of the open corpus, one module each, with what the kernel said of them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { linkModule } from '../../src/frontend/link.js';
import { readObject } from '../../src/frontend/object.js';
import type { Module } from '../../src/frontend/program.js';
import { selectPrograms } from '../../src/frontend/select.js';
import { runPasses } from '../../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../../src/ir/translate.js';
import type { AttachTypeName, ProgramTypeName } from '../../src/platform/programs.js';
import { matchSection } from '../../src/platform/sections.js';
import type { Subject } from '../../src/verifier/confirm/shadow.js';
import { type ProgramResult, Verifier } from '../../src/verifier/verify.js';

export const CORPUS = '../shared/corpus';
export const hasCorpus = existsSync(join(CORPUS, 'MANIFEST.json'));

export interface ManifestProgram {
  readonly name: string;
  readonly section: string;
  readonly prog_type: ProgramTypeName;
  readonly verdict: 'accepted' | 'rejected' | 'not_loadable' | 'not_tested';
  readonly reason?: string;
  readonly reject_class?: string;
  readonly total_insns: number;
}

export interface CorpusProgram {
  /** Under `elf/`. */
  readonly file: string;
  readonly expected: ManifestProgram;
}

/** The programs of the manifest, in its order. */
export function corpusPrograms(): CorpusProgram[] {
  const manifest = JSON.parse(readFileSync(join(CORPUS, 'MANIFEST.json'), 'utf8')) as {
    files: { file: string; category: string; programs?: ManifestProgram[] }[];
  };
  return manifest.files.flatMap(({ file, category, programs }) =>
    category === 'elf' ? (programs ?? []).map(expected => ({ file: file.slice(4), expected })) : [],
  );
}

let last: { file: string; module: Module | undefined } | undefined;

/** The module of one program and what it needs; undefined when the object cannot be read. */
export function moduleOf({ file, expected }: CorpusProgram): Module | undefined {
  if (last?.file !== file) {
    const sink = new DiagnosticSink();
    const object = readObject(file, new Uint8Array(readFileSync(join(CORPUS, 'elf', file))), sink);
    last = { file, module: object && linkModule([object], { allowUndefined: true }, sink) };
  }
  const { module } = last;
  return module && selectPrograms(module, spec => spec.name === expected.name);
}

/** Frames of the corpus. */
export const corpusPackets = (): Uint8Array[] =>
  readdirSync(join(CORPUS, 'packets'))
    .filter(name => name.endsWith('.bin'))
    .sort()
    .map(name => new Uint8Array(readFileSync(join(CORPUS, 'packets', name))));

export interface Prepared extends Subject {
  readonly verify: (sink?: DiagnosticSink) => ProgramResult;
}

/** A program as it is compiled, ready to be judged; undefined when it cannot be translated. */
export function prepare(
  module: Module,
  { expected: { name, prog_type: programType } }: CorpusProgram,
  steps = 200_000,
): Prepared | undefined {
  const sink = new DiagnosticSink();
  const ir = translateModule(module, { entry: 'ctx', stackSize: KERNEL_STACK_SIZE, programType }, sink);
  const index = ir?.functions.findIndex(func => func.spec.name === name) ?? -1;
  if (ir === undefined || index < 0) return undefined;
  runPasses(ir, { disabled: new Set(), sink: new DiagnosticSink() });
  const match = matchSection(ir.functions[index]!.spec.section);
  const attachType: AttachTypeName | undefined = match?.rule.attachType;
  const user = { type: programType, attachType };
  const verifier = new Verifier(ir, { arch: 'x86_64', limits: { steps }, userOf: () => user });
  return { ir, index, user, verify: (own = new DiagnosticSink()) => verifier.verify(index, own) };
}
