import { assert } from '../diag/internal.js';
import type { Size } from './types.js';

/** A piece of the address space of an interpreted program. */
export interface Region {
  /** For messages: `stack`, `memory`, the name of a map. */
  readonly name: string;
  /** Address of the first byte. */
  readonly base: bigint;
  readonly bytes: Uint8Array;
  readonly writable: boolean;
  /** 1 for each byte that nothing wrote yet; absent when all are initialised. */
  readonly unset?: Uint8Array;
}

interface Mapped extends Region {
  readonly start: number;
  readonly view: DataView;
}

/**
 * First address given out. Above 32 bits, so that an address which was cut to its low half is not valid by
 * chance; all addresses are exact as doubles.
 */
const FIRST_BASE = 0x1000_0000_0000;
/** Distance between regions: a small step past the end of one does not reach the next. */
const GUARD = 0x1_0000;
const PAGE = 0x1000;

/**
 * The memory of an interpreted program: regions at virtual addresses far from each other. An access must lie in
 * one region as a whole; nothing is ever read or written outside. Values are little-endian and unsigned.
 */
export class Memory {
  /** Ascending by address. */
  readonly #regions: Mapped[] = [];
  #next = FIRST_BASE;
  /** Most accesses hit the region of the one before. */
  #last: Mapped | undefined;
  readonly #guard: number;

  /** `guard`: bytes between regions at least; more than any offset of a program, and no access reaches a neighbour. */
  constructor(options: { readonly guard?: number } = {}) {
    this.#guard = options.guard ?? GUARD;
  }

  /** Makes bytes visible to the program, without copying them, at an address of our choice. */
  map(
    name: string,
    bytes: Uint8Array,
    options: { readonly writable?: boolean; readonly unset?: boolean } = {},
  ): Region {
    const start = this.#next;
    this.#next += Math.ceil(bytes.length / PAGE) * PAGE + this.#guard;
    const region: Mapped = {
      name,
      base: BigInt(start),
      bytes,
      writable: options.writable ?? true,
      ...(options.unset && { unset: new Uint8Array(bytes.length).fill(1) }),
      start,
      view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    };
    this.#regions.push(region);
    return region;
  }

  /** Takes a region away: its address is not given out again, and an access to it is a trap from now on. */
  unmap(region: Region): void {
    const index = this.#regions.indexOf(region as Mapped);
    assert(index >= 0, `region ${region.name} is not mapped`);
    this.#regions.splice(index, 1);
    if (this.#last === region) this.#last = undefined;
  }

  get regions(): readonly Region[] {
    return this.#regions;
  }

  /** The region that holds all of `length` bytes at `address`. */
  find(address: bigint, length: number): Region | undefined {
    return this.#find(Number(address), length);
  }

  /** A live view of `length` bytes at `address`: what a helper gets for a pointer and a size. */
  slice(address: bigint, length: number, access: 'read' | 'write'): Uint8Array | undefined {
    const at = Number(address);
    const region = this.#find(at, length);
    if (!region || (access === 'write' && !region.writable)) return undefined;
    return region.bytes.subarray(at - region.start, at - region.start + length);
  }

  /** Whether memory holds bytes that nothing wrote. */
  hasUnset(address: bigint, length: number): boolean {
    const at = Number(address);
    const region = this.#find(at, length);
    return region?.unset?.subarray(at - region.start, at - region.start + length).includes(1) ?? false;
  }

  /** Notes that somebody else wrote to memory, through a view of it. */
  initialise(address: bigint, length: number): void {
    const at = Number(address);
    const region = this.#find(at, length);
    region?.unset?.fill(0, at - region.start, at - region.start + length);
  }

  load(address: bigint, size: Size): bigint | undefined {
    const at = Number(address);
    const region = this.#find(at, size);
    if (!region) return undefined;
    const offset = at - region.start;
    switch (size) {
      case 1:
        return BigInt(region.view.getUint8(offset));
      case 2:
        return BigInt(region.view.getUint16(offset, true));
      case 4:
        return BigInt(region.view.getUint32(offset, true));
      case 8:
        return region.view.getBigUint64(offset, true);
    }
  }

  /** False when there is no such memory, or it is read-only. */
  store(address: bigint, size: Size, value: bigint): boolean {
    const at = Number(address);
    const region = this.#find(at, size);
    if (!region?.writable) return false;
    const offset = at - region.start;
    region.unset?.fill(0, offset, offset + size);
    switch (size) {
      case 1:
        region.view.setUint8(offset, Number(value & 0xffn));
        break;
      case 2:
        region.view.setUint16(offset, Number(value & 0xffffn), true);
        break;
      case 4:
        region.view.setUint32(offset, Number(value & 0xffff_ffffn), true);
        break;
      case 8:
        region.view.setBigUint64(offset, value, true);
        break;
    }
    return true;
  }

  #find(at: number, length: number): Mapped | undefined {
    const last = this.#last;
    if (last && at >= last.start && at + length <= last.start + last.bytes.length) return last;
    let low = 0;
    let high = this.#regions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#regions[middle]!.start <= at) low = middle + 1;
      else high = middle;
    }
    const region = this.#regions[low - 1];
    if (!region || at + length > region.start + region.bytes.length) return undefined;
    this.#last = region;
    return region;
  }
}
