/** From input files to one module: what language each is in, and the front end for it. */
import { basename } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { assemble } from '../frontend/asm/assemble.js';
import type { LinkOptions } from '../frontend/link.js';
import type { LineEntry, Module } from '../frontend/program.js';
import { moduleFromCode } from '../frontend/raw.js';
import { applySettings } from '../frontend/settings.js';
import { parseModuleText } from '../ir/module-text.js';
import { decodeCode } from '../isa/codec.js';
import type { Insn, InsnIndex } from '../isa/types.js';
import { readInput } from './output.js';
import { type Input, readModule, type Source } from './pipeline.js';

export type Language = 'elf' | 'asm' | 'ir' | 'raw';

export interface ReadModule extends Source {
  readonly language: Language;
}

/** The files named on the command line; undefined when one cannot be read. */
export async function readInputs(
  paths: readonly string[],
  sink: DiagnosticSink,
): Promise<Input[] | undefined> {
  if (paths.length === 0) return sink.report('E0806', { what: 'an input file' });
  const inputs: Input[] = [];
  for (const path of paths) {
    const bytes = await readInput(path, sink);
    if (bytes) inputs.push({ name: path === '-' ? 'stdin' : basename(path), bytes });
  }
  return inputs.length < paths.length ? undefined : inputs;
}

/** What the bytes look like: ELF has its magic, assembly is text, and all else is instructions. */
export function sniffLanguage(bytes: Uint8Array): Language {
  if (bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46) return 'elf';
  const start = bytes.subarray(0, 4096);
  const isText = start.every(
    byte => (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= 13) || byte >= 0x80,
  );
  // The first word of what `--emit=ir` writes; in assembly it would be a label.
  if (isText && /^(#.*\n|\s)*module "/.test(new TextDecoder().decode(start))) return 'ir';
  // Without a printable byte at its start, an empty or broken file is best explained as what it should have been.
  if (isText && bytes.length > 0) return 'asm';
  return bytes.length > 0 && bytes.length % 8 === 0 ? 'raw' : 'elf';
}

/** The module of what was read if it has instructions; E0815, naming what asked for them, if it has only IR. */
export function withBytecode(read: ReadModule, option: string, sink: DiagnosticSink): Module | undefined {
  return read.ir ? sink.report('E0815', { option, language: LANGUAGES.ir }) : read.module;
}

const LANGUAGES = { asm: 'assembly', ir: 'IR', raw: 'raw instructions' } as const;

/** Reads and links inputs of one language (`-x`, or what the first looks like); undefined after a report. */
export function moduleFromInputs(
  inputs: readonly Input[],
  language: Language | undefined,
  options: LinkOptions,
  sink: DiagnosticSink,
): ReadModule | undefined {
  const first = inputs[0]!;
  const chosen = language ?? sniffLanguage(first.bytes);
  const set = (module: Module | undefined) => module && applySettings(module, options.settings ?? [], sink);
  if (chosen === 'elf') {
    const module = set(readModule(inputs, options, sink));
    return module && { module, entry: 'ctx', language: chosen };
  }
  if (inputs.length > 1) {
    return sink.report('E0807', { language: LANGUAGES[chosen] });
  }
  if (chosen === 'ir') {
    const ir = parseModuleText(new TextDecoder().decode(first.bytes), first.name, sink);
    const entry = ir?.functions.some(func => func.entry === 'raw') ? 'raw' : 'ctx';
    const module = set(ir?.source);
    return ir && module && { module, entry, ir: { ...ir, source: module }, language: chosen };
  }
  const module = set(chosen === 'asm' ? assembleModule(first, sink) : decodeModule(first, sink));
  return module && { module, entry: 'raw', language: chosen };
}

/** The name a program gets that has none of its own: the file's, without its extension. */
const stem = (name: string): string => name.replace(/(?<=.)\.[^.]*$/, '');

function assembleModule({ name, bytes }: Input, sink: DiagnosticSink): Module | undefined {
  const text = new TextDecoder().decode(bytes);
  const code = assemble(text, sink, { file: name });
  if (!code) return undefined;
  const source = text.split('\n');
  const lines = code.lines.map<LineEntry>((line, index) => ({
    index: index as InsnIndex,
    file: name,
    line,
    column: 1,
    text: source[line - 1] ?? '',
  }));
  const labels = new Map<InsnIndex, string>();
  for (const [label, pc] of code.labels) {
    const index = code.indexAt(pc);
    if (index !== undefined && !labels.has(index)) labels.set(index, label);
  }
  return moduleFromCode(stem(name), code.insns, { lines, labels, entry: stem(name) }, sink);
}

function decodeModule({ name, bytes }: Input, sink: DiagnosticSink): Module | undefined {
  const code = decodeCode(bytes, sink, { file: name });
  return code && moduleFromCode(stem(name), code.insns as readonly Insn[], {}, sink);
}
