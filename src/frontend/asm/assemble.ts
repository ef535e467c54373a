import type { DiagnosticSink, Place } from '../../diag/diagnostic.js';
import { type DecodedCode, indexBySlot, LAST_REGISTER } from '../../isa/codec.js';
import { type Insn, type InsnDesc, type Pc, slotsOf } from '../../isa/types.js';
import { type Bindings, isMnemonic, matchStatement } from './match.js';
import { type Item, numberOf, readItems, type Token, wordOf } from './tokens.js';

export interface AssembleOptions {
  /** Name for diagnostics. */
  readonly file?: string;
  /** Line number of the first line, when the text is part of a file; 1 by default. */
  readonly firstLine?: number;
  /** Numbers of functions that calls may name. */
  readonly helpers?: ReadonlyMap<string, number>;
}

export interface AssembledCode extends DecodedCode {
  /** Slot of each label; the end of the code is a slot, too. */
  readonly labels: ReadonlyMap<string, Pc>;
  /** Source line of each instruction, 1-based. */
  readonly lines: readonly number[];
}

/**
 * Assembles text in the mnemonic syntax of the conformance suite, in clang's syntax, or in both mixed. A label
 * stands before its instruction; without one of that name, `exit` is the first exit instruction. Reports
 * E0210 to E0220 and then returns undefined.
 */
export function assemble(
  text: string,
  sink: DiagnosticSink,
  options: AssembleOptions = {},
): AssembledCode | undefined {
  return new Assembler(text, sink, options).run();
}

/** A jump whose target is a label: its distance is filled in at the end. */
interface Fixup {
  readonly index: number;
  readonly label: Token;
}

class Assembler {
  readonly #text: string;
  readonly #sink: DiagnosticSink;
  readonly #options: AssembleOptions;
  readonly #lineStarts: number[] = [0];
  readonly #insns: Insn[] = [];
  readonly #pcs: Pc[] = [];
  readonly #lines: number[] = [];
  readonly #labels = new Map<string, Pc>();
  /** All of the text: a call may name a label that comes later. */
  readonly #labelNames = new Set<string>();
  readonly #labelItems = new Map<string, { from: number; to: number }>();
  readonly #fixups: Fixup[] = [];

