import { describeInsn } from '../src/isa/describe.js';
import { INSNS } from '../src/isa/table.js';
import type { InsnDesc, Sem } from '../src/isa/types.js';

/** Sections of the page, in order, by the kinds of meaning that belong there. */
const SECTIONS: readonly (readonly [title: string, kinds: readonly Sem['kind'][]])[] = [
  ['Arithmetic', ['alu']],
  ['Sign-extending moves', ['movsx']],
  ['Byte swaps', ['end']],
  ['64-bit immediates', ['imm64']],
  ['Loads and stores', ['load', 'store']],
  ['Atomics', ['atomic']],
  ['Legacy packet access', ['packet']],
  ['Jumps', ['jump', 'goto', 'may_goto']],
  ['Calls and exit', ['call', 'exit']],
  ['Address spaces', ['addr_space_cast']],
];

const INTRO = `# Instructions

Generated from \`src/isa/table.ts\` by \`npm run gen-docs\`: one line for each encoding form that the compiler knows.

- An instruction is 8 bytes: opcode, registers (\`dst\` in the low half, \`src\` in the high one), 16-bit \`offset\`,
  32-bit \`imm\`, little-endian. \`lddw\` is 16 bytes; the second half holds the upper 32 bits (\`next_imm\`).
- The encoding shows the opcode and the fields that must have a value; a field that is neither shown nor an operand
  must be 0. \`imm=reg\`: the immediate is a register's number, 1 to 10.
- Operands are written \`{dst}\` (a register), \`{wdst}\` (its 32-bit view), \`{offset}\` (\`+4\`, \`-8\`, in the mnemonic
  syntax nothing for 0), \`{imm}\`, \`{rel}\` (a label, or a distance in slots of 8 bytes).
- A 32-bit operation looks at the low halves and zero-extends its result. Immediates are sign-extended.
- The group is the conformance group of RFC 9669, or \`kernel\` for what came after it; the CPU is clang's \`-mcpu\`.
`;

/** docs/isa.md. */
export function isaPage(): string {
  const parts = [INTRO];
  for (const [title, kinds] of SECTIONS) {
    const rows = INSNS.filter(desc => kinds.includes(desc.sem.kind));
    parts.push(`## ${title}\n`);
    parts.push(
      '| Form | Encoding | Mnemonic | C | Meaning | Group | CPU |\n| --- | --- | --- | --- | --- | --- | --- |',
    );
    parts.push(`${rows.map(rowLine).join('\n')}\n`);
  }
  parts.push(`${INSNS.length} forms of ${new Set(INSNS.map(desc => desc.opcode)).size} opcodes.\n`);
  return parts.join('\n');
}

function rowLine(desc: InsnDesc): string {
  const cells = [
    desc.id,
    code(encoding(desc)),
    code(desc.asm),
    code(desc.c),
    code(describeInsn(desc)),
    desc.groups.join(', '),
    desc.cpu,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** A vertical bar ends a cell, in code, too. */
const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

function encoding({ opcode, fields }: InsnDesc): string {
  const parts = [hex(opcode)];
  for (const name of ['src', 'offset', 'imm'] as const) {
    const field = fields[name];
    if (typeof field === 'number' && field !== 0)
      parts.push(`${name}=${name === 'imm' ? hex(field) : field}`);
    if (field === 'dst') parts.push('imm=reg');
  }
  return parts.join(' ');
}
