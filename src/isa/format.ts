import { assert, assertNever } from '../diag/internal.js';
import type { Insn, InsnDesc } from './types.js';

/**
 * `asm`: mnemonics, as the conformance suite writes them (`add32 %r1, 2`). `c`: the syntax of clang and the
 * kernel (`w1 += 0x2`), which agrees with `llvm-objdump --mcpu=v4` but for what that prints ambiguously: a
 * local call is `call pc+0x2` here, a kfunc call and the `lddw` forms name their kind.
 */
export type Syntax = 'asm' | 'c';

export const OPERANDS = [
  'dst',
  'wdst',
  'src',
  'wsrc',
  'offset',
  'imm',
  '+imm',
  'imm64',
  'rel',
  'pcrel',
  'helper',
] as const;
export type Operand = (typeof OPERANDS)[number];

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'operand'; readonly operand: Operand };

const isOperand = (name: string): name is Operand => (OPERANDS as readonly string[]).includes(name);

/** The parts of a template of the table: texts and operands in turn. */
export function parseTemplate(template: string): readonly TemplatePart[] {
  return template
    .split(/(\{[^}]+\})/)
    .filter(part => part !== '')
    .map(part => {
      if (!part.startsWith('{')) return { kind: 'text', text: part };
      const operand = part.slice(1, -1);
      assert(isOperand(operand), `unknown operand ${part} in the instruction table`);
      return { kind: 'operand', operand };
    });
}

const parsed: Record<Syntax, Map<InsnDesc, readonly TemplatePart[]>> = { asm: new Map(), c: new Map() };

/** The parsed template of a row. */
export function templateOf(desc: InsnDesc, syntax: Syntax): readonly TemplatePart[] {
  const known = parsed[syntax].get(desc);
  if (known) return known;
  const parts = parseTemplate(desc[syntax]);
  parsed[syntax].set(desc, parts);
  return parts;
}

/** Names to print in the place of numbers: a label for a jump target, a function's or a map's name. */
export type OperandNames = Partial<Record<'rel' | 'pcrel' | 'helper' | 'imm64', string>>;

/** One instruction as text, without label and newline. */
export function formatInsn(insn: Insn, syntax: Syntax, names: OperandNames = {}): string {
  let text = '';
  for (const part of templateOf(insn.desc, syntax)) {
    text +=
      part.kind === 'text'
        ? part.text
        : (nameOf(part.operand, names) ?? formatOperand(insn, part.operand, syntax));
  }
  return text;
}

function nameOf(operand: Operand, names: OperandNames): string | undefined {
  return operand === 'rel' || operand === 'pcrel' || operand === 'helper' || operand === 'imm64'
    ? names[operand]
    : undefined;
}

/** Distance of a jump or local call from the next instruction, in slots; undefined when it is neither. */
export function relOf(insn: Insn): number | undefined {
  const { fields } = insn.desc;
  if (fields.offset === 'rel') return insn.offset;
  return fields.imm === 'rel' ? Number(insn.imm) : undefined;
}

function formatOperand(insn: Insn, operand: Operand, syntax: Syntax): string {
  const c = syntax === 'c';
  switch (operand) {
    case 'dst':
      return `${c ? 'r' : '%r'}${insn.dst}`;
    case 'src':
      return `${c ? 'r' : '%r'}${insn.src}`;
    case 'wdst':
      return `${c ? 'w' : '%r'}${insn.dst}`;
    case 'wsrc':
      return `${c ? 'w' : '%r'}${insn.src}`;
    case 'offset':
      if (c) return `${insn.offset < 0 ? '-' : '+'} ${hex(Math.abs(insn.offset))}`;
      return insn.offset === 0 ? '' : signed(insn.offset);
    case 'imm':
    case 'helper':
      return c ? signedHex(insn.imm) : plain(insn.imm);
    case '+imm':
      if (insn.imm === 0n) return '';
      return insn.imm < 0n ? ` - ${hex(-insn.imm)}` : ` + ${hex(insn.imm)}`;
    case 'imm64':
      return c ? signedHex(BigInt.asIntN(64, insn.imm)) : hex(BigInt.asUintN(64, insn.imm));
    case 'rel': {
      const rel = relOf(insn)!;
      return c ? `${rel < 0 ? '-' : '+'}${hex(Math.abs(rel))}` : signed(rel);
    }
    case 'pcrel': {
      const rel = relOf(insn)!;
      return `pc${rel < 0 ? '-' : '+'}${hex(Math.abs(rel))}`;
    }
    default:
      return assertNever(operand);
  }
}

const hex = (value: number | bigint): string => `0x${value.toString(16)}`;
const signed = (value: number): string => (value < 0 ? String(value) : `+${value}`);
const signedHex = (value: bigint): string => (value < 0n ? `-${hex(-value)}` : hex(value));
/** The mnemonic syntax takes hexadecimal as unsigned, so a negative number is decimal. */
const plain = (value: bigint): string => (value < 10n ? String(value) : hex(value));
