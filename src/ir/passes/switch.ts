/**
 * Recovers `switch` from the trees of comparisons that bytecode has in its place: blocks that do nothing but
 * compare one value with a constant and branch. LLVM then chooses again between a table and a tree.
 */
import { type Block, TYPE_BITS, type Type, type Value } from '../entities.js';
import type { Func, InstData, Target } from '../function.js';
import { type CompareOp, isCompare, NEGATED } from '../ops.js';
import type { Pass } from '../passes.js';

/** Fewer comparisons are as fast as they stand. */
const MIN_COMPARISONS = 4;
/** Values of all cases together; more are not what a switch was written for. */
const MAX_CASES = 1024n;

export const switchPass: Pass = {
  name: 'switch',
  run: module => {
    for (const func of module.functions) recoverSwitches(func);
  },
};

/** Inclusive, unsigned, ascending and disjoint. */
type Intervals = readonly (readonly [low: bigint, high: bigint])[];

interface Test {
  readonly subject: Value;
  readonly type: Type;
  readonly op: CompareOp;
  readonly constant: bigint;
}

interface Leaf {
  readonly target: Target;
  readonly domain: Intervals;
}

function recoverSwitches(func: Func): void {
  const predecessors = func.predecessorCounts();
  const gone = new Set<Block>();
  for (const block of func.order) {
    if (gone.has(block)) continue;
    const root = testOf(func, func.terminator(block));
    if (root === undefined) continue;
    const tree = new Tree(func, root, predecessors);
    tree.walk(func.terminator(block), root, [[0n, (1n << BigInt(TYPE_BITS[root.type])) - 1n]]);
    const cases = tree.comparisons >= MIN_COMPARISONS ? casesOf(tree.leaves) : undefined;
    if (cases === undefined) continue;
    for (const inner of tree.inner) gone.add(inner);
    const last = func.terminator(block);
    last.op = 'switch';
    last.type = root.type;
    last.args = [root.subject];
    last.targets = [cases.otherwise, ...cases.values.map(([, target]) => target)];
    last.cases = cases.values.map(([value]) => value);
  }
  if (gone.size > 0) func.order = func.order.filter(block => !gone.has(block));
}

/** What a branch tests, if it is a value against a constant. */
function testOf(func: Func, branch: InstData): Test | undefined {
  if (branch.op !== 'br') return undefined;
  const from = func.definition(branch.args[0]!);
  if (from === undefined || !isCompare(from.op)) return undefined;
  const [subject, against] = from.args as [Value, Value];
  const { kind } = func.value(subject);
  const constant = func.value(against);
  if (constant.kind !== 'const' || (kind !== 'inst' && kind !== 'param')) return undefined;
  return { subject, type: from.type, op: from.op, constant: constant.bits };
}

class Tree {
  readonly leaves: Leaf[] = [];
  /** Blocks that the switch makes superfluous. */
  readonly inner: Block[] = [];
  comparisons = 0;
  readonly #func: Func;
  readonly #root: Test;
  readonly #predecessors: ReadonlyMap<Block, number>;

  constructor(func: Func, root: Test, predecessors: ReadonlyMap<Block, number>) {
    this.#func = func;
    this.#root = root;
    this.#predecessors = predecessors;
  }

  walk(branch: InstData, test: Test, domain: Intervals): void {
    this.comparisons++;
    const [yes, no] = branch.targets as [Target, Target];
    this.#edge(yes, intersect(domain, holds(test.op, test.constant, test.type)));
    this.#edge(no, intersect(domain, holds(NEGATED[test.op], test.constant, test.type)));
  }

  #edge(target: Target, domain: Intervals): void {
    if (domain.length === 0) return;
    const test = this.#continues(target.block);
    if (test === undefined) {
      this.leaves.push({ target, domain });
      return;
    }
    this.inner.push(target.block);
    this.walk(this.#func.terminator(target.block), test, domain);
  }

