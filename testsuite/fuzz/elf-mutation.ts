/**
 * Damaged objects: whatever a file holds, reading and linking it ends, throws nothing, and says what is wrong when
 * it gives no module. Mutations are by a seed, so that a failure can be run again.
 */
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import type { Btf } from '../../src/frontend/btf/types.js';
import { linkModule } from '../../src/frontend/link.js';
import { readObject } from '../../src/frontend/object.js';

/** Random numbers by xorshift32: small, fast, and the same everywhere. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed | 0 || 1;
  }

  /** An integer from 0 up to, but without, `limit`. */
  below(limit: number): number {
    let x = this.state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.state = x;
    return (x >>> 0) % limit;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** Numbers on which bounds checks break. */
export const EDGES = [
  0n,
  1n,
  2n,
  7n,
  8n,
  0x7fn,
  0x80n,
  0xffn,
  0x100n,
  0x7fffn,
  0x8000n,
  0xffffn,
  0x10000n,
  0x7fffffffn,
  0x80000000n,
  0xfffffff8n,
  0xffffffffn,
  0x100000000n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0xffffffffffffffffn,
];

/**
 * The pieces of an object where damage matters most: header, section headers, and each section's bytes; or only the
 * bytes of some sections, by index.
 */
function regionsOf(bytes: Uint8Array, only?: ReadonlySet<number>): { start: number; size: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = Number(view.getBigUint64(40, true));
  const count = view.getUint16(60, true);
  const regions = only ? [] : [{ start: 0, size: 64 }];
  for (let i = 0; i < count; i++) {
    const header = table + i * 64;
    if (!only) regions.push({ start: header, size: 64 });
    else if (!only.has(i)) continue;
    const size = Number(view.getBigUint64(header + 32, true));
    if (size > 0 && view.getUint32(header + 4, true) !== 8)
      regions.push({ start: Number(view.getBigUint64(header + 24, true)), size });
  }
  return regions;
}

/** A damaged copy: one to eight edits, each in some region of the object, or in some of its sections. */
export function mutate(original: Uint8Array, random: Random, only?: ReadonlySet<number>): Uint8Array {
  let bytes = new Uint8Array(original);
  const regions = regionsOf(original, only);
  for (let edits = 1 + random.below(8); edits > 0; edits--) {
    const region = random.pick(regions);
    const at = region.start + random.below(region.size);
    if (at >= bytes.length) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    switch (random.below(8)) {
      case 0:
        bytes[at] = bytes[at]! ^ (1 << random.below(8));
        break;
      case 1:
        bytes[at] = random.below(256);
        break;
      case 2:
      case 3: {
        const aligned = at & ~3;
        if (aligned + 4 <= bytes.length)
          view.setUint32(aligned, Number(BigInt.asUintN(32, random.pick(EDGES))), true);
        break;
      }
      case 4: {
        const aligned = at & ~7;
        if (aligned + 8 <= bytes.length) view.setBigUint64(aligned, random.pick(EDGES), true);
        break;
      }
      case 5: {
        // A number that is nearly right is worse than a wild one.
        const aligned = at & ~3;
        if (aligned + 4 <= bytes.length)
          view.setUint32(aligned, view.getUint32(aligned, true) + random.below(17) - 8, true);
        break;
      }
      case 6: {
        const source = random.pick(regions);
        const size = Math.min(1 + random.below(64), source.size, bytes.length - at);
        bytes.copyWithin(at, source.start, source.start + size);
        break;
      }
      default:
        if (random.below(8) === 0) bytes = bytes.slice(0, random.below(bytes.length));
        break;
    }
  }
  return bytes;
}

export interface MutationReport {
  /** How many inputs still made a module, and how many were refused. */
  readonly linked: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** What went wrong, with the seed that shows it. */
  readonly faults: readonly string[];
}

/** Longest that one input may take: thousands of times what a sound object of this size takes. */
const LIMIT_MS = 5000;

/** Reads and links `count` damaged copies of the originals, the first with `seed`. */
export function runMutations(
  originals: readonly Uint8Array[],
  targetBtf: Btf,
  seed: number,
  count: number,
): MutationReport {
  let linked = 0;
  let refused = 0;
  let slowestMs = 0;
  const faults: string[] = [];
  for (let i = 0; i < count; i++) {
    const random = new Random(seed + i * 7919);
    const input = mutate(random.pick(originals), random);
    const sink = new DiagnosticSink();
    const start = performance.now();
    try {
      const object = readObject('mutant.o', input, sink);
      // Now and then beside a sound object, whose types and symbols must be merged.
      const other =
        i % 4 === 3 && object && readObject('sound.o', random.pick(originals), new DiagnosticSink());
      const module =
        object &&
        linkModule(other ? [other, object] : [object], { targetBtf, allowUndefined: i % 2 === 0 }, sink);
      if (module) linked++;
      else refused++;
      if (!module && sink.errors === 0) faults.push(`input ${i}: refused without a word`);
      if (module && sink.errors > 0) faults.push(`input ${i}: a module in spite of errors`);
    } catch (error) {
      faults.push(`input ${i}: ${error instanceof Error ? error.stack : error}`);
    }
    const took = performance.now() - start;
    slowestMs = Math.max(slowestMs, took);
    if (took > LIMIT_MS) faults.push(`input ${i}: took ${took.toFixed(0)} ms`);
  }
  return { linked, refused, slowestMs, faults };
}
