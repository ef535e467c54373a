import { assert, assertNever } from '../../diag/internal.js';
import { type Operand, parseTemplate } from '../../isa/format.js';
import { INSNS } from '../../isa/table.js';
import type { InsnDesc } from '../../isa/types.js';
import { numberOf, readTokens, type Token, wordOf } from './tokens.js';

/**
 * Which row of the instruction table a statement is: the templates of both syntaxes and the further spellings
 * make up one tree of words and operands, which is walked along the statement.
 */
interface Node {
  readonly words: Map<string, Node>;
  readonly operands: Map<Operand, Node>;
  desc: InsnDesc | undefined;
}

const newNode = (): Node => ({ words: new Map(), operands: new Map(), desc: undefined });

let tree: Node | undefined;

function buildTree(): Node {
  const root = newNode();
  for (const desc of INSNS) {
    for (const template of [desc.asm, desc.c, ...desc.spellings]) {
      const end = addTemplate(root, template);
      assert(
        end.desc === undefined || end.desc === desc,
        `${desc.id} and ${end.desc?.id} are both "${template}"`,
      );
      end.desc = desc;
    }
  }
  return root;
}

function addTemplate(root: Node, template: string): Node {
  let node = root;
  const step = <K>(map: Map<K, Node>, key: K): Node => {
    const next = map.get(key) ?? newNode();
    map.set(key, next);
    return next;
  };
  for (const part of parseTemplate(template)) {
    if (part.kind === 'operand') node = step(node.operands, part.operand);
    else for (const token of readTokens(part.text)) node = step(node.words, wordOf(token));
  }
  return node;
}

/** The words of a statement that an operand is written with: `-`, `8`; none when it was left out. */
export type Bindings = Partial<Record<Operand, readonly Token[]>>;

export type Match =
  | { readonly kind: 'match'; readonly desc: InsnDesc; readonly bindings: Bindings }
  /** `at`: the first word that fits no form; the number of words when there should be more. */
  | { readonly kind: 'mismatch'; readonly at: number; readonly expected: ReadonlySet<string> };

/** Matches a statement; `isFunction` knows the names that a call takes in the place of a number. */
export function matchStatement(tokens: readonly Token[], isFunction: (name: string) => boolean): Match {
  tree ??= buildTree();
  const walk: Walk = { tokens, isFunction, bindings: {}, furthest: 0, expected: new Set() };
  const desc = walkFrom(walk, tree, 0);
  if (desc) return { kind: 'match', desc, bindings: walk.bindings };
  return { kind: 'mismatch', at: walk.furthest, expected: walk.expected };
}

interface Walk {
  readonly tokens: readonly Token[];
  readonly isFunction: (name: string) => boolean;
  readonly bindings: Bindings;
  furthest: number;
  expected: Set<string>;
}

function walkFrom(walk: Walk, node: Node, at: number): InsnDesc | undefined {
  const token = walk.tokens[at];
  if (!token && node.desc) return node.desc;
  if (token) {
    const next = node.words.get(wordOf(token));
    const desc = next && walkFrom(walk, next, at + 1);
    if (desc) return desc;
  }
  for (const [operand, next] of node.operands) {
    const length = operandLength(walk, operand, at);
    if (length === undefined) continue;
    const words = walk.tokens.slice(at, at + length);
    const before = walk.bindings[operand];
    if (before && before.map(wordOf).join() !== words.map(wordOf).join()) continue;
    walk.bindings[operand] = words;
    const desc = walkFrom(walk, next, at + length);
    if (desc) return desc;
    if (before) walk.bindings[operand] = before;
    else delete walk.bindings[operand];
  }
  if (at > walk.furthest) {
    walk.furthest = at;
    walk.expected = new Set();
  }
  if (at === walk.furthest) {
    for (const operand of node.operands.keys()) walk.expected.add(describe(operand));
    for (const word of node.words.keys()) walk.expected.add(`\`${word}\``);
    if (node.desc) walk.expected.add('the end of the line');
  }
  return undefined;
}

/** How many words an operand takes at a place; undefined when it cannot stand there. */
function operandLength(walk: Walk, operand: Operand, at: number): number | undefined {
  const { tokens } = walk;
  const first = tokens[at];
  const isSign = (token: Token | undefined) => token?.text === '-' || token?.text === '+';
  const isNumber = (token: Token | undefined) =>
    token?.kind === 'number' && numberOf(token.text) !== undefined;
  const signed = isSign(first) && isNumber(tokens[at + 1]) ? 2 : undefined;
  switch (operand) {
    case 'dst':
    case 'src':
      return first?.kind === 'register' && /^%?r\d+$/.test(first.text) ? 1 : undefined;
    case 'wdst':
    case 'wsrc':
      return first?.kind === 'register' && /^%?w\d+$/.test(first.text) ? 1 : undefined;
    case 'offset':
    case '+imm':
      return signed ?? 0;
    case 'imm':
    case 'imm64':
      return isNumber(first) ? 1 : signed;
    case 'helper':
      if (first?.kind === 'name') return walk.isFunction(first.text) ? 1 : undefined;
      return isNumber(first) ? 1 : signed;
    case 'rel':
    case 'pcrel': {
      // The kernel writes `pc+1` for every target.
      const pc = first?.text === 'pc' && isSign(tokens[at + 1]) && isNumber(tokens[at + 2]) ? 3 : undefined;
      if (pc !== undefined || first?.kind === 'name') return pc ?? 1;
      return operand === 'rel' ? signed : undefined;
    }
    default:
      return assertNever(operand);
  }
}

function describe(operand: Operand): string {
  switch (operand) {
    case 'dst':
    case 'src':
      return 'a register';
    case 'wdst':
    case 'wsrc':
      return 'a 32-bit register';
    case 'offset':
    case '+imm':
      return 'an offset';
    case 'imm':
    case 'imm64':
      return 'a number';
    case 'helper':
      return 'a function';
    case 'rel':
    case 'pcrel':
      return 'a label';
    default:
      return assertNever(operand);
  }
}

/** Whether a statement can start with this word. */
export function isMnemonic(word: string): boolean {
  tree ??= buildTree();
  return tree.words.has(word);
}
