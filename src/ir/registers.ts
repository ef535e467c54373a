import { assertNever } from '../diag/internal.js';
import type { Insn } from '../isa/types.js';
import { helperArity } from './helpers.js';

/** Registers that an instruction reads and writes, as bit masks (bit n is rn). */
export interface RegisterEffects {
  readonly uses: number;
  readonly defs: number;
}

const ARGUMENTS = 0b111110; // r1 to r5
const CALL_DEFS = ARGUMENTS | 1;

const argumentMask = (count: number): number => ((1 << count) - 1) << 1;

export function registerEffects(insn: Insn): RegisterEffects {
  const sem = insn.desc.sem;
  const dst = 1 << insn.dst;
  const src = 1 << insn.src;
  switch (sem.kind) {
    case 'alu': {
      const source = sem.src === 'reg' && sem.op !== 'neg' ? src : 0;
      return { uses: sem.op === 'mov' ? source : source | dst, defs: dst };
    }
    case 'movsx':
    case 'load':
    case 'addr_space_cast':
      return { uses: src, defs: dst };
    case 'end':
      return { uses: dst, defs: dst };
    case 'store':
      return { uses: sem.src === 'reg' ? dst | src : dst, defs: 0 };
    case 'atomic':
      switch (sem.op) {
        case 'load_acquire':
          return { uses: src, defs: dst };
        case 'cmpxchg':
          return { uses: dst | src | 1, defs: 1 };
        default:
          return { uses: dst | src, defs: sem.fetch ? src : 0 };
      }
    case 'imm64':
      return { uses: 0, defs: dst };
    case 'jump':
      return { uses: sem.src === 'reg' ? dst | src : dst, defs: 0 };
    case 'goto':
    case 'may_goto':
      return { uses: 0, defs: 0 };
    case 'call':
      switch (sem.target) {
        case 'helper':
          return {
            uses: argumentMask(insn.imm === 12n ? 3 : helperArity(Number(insn.imm))),
            defs: CALL_DEFS,
          };
        case 'reg':
          return { uses: ARGUMENTS | dst, defs: CALL_DEFS };
        default:
          return { uses: ARGUMENTS, defs: CALL_DEFS };
      }
    case 'packet':
      return { uses: (1 << 6) | (sem.indirect ? src : 0), defs: CALL_DEFS };
    case 'exit':
      return { uses: 1, defs: 0 };
    default:
      return assertNever(sem);
  }
}
