/**
 * Text to functions: what `print.ts` writes reads back as the same function, and prints to the same bytes. Names in
 * comments are not needed; the module that the indices refer to comes from elsewhere.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { FunctionSpec } from '../frontend/program.js';
import type { InsnIndex } from '../isa/types.js';
import { type Block, type Slot, TYPE_BITS, type Type, type Value } from './entities.js';
import { type Entry, Func, type InstData, NO_INSN, NO_VALUE, type Target } from './function.js';
import { OPS, type Op, type OperandType, opRow } from './ops.js';
import { hasSuffix } from './print.js';

const OP_NAMES = Object.keys(OPS) as Op[];

export interface ParseOptions {
  /** Where the text is from, for messages. */
  readonly file?: string;
  /** Instructions come from the lines of this text, not from what it says: the line is then the index. */
  readonly fromLines?: boolean;
}

/**
 * Reads functions; `specOf` gives each the description that it belongs to, by name. Reports E0310 with the line
 * and returns undefined when the text is not what the printer writes.
 */
export function parseFunctions(
  text: string,
  specOf: (name: string) => FunctionSpec | undefined,
  sink: DiagnosticSink,
  options: ParseOptions = {},
): Func[] | undefined {
  const lines = text.split('\n');
  const functions: Func[] = [];
  for (let at = 0; at < lines.length; at++) {
    if (lines[at]!.trim() === '') continue;
    const head = /^(ctx|raw|sub) @(?:([\w.$]+)|("(?:[^"\\]|\\.)*")) \{$/.exec(lines[at]!);
    const end = lines.indexOf('}', at);
    const wrong = (what: string): undefined =>
      sink.report('E0310', { what }, { ...placeOf(options), line: at + 1, text: lines[at]! });
    if (head === null || end < 0) return wrong(head ? 'no closing `}`' : 'not a function');
    const name = head[2] ?? unquoted(head[3]!);
    const spec = name === undefined ? undefined : specOf(name);
    if (spec === undefined) return wrong('a name that is not known');
    const parser = new FunctionParser(new Func(spec.name, head[1] as Entry, spec), sink, options);
    const func = parser.parse(lines.slice(at + 1, end), at + 2);
    if (func === undefined) return undefined;
    functions.push(func);
    at = end;
  }
  return functions;
}

const placeOf = ({ file }: ParseOptions) => (file === undefined ? {} : { file });

