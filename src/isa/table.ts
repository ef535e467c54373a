import type { AluOp, AtomicOp, Cpu, Fields, Group, Imm64Kind, InsnDesc, JumpOp, Sem, Size } from './types.js';

/**
 * THE instruction table: one row for each encoding form of RFC 9669, and of what clang and the kernel added
 * since. Decoder, encoder, both printers, the assembler, the conformance groups and docs/isa.md derive from it.
 *
 * A row's fields are literals that must match, or the operand they bind; no two rows match the same bits.
 *
 * Templates name operands in braces: `{dst}` and `{src}` are 64-bit registers, `{wdst}` and `{wsrc}` their
 * 32-bit views; `{offset}` a signed displacement; `{imm}` and `{imm64}` immediates; `{rel}` a jump target and
 * `{pcrel}` one that is marked as such; `{helper}` a function number; `{+imm}` an immediate that is not written
 * when it is 0.
 */
const rows: InsnDesc[] = [];

function row(
  id: string,
  opcode: number,
  fields: Partial<Fields>,
  groups: readonly Group[],
  cpu: Cpu,
  asm: string,
  c: string,
  sem: Sem,
  spellings: readonly string[] = [],
): void {
  rows.push({
    id,
    opcode,
    fields: { dst: 0, src: 0, offset: 0, imm: 0, ...fields },
    groups,
    cpu,
    asm,
    c,
    spellings,
    sem,
  });
}

/** The two widths of arithmetic: opcode class, mnemonic suffix, register view of the C syntax. */
const ALU_WIDTHS = [
  { width: 32, class: 0x04, suffix: '32', w: 'w', base: 'base32', divmul: 'divmul32' },
  { width: 64, class: 0x07, suffix: '', w: '', base: 'base64', divmul: 'divmul64' },
] as const;

const JUMP_WIDTHS = [
  { width: 32, class: 0x06, suffix: '32', w: 'w', base: 'base32' },
  { width: 64, class: 0x05, suffix: '', w: '', base: 'base64' },
] as const;

/** Sizes of memory accesses: opcode bits, mnemonic suffix, C type. `w`: clang's alu32 syntax names a w register. */
const SIZES = [
  { size: 4, bits: 0x00, suffix: 'w', type: '32', w: 'w' },
  { size: 2, bits: 0x08, suffix: 'h', type: '16', w: 'w' },
  { size: 1, bits: 0x10, suffix: 'b', type: '8', w: 'w' },
  { size: 8, bits: 0x18, suffix: 'dw', type: '64', w: '' },
] as const;

const sizeGroup = (size: Size): Group => (size === 8 ? 'base64' : 'base32');

// Arithmetic, RFC 9669 section 4.1. Signed division is offset 1.
const ALU: readonly (readonly [op: AluOp, code: number, offset: 0 | 1, operator: string])[] = [
  ['add', 0x0, 0, '+='],
  ['sub', 0x1, 0, '-='],
  ['mul', 0x2, 0, '*='],
  ['div', 0x3, 0, '/='],
  ['sdiv', 0x3, 1, 's/='],
  ['or', 0x4, 0, '|='],
  ['and', 0x5, 0, '&='],
  ['lsh', 0x6, 0, '<<='],
  ['rsh', 0x7, 0, '>>='],
  ['mod', 0x9, 0, '%='],
  ['smod', 0x9, 1, 's%='],
  ['xor', 0xa, 0, '^='],
  ['mov', 0xb, 0, '='],
  ['arsh', 0xc, 0, 's>>='],
];
const DIVMUL: ReadonlySet<AluOp> = new Set(['mul', 'div', 'sdiv', 'mod', 'smod']);

for (const [op, code, offset, operator] of ALU) {
  for (const { width, class: cls, suffix, w, base, divmul } of ALU_WIDTHS) {
    const groups = [DIVMUL.has(op) ? divmul : base];
    const cpu = offset === 1 ? 'v4' : 'v1';
    const name = op + suffix;
    const opcode = (code << 4) | cls;
    const asm = `${name} {dst}, `;
    const c = `{${w}dst} ${operator} `;
    row(`${name}.imm`, opcode, { dst: 'dst', offset, imm: 'imm' }, groups, cpu, `${asm}{imm}`, `${c}{imm}`, {
      kind: 'alu',
      op,
      width,
      src: 'imm',
    });
    const byReg = { dst: 'dst', src: 'src', offset } as const;
    row(`${name}.reg`, opcode | 0x08, byReg, groups, cpu, `${asm}{src}`, `${c}{${w}src}`, {
      kind: 'alu',
      op,
      width,
      src: 'reg',
    });
  }
}
for (const { width, class: cls, suffix, w, base } of ALU_WIDTHS) {
  const sem = { kind: 'alu', op: 'neg', width, src: 'imm' } as const;
  row(
    `neg${suffix}`,
    0x80 | cls,
    { dst: 'dst' },
    [base],
    'v1',
    `neg${suffix} {dst}`,
    `{${w}dst} = -{${w}dst}`,
    sem,
  );
}

