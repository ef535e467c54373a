/** A seeded source of numbers, so that a run can be repeated by its seed. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0 || 1;
  }

  /** 0 to 2^32 - 1 (xorshift32 of Marsaglia with a multiplication at the end). */
  word(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return Math.imul(this.#state, 0x9e3779b1) >>> 0;
  }

  /** 0 to `bound` - 1. */
  below(bound: number): number {
    return this.word() % bound;
  }

  chance(p: number): boolean {
    return this.word() < p * 2 ** 32;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  /** A 64-bit number: small, near a power of two, or anything. */
  number(): bigint {
    const any = (BigInt(this.word()) << 32n) | BigInt(this.word());
    switch (this.below(4)) {
      case 0:
        return BigInt(this.below(300));
      case 1:
        return BigInt.asUintN(64, (1n << BigInt(this.below(64))) + BigInt(this.below(3) - 1));
      case 2:
        return any & 0xffffffffn;
      default:
        return any;
    }
  }

  /** Bytes of which many are 0, 1 or 0xff. */
  bytes(length: number): Uint8Array {
    const out = new Uint8Array(length);
    const style = this.below(3);
    for (let i = 0; i < length; i++)
      out[i] = style === 0 ? this.word() : this.pick([0, 0, 1, 0xff, this.word()]);
    return out;
  }
}
