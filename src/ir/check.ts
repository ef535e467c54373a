/**
 * The IR checker ("check", never "verify": that word is the eBPF verifier's). It runs after every pass in tests.
 *
 * Checked: every block in `order` ends in its only terminator; targets are listed blocks and pass as many values
 * as the block has parameters, of their types; the entry block is no target; operands have the types that the op's
 * row asks for; the entry block has the parameters of its kind; every use is dominated by its definition; a value is defined once; references are in range.
 * Not checked: what the operations mean.
 */
import { type DomTree, dominates, dominators, predecessors } from './dom.js';
import { type Block, type Inst, TYPE_BITS, type Type, type Value } from './entities.js';
import { type Func, type InstData, type IrModule, NO_VALUE } from './function.js';
import { type OperandType, opRow, type RefKind } from './ops.js';

/** Every broken invariant of a module, in words that name the function and the instruction; empty when it is well. */
export function checkModule(module: IrModule): string[] {
  return module.functions.flatMap(func => new Checker(func, module).check());
}

class Checker {
  readonly #func: Func;
  readonly #module: IrModule;
  readonly #errors: string[] = [];
  /** Position in `order`. */
  readonly #position: Map<Block, number>;
  /** Where each value is defined: position of the block, and the instruction's place in it (-1: a parameter). */
  readonly #defined = new Map<Value, readonly [block: number, place: number]>();
  #where = '';

  constructor(func: Func, module: IrModule) {
    this.#func = func;
    this.#module = module;
    this.#position = new Map(func.order.map((block, i) => [block, i]));
  }

  check(): string[] {
    const func = this.#func;
    if (func.order.length === 0) return [`${func.name}: has no blocks`];
    const params = func.block(func.entryBlock).params;
    const fits = func.entry === 'sub' ? params.length <= 5 : params.length === (func.entry === 'ctx' ? 1 : 2);
    if (!fits || params.some(param => func.typeOf(param) !== 'i64'))
      return [`${func.name}: has not the parameters of a function that is entered as ${func.entry}`];
    func.order.forEach((block, node) => {
      this.#shape(block, node);
    });
    if (this.#errors.length > 0) return this.#errors;
    const succs = func.order.map(block =>
      func.terminator(block).targets.map(t => this.#position.get(t.block)!),
    );
    const preds = predecessors(succs);
    this.#reverse(succs);
    const tree = dominators(preds);
    func.order.forEach((block, node) => {
      func.block(block).insts.forEach((inst, place) => {
        this.#inst(inst, node, place, tree);
      });
    });
    return this.#errors;
  }

  #fail(what: string): void {
    this.#errors.push(`${this.#func.name}: ${this.#where}: ${what}`);
  }

  #shape(block: Block, node: number): void {
    const func = this.#func;
    const { params, insts } = func.block(block);
    this.#where = `b${block}`;
    for (const param of params) this.#define(param, node, -1);
    if (insts.length === 0) this.#fail('is empty');
    insts.forEach((inst, place) => {
      const data = func.inst(inst);
      this.#where = `b${block}: ${data.op}`;
      const ends = opRow(data.op).effect === 'term';
      if (ends !== (place === insts.length - 1))
        this.#fail(ends ? 'ends the block early' : 'does not end its block');
      if (data.result !== NO_VALUE) this.#define(data.result, node, place);
      for (const target of data.targets) this.#target(target.block, target.args);
    });
  }

  #define(value: Value, node: number, place: number): void {
    if (this.#defined.has(value)) this.#fail(`v${value} is defined twice`);
    this.#defined.set(value, [node, place]);
  }

  #target(block: Block, args: readonly Value[]): void {
    const position = this.#position.get(block);
    if (position === undefined) this.#fail(`b${block} is not in the function`);
    if (position === 0) this.#fail('the entry block is a target');
    const types = this.#func.block(block).params.map(p => this.#func.typeOf(p));
    const given = args.map(a => this.#func.typeOf(a));
    if (types.join() !== given.join())
      this.#fail(`b${block} takes (${types.join()}), gets (${given.join()})`);
  }

  /** Dominators are computed on positions, so each edge but the back edges must go forward. */
  #reverse(succs: readonly (readonly number[])[]): void {
    const reached = new Set([0]);
    succs.forEach((targets, node) => {
      this.#where = `b${this.#func.order[node]}`;
      if (!reached.has(node))
        this.#fail('is not reached by an earlier block: the order is no reverse postorder');
      for (const target of targets) reached.add(target);
    });
  }

  #inst(inst: Inst, node: number, place: number, tree: DomTree): void {
    const func = this.#func;
    const data = func.inst(inst);
    const row = opRow(data.op);
    this.#where = `b${func.order[node]}: ${data.op}`;
    const fixed = row.operands.length;
    if (row.variadic ? data.args.length < fixed : data.args.length !== fixed)
      this.#fail(`takes ${fixed} operands, has ${data.args.length}`);
    data.args.forEach((arg, i) => {
      const want = this.#operandType(row.operands[i] ?? 'i64', data);
      if (want !== undefined && func.typeOf(arg) !== want)
        this.#fail(`operand ${i} is ${func.typeOf(arg)}, not ${want}`);
    });
    this.#conversion(data);
    const targets = row.targets;
    if (
      data.op === 'switch'
        ? data.targets.length !== data.cases.length + 1
        : data.targets.length !== (targets ?? 0)
    )
      this.#fail(`has ${data.targets.length} targets`);
    this.#reference(row.ref ?? 'none', data.ref);
    for (const arg of [...data.args, ...data.targets.flatMap(t => t.args)]) this.#use(arg, node, place, tree);
  }

  #operandType(want: OperandType, data: InstData): Type | undefined {
    return want === 'any' ? undefined : want === 'T' ? data.type : want;
  }

  #conversion({ op, type, args }: InstData): void {
    if ((op !== 'zext' && op !== 'sext' && op !== 'trunc') || args.length !== 1) return;
    const from = TYPE_BITS[this.#func.typeOf(args[0]!)];
    if (op === 'trunc' ? from <= TYPE_BITS[type] : from >= TYPE_BITS[type])
      this.#fail(`from ${from} bits to ${type}`);
  }

  #reference(kind: RefKind, ref: number): void {
    const { maps, globals, functions, externs } = this.#module.source;
    const counts: Partial<Record<RefKind, number>> = {
      slot: this.#func.slots.length,
      map: maps.length,
      global: globals.length,
      function: functions.length,
      extern: externs.length,
    };
    const count = counts[kind];
    if (count !== undefined && !(ref >= 0 && ref < count)) this.#fail(`there is no ${kind} ${ref}`);
  }

  #use(value: Value, node: number, place: number, tree: DomTree): void {
    const { kind } = this.#func.value(value);
    if (kind === 'const' || kind === 'undef') return;
    const at = this.#defined.get(value);
    if (at === undefined) this.#fail(`v${value} is in no block`);
    else if (at[0] === node ? at[1] >= place : !dominates(tree, at[0], node))
      this.#fail(`v${value} is used where its definition does not reach`);
  }
}