  constructor(text: string, sink: DiagnosticSink, options: AssembleOptions) {
    this.#text = text;
    this.#sink = sink;
    this.#options = options;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  run(): AssembledCode | undefined {
    const before = this.#sink.errors;
    let pc = 0;
    const items = readItems(this.#text);
    /** Lines with text of neither syntax: what is left of their statements says nothing. */
    const broken = new Set<number>();
    for (const item of items) {
      if (item.kind === 'label') this.#labelNames.add(item.name);
      if (item.kind === 'error' && !broken.has(this.#lineAt(item.from))) {
        broken.add(this.#lineAt(item.from));
        this.#error(item);
      }
    }
    for (const item of items) {
      if (item.kind === 'label') this.#label(item, pc as Pc);
      else if (item.kind === 'statement' && !broken.has(this.#lineAt(item.tokens[0]!.from))) {
        const insn = this.#statement(item.tokens);
        if (!insn) continue;
        this.#insns.push(insn);
        this.#pcs.push(pc as Pc);
        this.#lines.push(this.#lineAt(item.tokens[0]!.from) + (this.#options.firstLine ?? 1));
        pc += slotsOf(insn);
      }
    }
    this.#pcs.push(pc as Pc);
    // Targets are only as good as the statements before them.
    if (this.#sink.errors > before) return undefined;
    this.#resolve();
    if (this.#sink.errors > before) return undefined;
    return {
      insns: this.#insns,
      pcs: this.#pcs,
      indexAt: indexBySlot(this.#pcs),
      labels: this.#labels,
      lines: this.#lines,
    };
  }

  #lineAt(at: number): number {
    let low = 0;
    let high = this.#lineStarts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#lineStarts[middle]! <= at) low = middle;
      else high = middle;
    }
    return low;
  }

  #place(from: number, to: number): Place {
    const line = this.#lineAt(from);
    const start = this.#lineStarts[line]!;
    const end = (this.#lineStarts[line + 1] ?? this.#text.length + 1) - 1;
    return {
      ...(this.#options.file !== undefined && { file: this.#options.file }),
      line: line + (this.#options.firstLine ?? 1),
      column: from - start + 1,
      length: Math.max(1, Math.min(to, end) - from),
      text: this.#text.slice(start, end),
    };
  }

  #placeOf(tokens: readonly Token[]): Place {
    return this.#place(tokens[0]!.from, tokens[tokens.length - 1]!.to);
  }

  /** The words as they are written, blanks between them included. */
  #textOf(tokens: readonly Token[]): string {
    return tokens.length === 0 ? '' : this.#text.slice(tokens[0]!.from, tokens[tokens.length - 1]!.to);
  }

  #label(item: Item & { kind: 'label' }, pc: Pc): void {
    const first = this.#labelItems.get(item.name);
    const place = this.#place(item.from, item.to);
    if (first) {
      const labels = [{ place: this.#place(first.from, first.to), text: 'first defined here' }];
      this.#sink.report('E0217', { label: item.name }, place, { labels });
      return;
    }
    this.#labelItems.set(item.name, item);
    this.#labels.set(item.name, pc);
  }

  #error(item: Item & { kind: 'error' }): void {
    // A hole of the grammar's, where something is missing, has no text of its own.
    const to = Math.max(item.to, item.from + 1);
    this.#sink.report(
      'E0220',
      { text: JSON.stringify(this.#text.slice(item.from, to)) },
      this.#place(item.from, to),
    );
  }

  #statement(tokens: readonly Token[]): Insn | undefined {
    const { helpers } = this.#options;
    const match = matchStatement(
      tokens,
      name => !this.#labelNames.has(name) && (helpers?.has(name) ?? false),
    );
    return match.kind === 'match'
      ? this.#build(match.desc, match.bindings)
      : this.#mismatch(tokens, match.at, match.expected);
  }

  #mismatch(tokens: readonly Token[], at: number, expected: ReadonlySet<string>): undefined {
    const first = tokens[0]!;
    const wrong = tokens[at];
    const place = wrong ? this.#placeOf([wrong]) : this.#place(tokens[at - 1]!.to, tokens[at - 1]!.to);
    const mnemonic = first.kind === 'name' && isMnemonic(first.text) && first.text !== 'if';
    if (at === 0 || (first.kind === 'name' && !isMnemonic(first.text))) {
      return this.#sink.report('E0210', { text: this.#textOf(tokens.slice(0, 1)) }, this.#placeOf([first]));
    }
    if (wrong?.kind === 'register' && !/^%?[rw]\d+$/.test(wrong.text)) {
      return this.#sink.report('E0212', { text: wrong.text }, place);
    }
    if (wrong && expected.has('`[`')) {
      return this.#sink.report('E0213', { text: this.#textOf(tokens.slice(at)) }, place);
    }
    const moreOrLess =
      !wrong || wrong.text === ',' || expected.has('the end of the line') || expected.has('`,`');
    if (mnemonic && moreOrLess) {
      const what = first.text === 'lock' ? 'lock' : `mnemonic: ${first.text}`;
      return this.#sink.report('E0211', { what }, wrong ? place : this.#placeOf(tokens));
    }
    const list = [...expected];
    const choice = list.length > 6 ? [...list.slice(0, 6), '…'] : list;
    return this.#sink.report(
      'E0218',
      { found: wrong ? `\`${wrong.text}\`` : 'the end of the line', expected: choice.join(' or ') },
      place,
    );
  }

  #build(desc: InsnDesc, bindings: Bindings): Insn | undefined {
    const { fields } = desc;
    const dst = this.#register(bindings.dst ?? bindings.wdst);
    const src = this.#register(bindings.src ?? bindings.wsrc);
    if (dst === undefined || src === undefined) return undefined;
    let offset: number | undefined = typeof fields.offset === 'number' ? fields.offset : 0;
    let imm: bigint | undefined = typeof fields.imm === 'number' ? BigInt(fields.imm) : 0n;
    if (fields.offset === 'offset') offset = this.#offset(bindings.offset ?? []);
    const value = bindings.imm ?? bindings['+imm'] ?? bindings.helper;
    if (value) imm = this.#immediate(value);
    if (bindings.imm64) imm = this.#immediate64(bindings.imm64);
    const target = bindings.rel ?? bindings.pcrel;
    if (target) {
      if (target.length === 1) this.#fixups.push({ index: this.#insns.length, label: target[0]! });
      else if (fields.offset === 'rel') offset = this.#offset(target.slice(-2));
      else imm = this.#immediate(target.slice(-2));
    }
    if (offset === undefined || imm === undefined) return undefined;
    return { desc, dst, src: typeof fields.src === 'number' ? fields.src : src, offset, imm };
  }

  #register(tokens: readonly Token[] | undefined): number | undefined {
    const token = tokens?.[0];
    if (!token) return 0;
    const register = Number(wordOf(token).slice(1));
    if (register <= LAST_REGISTER) return register;
    return this.#sink.report('E0212', { text: token.text }, this.#placeOf([token]));
  }

  /** A number with its sign, and whether it was written in hexadecimal without a minus: such are unsigned. */
  #number(tokens: readonly Token[]): { value: bigint; unsigned: boolean } {
    const negative = tokens.some(token => token.text === '-');
    const last = tokens[tokens.length - 1]!;
    const value = numberOf(last.text)!;
    return { value: negative ? -value : value, unsigned: !negative && last.text.startsWith('0x') };
  }

