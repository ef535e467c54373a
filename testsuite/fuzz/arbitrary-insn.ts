import fc from 'fast-check';
import { LAST_REGISTER } from '../../src/isa/codec.js';
import { INSNS } from '../../src/isa/table.js';
import type { Insn, InsnDesc } from '../../src/isa/types.js';

const register = fc.integer({ min: 0, max: LAST_REGISTER });
const offset = fc.oneof(
  fc.constantFrom(0, 1, -1, 0x7fff, -0x8000),
  fc.integer({ min: -0x8000, max: 0x7fff }),
);
const imm32 = fc.oneof(
  fc.constantFrom(0n, 1n, -1n, 0x7fff_ffffn, -0x8000_0000n),
  fc.bigInt({ min: -0x8000_0000n, max: 0x7fff_ffffn }),
);
const imm64 = fc.oneof(
  fc.constantFrom(0n, 1n, 2n ** 63n, 2n ** 64n - 1n),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
);

/** All instructions of one row: any value in the fields that it binds, as the decoder would give them. */
export function arbitraryOf(desc: InsnDesc): fc.Arbitrary<Insn> {
  const { fields } = desc;
  const binds = fields.imm === 'dst' ? fc.integer({ min: 1, max: LAST_REGISTER }) : register;
  return fc.record({
    desc: fc.constant(desc),
    dst: fields.dst === 'dst' || fields.imm === 'dst' ? binds : fc.constant(0),
    src: fields.src === 'src' ? register : fc.constant(fields.src),
    offset: typeof fields.offset === 'number' ? fc.constant(fields.offset) : offset,
    imm:
      typeof fields.imm === 'number'
        ? fc.constant(BigInt(fields.imm))
        : fields.imm === 'dst'
          ? fc.constant(0n)
          : fields.imm === 'imm64'
            ? imm64
            : imm32,
  });
}

/** Any instruction, each row as often as the others. */
export const arbitraryInsn: fc.Arbitrary<Insn> = fc.constantFrom(...INSNS).chain(arbitraryOf);