// Sign-extending moves: the offset field is the width of the source.
for (const { width, class: cls, w, base } of ALU_WIDTHS) {
  for (const from of [8, 16, 32] as const) {
    if (from === width) continue;
    const name = `movsx${from}${width}`;
    const fields = { dst: 'dst', src: 'src', offset: from } as const;
    const c = `{${w}dst} = (s${from}){${w}src}`;
    row(name, 0xb8 | cls, fields, [base], 'v4', `${name} {dst}, {src}`, c, { kind: 'movsx', from, width });
  }
}

// Byte swaps, RFC 9669 section 4.2: the immediate is the width.
for (const width of [16, 32, 64] as const) {
  for (const [name, opcode, op, cpu] of [
    ['le', 0xd4, 'htole', 'v1'],
    ['be', 0xdc, 'htobe', 'v1'],
    ['bswap', 0xd7, 'bswap', 'v4'],
  ] as const) {
    const groups = [width === 64 ? 'base64' : 'base32'] as const;
    const id = `${name}${width}`;
    const c = `{dst} = ${id} {dst}`;
    const spellings = op === 'bswap' ? [`swap${width} {dst}`] : [];
    row(
      id,
      opcode,
      { dst: 'dst', imm: width },
      groups,
      cpu,
      `${id} {dst}`,
      c,
      { kind: 'end', op, width },
      spellings,
    );
  }
}

// Address space casts: a mov with offset 1, between the arena's space 1 and the program's own, 0.
for (const [name, to, from] of [
  ['kern', 0, 1],
  ['user', 1, 0],
] as const) {
  row(
    `addr_space_cast.${name}`,
    0xbf,
    { dst: 'dst', src: 'src', offset: 1, imm: (to << 16) | from },
    ['kernel'],
    'v4',
    `addr_space_cast {dst}, {src}, ${to}, ${from}`,
    `{dst} = addr_space_cast({src}, 0x${to}, 0x${from})`,
    { kind: 'addr_space_cast', to, from },
  );
}

// Loads and stores, RFC 9669 sections 5.1 and 5.2.
for (const { size, bits, suffix, type, w } of SIZES) {
  const groups = [sizeGroup(size)];
  const atSrc = { dst: 'dst', src: 'src', offset: 'offset' } as const;
  row(
    `ldx${suffix}`,
    0x61 | bits,
    atSrc,
    groups,
    'v1',
    `ldx${suffix} {dst}, [{src}{offset}]`,
    `{${w}dst} = *(u${type} *)({src} {offset})`,
    { kind: 'load', size, signed: false },
    w === 'w' ? [`{dst} = *(u${type} *)({src} {offset})`] : [],
  );
  if (size !== 8) {
    row(
      `ldxs${suffix}`,
      0x81 | bits,
      atSrc,
      ['base64'],
      'v4',
      `ldxs${suffix} {dst}, [{src}{offset}]`,
      `{dst} = *(s${type} *)({src} {offset})`,
      { kind: 'load', size, signed: true },
    );
  }
  row(
    `st${suffix}`,
    0x62 | bits,
    { dst: 'dst', offset: 'offset', imm: 'imm' },
    groups,
    'v1',
    `st${suffix} [{dst}{offset}], {imm}`,
    `*(u${type} *)({dst} {offset}) = {imm}`,
    { kind: 'store', size, src: 'imm' },
  );
  row(
    `stx${suffix}`,
    0x63 | bits,
    atSrc,
    groups,
    'v1',
    `stx${suffix} [{dst}{offset}], {src}`,
    `*(u${type} *)({dst} {offset}) = {${w}src}`,
    { kind: 'store', size, src: 'reg' },
    w === 'w' ? [`*(u${type} *)({dst} {offset}) = {src}`] : [],
  );
}

