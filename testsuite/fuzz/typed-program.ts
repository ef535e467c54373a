/**
 * Random programs in the shape of real ones: lookups, tests for null, packet bounds, indices, spills, loops, helper
 * calls; each part right most of the time and wrong in one detail otherwise, so that verifiers must look closely.
 */
import type { Random } from '../../src/verifier/confirm/random.js';

/** Value size of the map that the programs use; its key is 4 bytes. */
export const VALUE_SIZE = 64;

const SIZES = [1, 2, 4, 8] as const;

/** Text of an XDP program; `map` is what its loads of the map's address say. r6 is the context, r7 and r8 the packet. */
export function typedProgram(random: Random, map: string): string {
  return new Writer(random, map).program();
}

class Writer {
  readonly #random: Random;
  readonly #map: string;
  readonly #lines: string[] = [];
  /** Bytes of packet that were tested. */
  #proved = 0;
  /** r9 holds a value of the map; not tested for null when `maybe`. */
  #value: 'none' | 'maybe' | 'yes' = 'none';
  #labels = 0;
  /** Stack bytes written, from the frame pointer down, in steps of eight. */
  readonly #written = new Set<number>();

  constructor(random: Random, map: string) {
    this.#random = random;
    this.#map = map;
  }

  #emit(...lines: string[]): void {
    this.#lines.push(...lines);
  }

  program(): string {
    this.#emit('r6 = r1', 'r7 = *(u32 *)(r1 + 0)', 'r8 = *(u32 *)(r1 + 4)', 'r9 = 0');
    for (const register of [0, 1, 2, 3, 4, 5]) this.#emit(`r${register} = ${this.#random.below(100)}`);
    const parts = [
      () => this.#packet(),
      () => this.#packet(),
      () => this.#lookup(),
      () => this.#lookup(),
      () => this.#index(),
      () => this.#index(),
      () => this.#stack(),
      () => this.#stack(),
      () => this.#arithmetic(),
      () => this.#branch(),
      () => this.#loop(),
      () => this.#helper(),
    ];
    for (let n = 3 + this.#random.below(8); n > 0; n--) this.#random.pick(parts)();
    return [...this.#lines, 'r0 = 2', 'exit', 'out:', 'r0 = 1', 'exit'].join('\n');
  }

  /** Right most of the time; off by a little otherwise. */
  #nearly(right: number): number {
    return this.#random.chance(0.85) ? right : right + this.#random.pick([-8, -1, 1, 2, 8]);
  }

  #scalar(): string {
    return `r${this.#random.below(6)}`;
  }

  #label(): string {
    return `l${this.#labels++}`;
  }

  /** An unknown number in r2. */
  #unknown(): void {
    const field = this.#random.pick([12, 16]);
    this.#emit(`r2 = *(u32 *)(r6 + ${field})`);
    if (this.#random.chance(0.3)) this.#emit(`r2 <<= ${this.#random.pick([1, 16, 32, 33])}`);
    if (this.#random.chance(0.2)) this.#emit('r2 s>>= 32');
  }

  #packet(): void {
    const size = this.#random.pick(SIZES);
    const at = this.#random.below(40);
    if (this.#proved < at + size || this.#random.chance(0.2)) {
      const least = Math.max(0, this.#nearly(at + size));
      const operator = this.#random.pick(['>', '>', '>', '>=', '<', 's>']);
      const label = this.#label();
      this.#emit('r1 = r7', `r1 += ${least}`);
      if (operator === '<') this.#emit(`if r1 < r8 goto ${label}`, 'goto out', `${label}:`);
      else this.#emit(`if r1 ${operator} r8 goto out`);
      this.#proved = Math.max(this.#proved, at + size);
    }
    if (this.#random.chance(0.7)) this.#emit(`r${this.#random.below(6)} = *(u${8 * size} *)(r7 + ${at})`);
    else this.#emit(`*(u${8 * size} *)(r7 + ${at}) = ${this.#random.below(100)}`);
  }

  #lookup(): void {
    this.#emit(`*(u32 *)(r10 - 4) = ${this.#random.below(9)}`, `r1 = ${this.#map} ll`, 'r2 = r10');
    this.#emit(`r2 += ${-this.#nearly(4)}`, 'call bpf_map_lookup_elem', 'r9 = r0');
    for (const register of [0, 1, 2, 3, 4, 5]) this.#emit(`r${register} = ${this.#random.below(100)}`);
    this.#value = 'maybe';
    if (this.#random.chance(0.85)) {
      this.#emit('if r9 == 0 goto out');
      this.#value = 'yes';
    }
  }

  #index(): void {
    if (this.#value === 'none') this.#stackIndex();
    else this.#valueIndex();
  }

  #valueIndex(): void {
    const size = this.#random.pick(SIZES);
    const at = this.#random.below(16);
    const room = VALUE_SIZE - at - size;
    this.#unknown();
    this.#limit('r2', room);
    const scale = this.#random.chance(0.2) ? this.#random.below(3) : 0;
    if (scale > 0) this.#emit(`r2 <<= ${scale}`);
    this.#emit('r1 = r9', 'r1 += r2');
    if (this.#random.chance(0.5)) this.#emit(`*(u${8 * size} *)(r1 + ${at}) = 7`);
    else this.#emit(`r3 = *(u${8 * size} *)(r1 + ${at})`);
    this.#emit('r1 = 0');
  }

  /** Bounds a register, in one of the ways that programs have. */
  #limit(register: string, most: number): void {
    const right = Math.max(1, this.#nearly(most));
    switch (this.#random.below(7)) {
      case 0:
        this.#emit(`if ${register} > ${right} goto out`);
        break;
      case 1:
        this.#emit(`${register} &= ${this.#random.pick([15, 31, right])}`);
        break;
      case 2:
        this.#emit(`if ${register} s> ${right} goto out`, `if ${register} s< 0 goto out`);
        break;
      case 3:
        // The sign is forgotten.
        this.#emit(`if ${register} s> ${right} goto out`);
        break;
      case 4:
        this.#emit(`${register} %= ${right}`);
        break;
      case 5:
        this.#emit(`w2 = ${register.replace('r', 'w')}`, `if w2 > ${right} goto out`);
        break;
      default:
        this.#emit(`${register} >>= ${this.#random.pick([26, 27, 28, 58])}`);
    }
  }

  #stackIndex(): void {
    for (const slot of [16, 24, 32]) this.#write(slot);
    this.#unknown();
    this.#limit('r2', 16);
    this.#emit('r1 = r10', `r1 += ${-32}`, 'r1 += r2', 'r3 = *(u8 *)(r1 + 0)', 'r1 = 0');
  }

  #write(slot: number): void {
    this.#emit(`*(u64 *)(r10 - ${slot}) = ${this.#random.below(1000)}`);
    this.#written.add(slot);
  }

  #stack(): void {
    const slot = 8 * (2 + this.#random.below(6));
    if (!this.#written.has(slot) && this.#random.chance(0.9)) this.#write(slot);
    switch (this.#random.below(4)) {
      case 0: // A pointer, there and back.
        this.#emit(`*(u64 *)(r10 - ${slot}) = r7`, `r7 = *(u64 *)(r10 - ${slot})`);
        break;
      case 1:
        this.#emit(`${this.#scalar()} = *(u32 *)(r10 - ${slot})`);
        break;
      case 2:
        this.#emit(
          `*(u16 *)(r10 - ${slot}) = ${this.#scalar()}`,
          `${this.#scalar()} = *(u64 *)(r10 - ${slot})`,
        );
        break;
      default:
        this.#emit(`${this.#scalar()} = *(u64 *)(r10 - ${slot})`);
    }
  }

  #arithmetic(): void {
    const operator = this.#random.pick([
      '+=',
      '-=',
      '*=',
      '&=',
      '|=',
      '^=',
      '/=',
      '%=',
      '<<=',
      '>>=',
      's>>=',
    ]);
    const amount =
      operator.includes('<<') || operator.includes('>>')
        ? this.#random.below(32)
        : 1 + this.#random.below(99);
    const narrow = this.#random.chance(0.4);
    const register = this.#scalar();
    this.#emit(`${narrow ? register.replace('r', 'w') : register} ${operator} ${amount}`);
  }

  #branch(): void {
    const operator = this.#random.pick(['==', '!=', '<', '<=', '>', '>=', 's<', 's>', '&']);
    const label = this.#label();
    this.#emit(`if ${this.#scalar()} ${operator} ${this.#random.below(100)} goto ${label}`);
    if (this.#random.chance(0.5)) this.#arithmetic();
    else this.#emit('r5 = 1');
    this.#emit(`${label}:`);
  }

  #loop(): void {
    const label = this.#label();
    const turns = 1 + this.#random.below(12);
    this.#emit('r4 = 0', `${label}:`);
    this.#arithmetic();
    const step = this.#random.chance(0.9) ? 1 : 0;
    this.#emit(`r4 += ${step}`, `if r4 < ${turns} goto ${label}`);
  }

  #helper(): void {
    for (const slot of [16, 24]) this.#write(slot);
    this.#emit('r1 = r10', 'r1 += -24', `r2 = ${Math.max(0, this.#nearly(16))}`, 'call bpf_trace_printk');
    for (const register of [1, 2, 3, 4, 5]) this.#emit(`r${register} = ${this.#random.below(100)}`);
  }
}