  /** A number that fits the bits as it was written, as a signed one. */
  #fitting(tokens: readonly Token[], bits: number): bigint | undefined {
    const { value, unsigned } = this.#number(tokens);
    const fits = unsigned ? value < 1n << BigInt(bits) : value === BigInt.asIntN(bits, value);
    return fits ? BigInt.asIntN(bits, value) : undefined;
  }

  #offset(tokens: readonly Token[]): number | undefined {
    if (tokens.length === 0) return 0;
    const value = this.#fitting(tokens, 16);
    if (value !== undefined) return Number(value);
    return this.#sink.report('E0214', { text: this.#textOf(tokens) }, this.#placeOf(tokens));
  }

  #immediate(tokens: readonly Token[]): bigint | undefined {
    if (tokens.length === 0) return 0n;
    if (tokens[0]!.kind === 'name') return BigInt(this.#options.helpers!.get(tokens[0]!.text)!);
    return (
      this.#fitting(tokens, 32) ??
      this.#sink.report('E0215', { bits: 32, text: this.#textOf(tokens) }, this.#placeOf(tokens))
    );
  }

  /** Signed or unsigned, in any base: everything that 64 bits can be meant as. */
  #immediate64(tokens: readonly Token[]): bigint | undefined {
    const { value } = this.#number(tokens);
    const fits = value >= -(1n << 63n) && value < 1n << 64n;
    if (fits) return BigInt.asUintN(64, value);
    return this.#sink.report('E0215', { bits: 64, text: this.#textOf(tokens) }, this.#placeOf(tokens));
  }

  #resolve(): void {
    for (const { index, label } of this.#fixups) {
      const insn = this.#insns[index]!;
      const target = this.#labels.get(label.text) ?? this.#implicitLabel(label.text);
      if (target === undefined) {
        this.#sink.report('E0216', { text: label.text }, this.#placeOf([label]));
        continue;
      }
      const distance = target - this.#pcs[index]! - slotsOf(insn);
      const short = insn.desc.fields.offset === 'rel';
      if (short && distance !== (distance << 16) >> 16) {
        this.#sink.report('E0219', { target: label.text, distance }, this.#placeOf([label]), {
          help: '`ja32` (`gotol`) reaches everywhere',
        });
        continue;
      }
      this.#insns[index] = short ? { ...insn, offset: distance } : { ...insn, imm: BigInt(distance) };
    }
  }

  #implicitLabel(name: string): Pc | undefined {
    if (name !== 'exit') return undefined;
    return this.#pcs[this.#insns.findIndex(insn => insn.desc.sem.kind === 'exit')];
  }
}