// Atomics, RFC 9669 section 5.3: the immediate is the operation, its lowest bit asks for the old value.
const FETCH = 0x01;
const ATOMIC_ALU: readonly (readonly [op: AtomicOp, code: number, operator: string])[] = [
  ['add', 0x00, '+='],
  ['or', 0x40, '|='],
  ['and', 0x50, '&='],
  ['xor', 0xa0, '^='],
];
for (const { size, opcode, suffix, w, type, group, c32, kernel } of [
  {
    size: 4,
    opcode: 0xc3,
    suffix: '32',
    w: 'w',
    type: 'u32',
    group: 'atomic32',
    c32: '32_32',
    kernel: 'atomic',
  },
  {
    size: 8,
    opcode: 0xdb,
    suffix: '',
    w: '',
    type: 'u64',
    group: 'atomic64',
    c32: '_64',
    kernel: 'atomic64',
  },
] as const) {
  const fields = { dst: 'dst', src: 'src', offset: 'offset' } as const;
  const groups = [group];
  for (const [op, imm, operator] of ATOMIC_ALU) {
    row(
      `lock.${op}${suffix}`,
      opcode,
      { ...fields, imm },
      groups,
      op === 'add' ? 'v1' : 'v3',
      `lock ${op}${suffix} [{dst}{offset}], {src}`,
      `lock *(${type} *)({dst} {offset}) ${operator} {${w}src}`,
      { kind: 'atomic', op, size, fetch: false },
      w === 'w' ? [`lock *(${type} *)({dst} {offset}) ${operator} {src}`] : [],
    );
    row(
      `lock.fetch_${op}${suffix}`,
      opcode,
      { ...fields, imm: imm | FETCH },
      groups,
      'v3',
      `lock fetch ${op}${suffix} [{dst}{offset}], {src}`,
      `{${w}src} = atomic_fetch_${op}((${type} *)({dst} {offset}), {${w}src})`,
      { kind: 'atomic', op, size, fetch: true },
      [`{src} = ${kernel}_fetch_${op}((${type} *)({dst} {offset}), {src})`],
    );
  }
  row(
    `lock.xchg${suffix}`,
    opcode,
    { ...fields, imm: 0xe0 | FETCH },
    groups,
    'v3',
    `lock xchg${suffix} [{dst}{offset}], {src}`,
    `{${w}src} = xchg${c32}({dst} {offset}, {${w}src})`,
    { kind: 'atomic', op: 'xchg', size, fetch: true },
    [`{src} = ${kernel}_xchg((${type} *)({dst} {offset}), {src})`],
  );
  const r0 = w === 'w' ? 'w0' : 'r0';
  row(
    `lock.cmpxchg${suffix}`,
    opcode,
    { ...fields, imm: 0xf0 | FETCH },
    groups,
    'v3',
    `lock cmpxchg${suffix} [{dst}{offset}], {src}`,
    `${r0} = cmpxchg${c32}({dst} {offset}, ${r0}, {${w}src})`,
    { kind: 'atomic', op: 'cmpxchg', size, fetch: true },
    [`r0 = ${kernel}_cmpxchg((${type} *)({dst} {offset}), r0, {src})`],
  );
}

// Acquire loads and release stores (kernel 6.15): atomics of all four sizes, the load's address is in src.
for (const { size, bits, suffix, type, w } of SIZES) {
  const fields = { dst: 'dst', src: 'src', offset: 'offset' } as const;
  row(
    `load_acquire.${suffix}`,
    0xc3 | bits,
    { ...fields, imm: 0x100 },
    ['kernel'],
    'v4',
    `ldacq${suffix} {dst}, [{src}{offset}]`,
    `{${w}dst} = load_acquire((u${type} *)({src} {offset}))`,
    { kind: 'atomic', op: 'load_acquire', size, fetch: true },
    w === 'w' ? [`{dst} = load_acquire((u${type} *)({src} {offset}))`] : [],
  );
  row(
    `store_release.${suffix}`,
    0xc3 | bits,
    { ...fields, imm: 0x110 },
    ['kernel'],
    'v4',
    `strel${suffix} [{dst}{offset}], {src}`,
    `store_release((u${type} *)({dst} {offset}), {${w}src})`,
    { kind: 'atomic', op: 'store_release', size, fetch: false },
    w === 'w' ? [`store_release((u${type} *)({dst} {offset}), {src})`] : [],
  );
}

// 64-bit immediates, RFC 9669 section 5.4: two slots; src says what the number stands for.
const IMM64: readonly Imm64Kind[] = [
  'value',
  'map_fd',
  'map_value',
  'var',
  'code',
  'map_idx',
  'map_idx_value',
];
IMM64.forEach((ref, src) => {
  const word = ref === 'value' ? '' : `${ref} `;
  const fields = { dst: 'dst', src, imm: 'imm64' } as const;
  row(
    `lddw.${ref}`,
    0x18,
    fields,
    ['base64'],
    'v1',
    `lddw {dst}, ${word}{imm64}`,
    `{dst} = ${word}{imm64} ll`,
    {
      kind: 'imm64',
      ref,
    },
  );
});

