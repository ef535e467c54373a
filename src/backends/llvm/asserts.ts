/** What was proved, as tests that stop the program where it is false: for whoever does not trust the proof. */
import { type Block, type Inst, TYPE_BITS, type Value } from '../../ir/entities.js';
import type { FuncFacts, Range } from '../../ir/facts.js';
import type { Func, InstData } from '../../ir/function.js';
import type { Emitter } from './emitter.js';
import { integer } from './text.js';

/** Says what is false on standard error, and stops. */
export const ASSERT_DEFINITION: readonly string[] = [
  'define internal void @ebpfc.assert(i1 %holds, ptr %text) noinline nounwind {',
  '  br i1 %holds, label %done, label %false',
  'false:',
  '  %silent = icmp eq ptr @dprintf, null',
  '  br i1 %silent, label %stop, label %report',
  'report:',
  '  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr %text)',
  '  br label %stop',
  'stop:',
  '  call void @llvm.trap()',
  '  unreachable',
  'done:',
  '  ret void',
  '}',
  '',
];

export class Asserts {
  readonly #e: Emitter;
  readonly #func: Func;
  readonly #facts: FuncFacts;

  constructor(e: Emitter, facts: FuncFacts) {
    this.#e = e;
    this.#func = e.func;
    this.#facts = facts;
  }

  /** After a value is there. */
  value(v: Value): void {
    const range = this.#facts.ranges.get(v);
    if (range !== undefined) this.#within(v, range);
  }

  #within(v: Value, { min, max, clear }: Range): void {
    const type = this.#func.typeOf(v);
    const all = (1n << BigInt(TYPE_BITS[type])) - 1n;
    const name = this.#e.integer(v);
    const say = (what: string): string => `v${v} ${what}`;
    if (min > 0n) this.#assert(`icmp uge ${type} ${name}, ${integer(min, type)}`, say(`is at least ${min}`));
    if (max < all) this.#assert(`icmp ule ${type} ${name}, ${integer(max, type)}`, say(`is at most ${max}`));
    const zeros = clear & all;
    if (zeros === 0n) return;
    const masked = this.#e.temp(`and ${type} ${name}, ${integer(zeros, type)}`);
    this.#assert(`icmp eq ${type} ${masked}, 0`, say(`has no bit of 0x${zeros.toString(16)}`));
  }

  /** Before an instruction. */
  use(inst: Inst, data: InstData): void {
    const { nonZero, nonMinusOne, inWidth, noWrap } = this.#facts.uses.get(inst) ?? {};
    const { type, args, op } = data;
    const operand = (): string => this.#e.integer(args[1]!);
    const say = (what: string): string => `the operand of ${op} at instruction ${data.insn} ${what}`;
    if (nonZero) this.#assert(`icmp ne ${type} ${operand()}, 0`, say('is not 0'));
    if (nonMinusOne) this.#assert(`icmp ne ${type} ${operand()}, -1`, say('is not -1'));
    if (inWidth)
      this.#assert(`icmp ult ${type} ${operand()}, ${TYPE_BITS[type]}`, say('is less than the width'));
    if (!noWrap || op !== 'add') return;
    const sum = this.#e.temp(`add i64 ${this.#e.integer(args[0]!)}, ${operand()}`);
    this.#assert(`icmp uge i64 ${sum}, ${operand()}`, say('does not wrap'));
  }

  /** Before the end of a block: edges that are never taken. */
  edges(block: Block): void {
    const data = this.#func.terminator(block);
    const dead = this.#facts.dead.get(block) ?? [];
    if (dead.length === 0) return;
    const subject = this.#e.integer(data.args[0]!);
    const say = (i: number): string => `edge ${i} of block ${block} is not taken`;
    for (const i of dead) {
      if (data.op === 'br') this.#assert(`icmp eq i1 ${subject}, ${i === 0 ? 0 : 1}`, say(i));
      else if (i > 0)
        this.#assert(`icmp ne ${data.type} ${subject}, ${integer(data.cases[i - 1]!, data.type)}`, say(i));
      else {
        const any = data.cases.map(bits =>
          this.#e.temp(`icmp eq ${data.type} ${subject}, ${integer(bits, data.type)}`),
        );
        const some = any.reduce((a, b) => this.#e.temp(`or i1 ${a}, ${b}`));
        this.#assert(`and i1 ${some}, true`, say(i));
      }
    }
  }

  #assert(condition: string, what: string): void {
    const text = this.#e.context.text(`ebpfc: a fact is false: ${this.#func.name}: ${what}\n`);
    this.#e.line(`call void @ebpfc.assert(i1 ${this.#e.temp(condition)}, ptr ${text})`);
  }
}
