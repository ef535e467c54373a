/** Runs a program on many inputs: what it does that it must not, if anything. */

import { Random } from '../../src/verifier/confirm/random.js';
import { type Judgement, judgeRun, type Subject } from '../../src/verifier/confirm/shadow.js';

export interface Verdict {
  readonly runs: number;
  readonly clean: number;
  readonly violation: { readonly what: string; readonly insn: number; readonly seed: number } | undefined;
  /** Why runs could not be judged. */
  readonly unjudged: readonly string[];
}

const LENGTHS = [0, 1, 13, 14, 15, 18, 20, 33, 34, 35, 42, 54, 64, 128, 1500];

/** A packet of the corpus, whole, cut or changed; or random bytes of a length that programs compare with. */
export function randomPacket(random: Random, packets: readonly Uint8Array[]): Uint8Array {
  if (packets.length === 0 || random.chance(0.3)) return random.bytes(random.pick(LENGTHS) + random.below(3));
  const packet = random.pick(packets);
  if (random.chance(0.5)) return packet;
  const cut = random.chance(0.5) ? random.below(packet.length + 1) : packet.length;
  const bytes = packet.slice(0, cut);
  for (let n = random.below(4); n > 0 && bytes.length > 0; n--)
    bytes[random.below(bytes.length)] = random.word();
  return bytes;
}

/** Judges a program on `runs` inputs; ends with the first violation. */
export function judge(
  subject: Subject,
  packets: readonly Uint8Array[],
  seed: number,
  runs: number,
  budget?: number,
): Verdict {
  const unjudged = new Set<string>();
  let clean = 0;
  for (let i = 0; i < runs; i++) {
    const own = (seed + Math.imul(i, 0x10001)) >>> 0;
    const random = new Random(own);
    const packet = randomPacket(random, packets);
    const outcome: Judgement = judgeRun(subject, random, packet, budget);
    if (outcome.kind === 'violation')
      return {
        runs: i + 1,
        clean,
        violation: { what: outcome.what, insn: outcome.insn, seed: own },
        unjudged: [...unjudged],
      };
    if (outcome.kind === 'clean') clean++;
    else unjudged.add(outcome.what);
  }
  return { runs, clean, violation: undefined, unjudged: [...unjudged] };
}
