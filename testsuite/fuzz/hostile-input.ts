/**
 * Damaged input of every language, by a seed, through the compiler up to LLVM text: it ends soon, it throws nothing,
 * and what gives no text gives an error.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { parseArguments } from '../../src/driver/arguments.js';
import { type Language, moduleFromInputs } from '../../src/driver/input.js';
import { OPTIONS } from '../../src/driver/options.js';
import { lowerToText, translateToIr } from '../../src/driver/pipeline.js';
import { packageRoot } from '../../src/driver/resources.js';
import { readElf } from '../../src/frontend/elf/reader.js';
import { printModuleText } from '../../src/ir/module-text.js';
import { arbitraryProgram, testOf, textOf } from './arbitrary-program.js';
import { EDGES, mutate, Random } from './elf-mutation.js';

/** What is damaged: whole objects, their type information, assembly, the text of the IR, response files. */
export const KINDS = ['elf', 'btf', 'asm', 'ir', 'words'] as const;
export type Kind = (typeof KINDS)[number];

const FIXTURES = join(packageRoot(), 'testsuite/fixtures');

const options = {
  triple: 'x86_64-linux-gnu',
  features: '',
  dispatch: false,
  producer: '',
  command: '',
  inputSha256: '',
  debug: true,
  disabledPasses: new Set<string>(),
};

/** Sound inputs that damage starts from. */
export class Originals {
  readonly objects: readonly Uint8Array[] = readdirSync(FIXTURES)
    .filter(name => name.endsWith('.o'))
    .map(name => new Uint8Array(readFileSync(join(FIXTURES, name))));
  /** Sections of each object that hold types, by index. */
  readonly #types = this.objects.map(bytes => {
    const sections = readElf(bytes, 'sound.o', new DiagnosticSink(), 'any')!.sections;
    return new Set(sections.filter(s => /^(\.rel)?\.BTF/.test(s.name)).map(s => s.index));
  });
  readonly #assembly = readFileSync(join(FIXTURES, 'isa/forms.s'), 'utf8').split('\n');
  readonly #programs = fc
    .sample(arbitraryProgram, { numRuns: 50, seed: 1 })
    .map(program => textOf(testOf(program, 'sound')).split('\n'));
  readonly #ir = this.objects.flatMap(bytes => {
    const sink = new DiagnosticSink();
    const read = moduleFromInputs([{ name: 'sound.o', bytes }], 'elf', { allowUndefined: true }, sink);
    const ir = read && translateToIr(read, options, sink);
    return ir ? [printModuleText(ir).split('\n')] : [];
  });
  readonly #words = Object.entries(OPTIONS).flatMap(([, row]) => row.names.map(name => `${name} x`));

  /** The bytes of a damaged input. */
  damaged(kind: Kind, seed: number): Uint8Array {
    const random = new Random(seed);
    switch (kind) {
      case 'elf':
        return mutate(random.pick(this.objects), random);
      case 'btf': {
        const at = random.below(this.objects.length);
        return mutate(this.objects[at]!, random, this.#types[at]);
      }
      case 'asm': {
        if (random.below(2)) return damageText(random.pick(this.#programs), random);
        const start = random.below(this.#assembly.length);
        return damageText(this.#assembly.slice(start, start + 1 + random.below(20)), random);
      }
      case 'ir':
        return damageText(random.pick(this.#ir), random);
      case 'words':
        return damageText(
          Array.from({ length: 1 + random.below(6) }, () => random.pick(this.#words)),
          random,
        );
    }
  }
}

const SIGNS = [
  '"',
  '(',
  ')',
  '{',
  '}',
  '@',
  '%',
  '-',
  '+',
  '0x',
  ':',
  ',',
  '=',
  '\0',
  '\u00e9',
  'r10',
  'r11',
  'll',
];

/** Lines with a few edits: of characters, numbers, words and whole lines. */
function damageText(original: readonly string[], random: Random): Uint8Array {
  const lines = [...original];
  for (let edits = 1 + random.below(5); edits > 0 && lines.length > 0; edits--) {
    const at = random.below(lines.length);
    const line = lines[at]!;
    const cut = random.below(line.length + 1);
    switch (random.below(8)) {
      case 0:
        lines[at] = line.slice(0, cut) + random.pick(SIGNS) + line.slice(cut);
        break;
      case 1:
        lines[at] = line.slice(0, cut) + line.slice(cut + 1 + random.below(4));
        break;
      case 2:
      case 3: {
        const numbers = [...line.matchAll(/-?(0x)?[0-9]+/g)];
        const found = numbers[random.below(numbers.length || 1)];
        if (!found) break;
        const number = random.below(2) ? random.pick(EDGES) : BigInt(random.below(20)) - 4n;
        lines[at] = line.slice(0, found.index) + number + line.slice(found.index + found[0].length);
        break;
      }
      case 4: {
        // A word from elsewhere.
        const words = line.split(/(\s+)/);
        const other = random.pick(lines).split(/\s+/);
        words[random.below(words.length)] = random.pick(other);
        lines[at] = words.join('');
        break;
      }
      case 5:
        lines.splice(at, 1);
        break;
      case 6:
        lines.splice(at, 0, random.pick(lines));
        break;
      default:
        lines[at] = random.pick(lines);
    }
  }
  return new TextEncoder().encode(lines.join('\n'));
}

const LANGUAGES: Readonly<Record<Exclude<Kind, 'words'>, Language>> = {
  elf: 'elf',
  btf: 'elf',
  asm: 'asm',
  ir: 'ir',
};

/** How the compiler took an input. */
export type Outcome =
  | { readonly kind: 'compiled' | 'refused' }
  | { readonly kind: 'fault'; readonly what: string };

const COMPILED: Outcome = { kind: 'compiled' };
const REFUSED: Outcome = { kind: 'refused' };
const fault = (what: string): Outcome => ({ kind: 'fault', what });

export async function compileHostile(kind: Kind, bytes: Uint8Array, seed: number): Promise<Outcome> {
  const sink = new DiagnosticSink();
  try {
    if (kind === 'words') {
      const text = new TextDecoder().decode(bytes);
      const line = await parseArguments(['@file'], async name => (name === 'file' ? text : undefined), sink);
      if (line) return COMPILED;
      return sink.errors > 0 || text.includes('@') ? REFUSED : fault('refused without a word');
    }
    const source = moduleFromInputs(
      [{ name: 'input', bytes }],
      LANGUAGES[kind],
      { allowUndefined: true },
      sink,
    );
    // Every other one is not verified, so that what the verifier refuses is lowered, too.
    const lowered = source && lowerToText(source, { ...options, verify: seed % 2 === 0 }, sink);
    if (lowered) return sink.errors > 0 ? fault('compiled in spite of errors') : COMPILED;
    return sink.errors > 0 ? REFUSED : fault('refused without a word');
  } catch (error) {
    return fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