// Legacy packet access, RFC 9669 section 5.5: big-endian loads into r0.
for (const { size, bits, suffix, type } of SIZES) {
  if (size === 8) continue;
  const groups = ['packet'] as const;
  row(
    `ldabs${suffix}`,
    0x20 | bits,
    { imm: 'imm' },
    groups,
    'v1',
    `ldabs${suffix} {imm}`,
    `r0 = *(u${type} *)skb[{imm}]`,
    {
      kind: 'packet',
      size,
      indirect: false,
    },
  );
  row(
    `ldind${suffix}`,
    0x40 | bits,
    { src: 'src', imm: 'imm' },
    groups,
    'v1',
    `ldind${suffix} {src}, {imm}`,
    `r0 = *(u${type} *)skb[{src}{+imm}]`,
    { kind: 'packet', size, indirect: true },
  );
}

// Jumps, RFC 9669 section 4.3.
const JUMPS: readonly (readonly [op: JumpOp, code: number, operator: string])[] = [
  ['eq', 0x1, '=='],
  ['gt', 0x2, '>'],
  ['ge', 0x3, '>='],
  ['set', 0x4, '&'],
  ['ne', 0x5, '!='],
  ['sgt', 0x6, 's>'],
  ['sge', 0x7, 's>='],
  ['lt', 0xa, '<'],
  ['le', 0xb, '<='],
  ['slt', 0xc, 's<'],
  ['sle', 0xd, 's<='],
];
/** The comparisons that came with v2; all 32-bit jumps came with v3. */
const V2_JUMPS: ReadonlySet<JumpOp> = new Set(['lt', 'le', 'slt', 'sle']);
for (const [op, code, operator] of JUMPS) {
  for (const { width, class: cls, suffix, w, base } of JUMP_WIDTHS) {
    const name = `j${op}${suffix}`;
    const cpu = width === 32 ? 'v3' : V2_JUMPS.has(op) ? 'v2' : 'v1';
    const opcode = (code << 4) | cls;
    const c = `if {${w}dst} ${operator}`;
    row(
      `${name}.imm`,
      opcode,
      { dst: 'dst', offset: 'rel', imm: 'imm' },
      [base],
      cpu,
      `${name} {dst}, {imm}, {rel}`,
      `${c} {imm} goto {rel}`,
      { kind: 'jump', op, width, src: 'imm' },
    );
    row(
      `${name}.reg`,
      opcode | 0x08,
      { dst: 'dst', src: 'src', offset: 'rel' },
      [base],
      cpu,
      `${name} {dst}, {src}, {rel}`,
      `${c} {${w}src} goto {rel}`,
      { kind: 'jump', op, width, src: 'reg' },
    );
  }
}
row('ja', 0x05, { offset: 'rel' }, ['base32'], 'v1', 'ja {rel}', 'goto {rel}', { kind: 'goto' });
row('ja32', 0x06, { imm: 'rel' }, ['base32'], 'v4', 'ja32 {rel}', 'gotol {rel}', { kind: 'goto' });
row('may_goto', 0xe5, { offset: 'rel' }, ['kernel'], 'v4', 'may_goto {rel}', 'may_goto {rel}', {
  kind: 'may_goto',
});

// Calls and exit, RFC 9669 sections 4.3.1 and 4.3.2.
row(
  'call.helper',
  0x85,
  { imm: 'helper' },
  ['base32'],
  'v1',
  'call {helper}',
  'call {helper}',
  { kind: 'call', target: 'helper' },
  ['call helper {helper}'],
);
row('call.local', 0x85, { src: 1, imm: 'rel' }, ['base32'], 'v3', 'call local {rel}', 'call {pcrel}', {
  kind: 'call',
  target: 'local',
});
row(
  'call.kfunc',
  0x85,
  { src: 2, imm: 'helper' },
  ['kernel'],
  'v3',
  'call runtime {helper}',
  'call kfunc {helper}',
  {
    kind: 'call',
    target: 'kfunc',
  },
);
// Clang before 19 wrote the register of callx into the immediate; r0 there is the other form's r0.
row(
  'callx',
  0x8d,
  { dst: 'dst' },
  ['callx'],
  'v1',
  'call {dst}',
  'callx {dst}',
  { kind: 'call', target: 'reg' },
  ['call helper {dst}'],
);
row('callx.imm', 0x8d, { imm: 'dst' }, ['callx'], 'v1', 'callx_imm {dst}', 'callx_imm {dst}', {
  kind: 'call',
  target: 'reg',
});
row('exit', 0x95, {}, ['base32'], 'v1', 'exit', 'exit', { kind: 'exit' });

/** All rows, in RFC 9669's order of classes. */
export const INSNS: readonly InsnDesc[] = rows;

const byId = new Map(rows.map(desc => [desc.id, desc]));

/** The row of an id; undefined when there is none. */
export const insnById = (id: string): InsnDesc | undefined => byId.get(id);
