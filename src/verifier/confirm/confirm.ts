/**
 * Confirms a rejection: looks for an input on which the program does wrong at the very place where the proof failed,
 * by running it in the interpreter. The same program gives the same answer.
 */
import type { InsnIndex } from '../../isa/types.js';
import { Random } from './random.js';
import { judgeRun, type Subject } from './shadow.js';

/** Inputs that are tried. */
const TRIES = 120;
/** Steps of one run, and of all. */
const MAX_STEPS = 20_000;
/** Bytes of the input that are printed. */
const SHOWN = 48;

/** What to say of a failed check; undefined when no input was found. */
export function confirm(subject: Subject, place: { function: string; insn: InsnIndex }): string | undefined {
  const lengths = boundaries(subject);
  let left = MAX_STEPS * 10;
  for (let i = 0; i < TRIES && left > 0; i++) {
    const random = new Random(i + 1);
    const packet = random.bytes(i < lengths.length ? lengths[i]! : random.pick(lengths));
    const outcome = judgeRun(subject, random, packet, Math.min(left, MAX_STEPS));
    left -= outcome.steps;
    if (outcome.kind !== 'violation') continue;
    if (outcome.insn !== place.insn || outcome.function !== place.function) continue;
    const input = outcome.takesPacket
      ? `a packet of ${packet.length} bytes${packet.length === 0 ? '' : ` (${hex(packet)})`}`
      : `the context ${hex(outcome.context)}`;
    return `confirmed by running it: with ${input}, ${outcome.what}`;
  }
  return undefined;
}

/** Lengths around the constants of a program: what it may compare the length of a packet with. */
function boundaries({ ir, index }: Subject): readonly number[] {
  const found = new Set([0, 1, 14, 64]);
  const func = ir.functions[index]!;
  for (const value of func.values)
    if (value.kind === 'const' && value.bits > 0n && value.bits < 2048n)
      for (const near of [-1, 0, 1]) found.add(Number(value.bits) + near);
  for (const { offset } of func.insts) if (offset > 0 && offset < 2048) found.add(offset);
  return [...found].sort((a, b) => a - b);
}

function hex(bytes: Uint8Array): string {
  const shown = [...bytes.subarray(0, SHOWN)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length > SHOWN ? `${shown} …` : shown;
}
