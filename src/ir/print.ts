/**
 * Functions as text. `parse.ts` reads it back to the same bytes. Values and blocks are numbered densely in the
 * order they appear; what a function refers to by index is printed as `kind index`, with its name in a comment at
 * the end of the line, as is the instruction a line came from (`@7`).
 */
import type { Module } from '../frontend/program.js';
import type { Block, Type, Value } from './entities.js';
import { TYPE_BITS } from './entities.js';
import { type Func, type InstData, type IrModule, NO_INSN, NO_VALUE } from './function.js';
import { type OpRow, opRow, type RefKind } from './ops.js';

export function printModule(module: IrModule): string {
  return module.functions.map(func => printFunction(func, module.source)).join('\n');
}

export function printFunction(func: Func, module?: Module): string {
  return new Printer(func, module).print();
}

/** A name as it stands after `@`: bare if it is a plain identifier, else quoted. */
export const printName = (name: string): string =>
  /^[\w.$]+$/.test(name) ? `@${name}` : `@${JSON.stringify(name)}`;

/** The name of what a `ref` of this kind stands for, where the module knows it. */
function refName(kind: RefKind, index: number, module: Module | undefined): string | undefined {
  switch (kind) {
    case 'map':
      return module?.maps[index]?.name;
    case 'global':
      return module?.globals[index]?.name;
    case 'function':
      return module?.functions[index]?.name;
    case 'extern':
      return module?.externs[index]?.name;
    default:
      return undefined;
  }
}

class Printer {
  readonly #func: Func;
  readonly #module: Module | undefined;
  readonly #valueNumbers = new Map<Value, number>();
  readonly #blockNumbers = new Map<Block, number>();

  constructor(func: Func, module: Module | undefined) {
    this.#func = func;
    this.#module = module;
  }

  print(): string {
    const func = this.#func;
    for (const block of func.order) this.#blockNumbers.set(block, this.#blockNumbers.size);
    const slots = func.slots.map((slot, i) => `  slot s${i} at ${slot.offset} size ${slot.size}\n`);
    const blocks = func.order.map(block => this.#block(block));
    return `${func.entry} ${printName(func.name)} {\n${slots.join('')}${blocks.join('')}}\n`;
  }

  #block(block: Block): string {
    const { params, insts } = this.#func.block(block);
    const list = params.map(p => `${this.#define(p)}: ${this.#func.typeOf(p)}`).join(', ');
    const lines = insts.map(inst => `  ${this.#line(this.#func.inst(inst))}\n`);
    return `b${this.#blockNumbers.get(block)}(${list}):\n${lines.join('')}`;
  }

  #define(value: Value): string {
    const known = this.#valueNumbers.get(value);
    if (known !== undefined) return `v${known}`;
    const number = this.#valueNumbers.size;
    this.#valueNumbers.set(value, number);
    return `v${number}`;
  }

  #line(data: InstData): string {
    const row = opRow(data.op);
    const args = this.#operands(data, row);
    const head = data.result === NO_VALUE ? '' : `${this.#define(data.result)} = `;
    const text = `${head}${data.op}${hasSuffix(row) ? `.${data.type}` : ''}${args && ` ${args}`}`;
    const name = refName(row.ref ?? 'none', data.ref, this.#module);
    const notes = [data.insn === NO_INSN ? '' : `@${data.insn}`, name === undefined ? '' : printName(name)];
    const note = notes.filter(Boolean).join(' ');
    return note ? `${text} ; ${note}` : text;
  }

  #operands(data: InstData, row: OpRow): string {
    const parts: string[] = [];
    let first = '';
    if (row.ref !== undefined) first = row.ref === 'slot' ? `s${data.ref}` : String(data.ref);
    const offset =
      row.offset && data.offset ? (data.offset < 0 ? ` - ${-data.offset}` : ` + ${data.offset}`) : '';
    if (row.ref !== undefined) parts.push(first + (row.operands.length === 0 ? offset : ''));
    data.args.forEach((arg, i) => {
      const operand = row.operands[i] ?? 'i64';
      const text = this.#operand(arg, operand === 'any');
      parts.push(i === 0 && row.ref === undefined ? text + offset : text);
    });
    data.targets.forEach((target, i) => {
      const label = data.op === 'switch' && i > 0 ? `${printBits(data.cases[i - 1]!, data.type)}: ` : '';
      const args = target.args.map(arg => this.#operand(arg, false)).join(', ');
      parts.push(`${label}b${this.#blockNumbers.get(target.block)}${args && `(${args})`}`);
    });
    return parts.join(', ');
  }

  /** A constant is a plain number where its type follows from the operation, else `i32 5`. */
  #operand(value: Value, typed: boolean): string {
    const data = this.#func.value(value);
    if (data.kind === 'inst' || data.kind === 'param') return this.#define(value);
    const text = data.kind === 'undef' ? 'undef' : printBits(data.bits, data.type);
    return typed ? `${data.type} ${text}` : text;
  }
}

/** Whether the type is written after the op: where it is not fixed by the row. */
export const hasSuffix = (row: OpRow): boolean => row.result === 'T' || row.operands.includes('T');

/** Signed decimal; booleans are 0 and 1. */
export const printBits = (bits: bigint, type: Type): string =>
  String(type === 'i1' ? bits : BigInt.asIntN(TYPE_BITS[type], bits));