  /** The test of a block that only compares the same value and branches, and is reached from here alone. */
  #continues(block: Block): Test | undefined {
    const { params, insts } = this.#func.block(block);
    if (params.length > 0 || insts.length !== 2 || this.#predecessors.get(block) !== 1) return undefined;
    const branch = this.#func.terminator(block);
    const test = testOf(this.#func, branch);
    const own = test && branch.args[0] === this.#func.inst(insts[0]!).result;
    return own && test.subject === this.#root.subject && test.type === this.#root.type ? test : undefined;
  }
}

interface Cases {
  readonly otherwise: Target;
  readonly values: readonly (readonly [value: bigint, target: Target])[];
}

/** The leaf of the largest domain is the default, the others are listed value by value. */
function casesOf(leaves: readonly Leaf[]): Cases | undefined {
  const sized = leaves.map(leaf => ({ ...leaf, size: sizeOf(leaf.domain), key: keyOf(leaf.target) }));
  const totals = new Map<string, bigint>();
  for (const { key, size } of sized) totals.set(key, (totals.get(key) ?? 0n) + size);
  const largest = [...totals].reduce((a, b) => (b[1] > a[1] ? b : a));
  const rest = sized.filter(({ key }) => key !== largest[0]);
  const count = rest.reduce((sum, { size }) => sum + size, 0n);
  if (rest.length < 2 || count > MAX_CASES) return undefined;
  const values: [bigint, Target][] = [];
  for (const { domain, target } of rest)
    for (const [low, high] of domain)
      for (let value = low; value <= high; value++)
        values.push([value, { block: target.block, args: [...target.args] }]);
  values.sort(([a], [b]) => (a < b ? -1 : 1));
  return { otherwise: sized.find(({ key }) => key === largest[0])!.target, values };
}

const keyOf = ({ block, args }: Target): string => `${block} ${args.join(' ')}`;

const sizeOf = (domain: Intervals): bigint => domain.reduce((sum, [low, high]) => sum + high - low + 1n, 0n);

/** The values for which `value op constant` holds. */
function holds(op: CompareOp, constant: bigint, type: Type): Intervals {
  const width = TYPE_BITS[type];
  const max = (1n << BigInt(width)) - 1n;
  const span = (low: bigint, high: bigint): Intervals => (low <= high ? [[low, high]] : []);
  const signed = (low: bigint, high: bigint): Intervals => [
    ...span(low > 0n ? low : 0n, high),
    ...(low < 0n ? span(BigInt.asUintN(width, low), BigInt.asUintN(width, high < 0n ? high : -1n)) : []),
  ];
  const s = BigInt.asIntN(width, constant);
  const half = 1n << BigInt(width - 1);
  switch (op) {
    case 'eq':
      return span(constant, constant);
    case 'ne':
      return [...span(0n, constant - 1n), ...span(constant + 1n, max)];
    case 'ult':
      return span(0n, constant - 1n);
    case 'ule':
      return span(0n, constant);
    case 'ugt':
      return span(constant + 1n, max);
    case 'uge':
      return span(constant, max);
    case 'slt':
      return s === -half ? [] : signed(-half, s - 1n);
    case 'sle':
      return signed(-half, s);
    case 'sgt':
      return s === half - 1n ? [] : signed(s + 1n, half - 1n);
    case 'sge':
      return signed(s, half - 1n);
  }
}

function intersect(a: Intervals, b: Intervals): Intervals {
  const result: [bigint, bigint][] = [];
  for (const [low, high] of a)
    for (const [from, to] of b) {
      // biome-ignore lint/complexity/useMathMinMax: Math.max takes no bigint
      const start = low > from ? low : from;
      // biome-ignore lint/complexity/useMathMinMax: Math.min takes no bigint
      const end = high < to ? high : to;
      if (start <= end) result.push([start, end]);
    }
  return result;
}