function unquoted(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** What is wrong with a line; caught where the line is known. */
class LineError extends Error {}

class FunctionParser {
  readonly #func: Func;
  readonly #sink: DiagnosticSink;
  readonly #values = new Map<string, Value>();
  readonly #blocks = new Map<string, Block>();
  /** Of every block, before its own line is read: a branch may pass constants to a later one. */
  readonly #parameterTypes = new Map<Block, Type[]>();
  /** Uses of values before their line: of later blocks, by way of a back edge. */
  readonly #later: { readonly args: Value[]; readonly index: number; readonly name: string }[] = [];
  readonly #options: ParseOptions;
  /** A block that is there twice. */
  #twice: string | undefined;
  #rest = '';

  constructor(func: Func, sink: DiagnosticSink, options: ParseOptions) {
    this.#func = func;
    this.#sink = sink;
    this.#options = options;
  }

  parse(lines: readonly string[], first: number): Func | undefined {
    for (const line of lines) {
      const label = /^(b\d+)\(/.exec(line);
      if (label) {
        const block = this.#func.addBlock();
        if (this.#blocks.has(label[1]!)) this.#twice = label[1]!;
        this.#blocks.set(label[1]!, block);
        this.#parameterTypes.set(
          block,
          [...line.matchAll(/: (i\d+)/g)].map(([, type]) => type as Type),
        );
        this.#func.order.push(block);
      }
    }
    let block: Block | undefined;
    for (const [i, line] of lines.entries()) {
      try {
        if (this.#twice !== undefined) throw new LineError(`${this.#twice} is there twice`);
        if (line.startsWith('  slot ')) this.#slot(line);
        else if (line.startsWith('b')) block = this.#header(line);
        else if (block === undefined) throw new LineError('an instruction outside a block');
        else this.#inst(line, block, first + i);
      } catch (error) {
        if (!(error instanceof LineError)) throw error;
        const place = { ...placeOf(this.#options), line: first + i, text: line };
        return this.#sink.report('E0310', { what: error.message }, place);
      }
    }
    for (const { args, index, name } of this.#later) {
      const value = this.#values.get(name);
      if (value === undefined)
        return this.#sink.report(
          'E0310',
          { what: `${name} is not defined` },
          { ...placeOf(this.#options), line: first },
        );
      args[index] = value;
    }
    return this.#func;
  }

  // ---- tokens ----

  #take(pattern: RegExp, what: string): RegExpExecArray {
    const match = pattern.exec(this.#rest);
    if (match === null || match.index !== 0) throw new LineError(`expected ${what} at \`${this.#rest}\``);
    this.#rest = this.#rest.slice(match[0].length);
    return match;
  }

  #accept(text: string): boolean {
    if (!this.#rest.startsWith(text)) return false;
    this.#rest = this.#rest.slice(text.length);
    return true;
  }

  // ---- lines ----

  #slot(line: string): void {
    const match = /^ {2}slot s\d+ at (-?\d+) size (\d+)$/.exec(line);
    if (match === null) throw new LineError('not a slot');
    this.#func.addSlot(Number(match[1]), Number(match[2]));
  }

  #header(line: string): Block {
    this.#rest = line;
    const block = this.#blocks.get(this.#take(/b\d+/, 'a block')[0]);
    if (block === undefined) throw new LineError('not the head of a block');
    this.#take(/\(/, '`(`');
    while (!this.#accept('):')) {
      const [, name, type] = this.#take(/(v\d+): (i1|i8|i16|i32|i64)(?:, )?/, 'a parameter');
      this.#name(name!, this.#func.addParam(block, type as Type));
    }
    return block;
  }

  #inst(line: string, block: Block, number: number): void {
    const [code = '', note = ''] = line.trim().split(' ; ', 2);
    const index = this.#options.fromLines ? number : Number(/@(\d+)/.exec(note)?.[1] ?? NO_INSN);
    this.#rest = code;
    const result = /^(v\d+) = /.exec(code)?.[1];
    if (result !== undefined) this.#rest = code.slice(result.length + 3);
    const { op, type } = this.#opcode();
    const data: Partial<InstData> = { op, type, insn: index as InsnIndex };
    this.#operands(op, type, data);
    if (this.#rest !== '') throw new LineError(`unexpected \`${this.#rest}\``);
    const value = this.#func.append(block, op, data);
    if ((value === NO_VALUE) !== (result === undefined))
      throw new LineError(`${op} and its result do not go together`);
    if (result !== undefined) this.#name(result, value);
  }

  #name(name: string, value: Value): void {
    if (this.#values.has(name)) throw new LineError(`${name} is defined twice`);
    this.#values.set(name, value);
  }

  #opcode(): { op: Op; type: Type } {
    const word = this.#take(/[a-z_.0-9]+/, 'an operation')[0];
    const known = OP_NAMES.find(op => op === word && !hasSuffix(opRow(op)));
    if (known !== undefined) return { op: known, type: 'i64' };
    const dot = word.lastIndexOf('.');
    const op = OP_NAMES.find(name => name === word.slice(0, dot) && hasSuffix(opRow(name)));
    const type = word.slice(dot + 1);
    if (op === undefined || !(type in TYPE_BITS)) throw new LineError(`unknown operation ${word}`);
    return { op, type: type as Type };
  }

  #operands(op: Op, type: Type, data: Partial<InstData>): void {
    const row = opRow(op);
    const args: Value[] = [];
    const targets: Target[] = [];
    const cases: bigint[] = [];
    let first = true;
    const next = (): boolean => {
      if (this.#rest === '') return false;
      if (first) this.#take(/ /, 'a blank');
      else this.#take(/, /, '`, `');
      first = false;
      return true;
    };
    if (row.ref !== undefined && next()) {
      data.ref = Number(this.#take(/s?(\d+)/, 'a reference')[1]);
      if (row.ref === 'slot') data.ref = data.ref as Slot;
      if (row.operands.length === 0 && row.offset) data.offset = this.#offset();
    }
    while (next()) {
      const label = op === 'switch' && targets.length > 0 ? this.#take(/(-?\d+): /, 'a case')[1] : undefined;
      if (label !== undefined) cases.push(BigInt.asUintN(TYPE_BITS[type], BigInt(label)));
      if (/^b\d/.test(this.#rest)) {
        targets.push(this.#target());
        continue;
      }
      this.#operand(args, row.operands[args.length] ?? 'i64', type);
      if (args.length === 1 && row.ref === undefined && row.offset) data.offset = this.#offset();
    }
    Object.assign(data, { args, targets, cases });
  }

  #offset(): number {
    const match = /^ ([+-]) (\d+)/.exec(this.#rest);
    if (match === null) return 0;
    this.#rest = this.#rest.slice(match[0].length);
    return match[1] === '-' ? -Number(match[2]) : Number(match[2]);
  }

  #target(): Target {
    const block = this.#blocks.get(this.#take(/b\d+/, 'a block')[0]);
    if (block === undefined) throw new LineError('a block that is not there');
    const args: Value[] = [];
    if (this.#accept('(')) {
      do {
        this.#operand(args, 'T', this.#parameterTypes.get(block)?.[args.length]);
      } while (this.#accept(', '));
      this.#take(/\)/, '`)`');
    }
    return { block, args };
  }

  #operand(args: Value[], want: OperandType, type: Type | undefined): void {
    const name = /^v\d+/.exec(this.#rest)?.[0];
    if (name !== undefined) {
      this.#rest = this.#rest.slice(name.length);
      const value = this.#values.get(name);
      if (value === undefined) this.#later.push({ args, index: args.length, name });
      args.push(value ?? NO_VALUE);
      return;
    }
    const own =
      want === 'any' ? (this.#take(/(i1|i8|i16|i32|i64) /, 'a type')[1] as Type) : want === 'T' ? type : want;
    if (own === undefined) throw new LineError('more values than the block has parameters');
    const text = this.#take(/undef|-?\d+/, 'a value')[0];
    args.push(text === 'undef' ? this.#func.undef(own) : this.#func.const(own, BigInt(text)));
  }
}
