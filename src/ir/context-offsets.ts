/**
 * How far from the start of its context a pointer points, by the structure of the code. Virtual contexts can only be
 * accessed at places that are known and the same on every path: behind the field of `xdp_md` at a byte is something
 * else of the runtime's own struct.
 */
import type { Value } from './entities.js';
import type { Func, InstData } from './function.js';
import type { Region } from './provenance.js';

/** A value that may point into the context. */
export interface ContextPlace {
  /** Bytes from the start, whenever it does; undefined when they are not always the same. */
  readonly offset: number | undefined;
  /** Whether it does on every path. */
  readonly always: boolean;
}

/** The values of a function that may point into its context, and where. */
export function contextPlaces(
  func: Func,
  regionOf: (value: Value) => Region | undefined,
): ReadonlyMap<Value, ContextPlace> {
  return new Search(func, regionOf).run();
}

const START: ContextPlace = { offset: 0, always: true };
const ANYWHERE: ContextPlace = { offset: undefined, always: false };

const join = (a: ContextPlace, b: ContextPlace): ContextPlace => ({
  offset: a.offset === b.offset ? a.offset : undefined,
  always: a.always && b.always,
});

class Search {
  readonly #func: Func;
  readonly #regionOf: (value: Value) => Region | undefined;
  readonly #found = new Map<Value, ContextPlace>();
  /** What contexts were stored to each byte of the frame, and (under undefined) to bytes that vary. */
  readonly #spilled = new Map<string | undefined, ContextPlace>();
  #changed = true;
  /** What is in no place when nothing changes any more is no context; before that, it may become one. */
  #settled = false;

  constructor(func: Func, regionOf: (value: Value) => Region | undefined) {
    this.#func = func;
    this.#regionOf = regionOf;
    for (const param of func.block(func.entryBlock).params)
      if (regionOf(param) === 'ctx') this.#found.set(param, START);
  }

  /** Places only lose what is known of them, so this ends; a pointer that a loop moves is anywhere. */
  run(): ReadonlyMap<Value, ContextPlace> {
    const func = this.#func;
    while (this.#changed) {
      this.#changed = false;
      const incoming = new Map<Value, Value[]>();
      for (const block of func.order)
        for (const inst of func.block(block).insts) {
          const data = func.inst(inst);
          this.#visit(data);
          for (const { block: to, args } of data.targets)
            func.block(to).params.forEach((param, i) => {
              incoming.set(param, [...(incoming.get(param) ?? []), args[i]!]);
            });
        }
      for (const [param, values] of incoming) this.#meet(param, values);
      if (!this.#changed && !this.#settled) {
        this.#settled = true;
        this.#changed = true;
      }
    }
    return this.#found;
  }

  #visit(data: InstData): void {
    const { op, args, result } = data;
    if (op === 'select') this.#meet(result, args.slice(1));
    else if (op === 'store') this.#spill(data);
    else if (op === 'load') this.#reload(data);
    else if (op === 'add' || op === 'sub') {
      const [base, other] = [this.#found.get(args[0]!), this.#found.get(args[1]!)];
      if (base === undefined && other === undefined) return;
      const bits = this.#func.constant(args[1]!);
      const step = Number(BigInt.asIntN(64, bits ?? 0n));
      if (base?.offset === undefined || bits === undefined)
        this.#set(result, { ...ANYWHERE, ...base, offset: undefined });
      else this.#set(result, { ...base, offset: base.offset + (op === 'add' ? step : -step) });
    }
  }

  #set(value: Value, place: ContextPlace): void {
    const known = this.#found.get(value);
    const joined = known ? join(known, place) : place;
    if (known && known.offset === joined.offset && known.always === joined.always) return;
    this.#found.set(value, joined);
    this.#changed = true;
  }

  /** One of these values is the result. A constant is no address, so nothing is asked of it. */
  #meet(result: Value, values: readonly Value[]): void {
    const others = values.filter(value => this.#func.constant(value) === undefined);
    const places = others.map(value => this.#found.get(value));
    const known = places.filter(place => place !== undefined);
    if (known.length === 0) return;
    for (const place of known) this.#set(result, place);
    if (this.#settled && known.length < places.length)
      this.#set(result, { offset: known[0]!.offset, always: false });
  }

  #spill(data: InstData): void {
    const place = this.#found.get(data.args[1]!);
    if (place === undefined) return;
    const byte = byteOf(this.#func, data);
    const known = this.#spilled.get(byte);
    const joined = known ? join(known, place) : place;
    if (known && known.offset === joined.offset && known.always === joined.always) return;
    this.#spilled.set(byte, joined);
    this.#changed = true;
  }

  /** A pointer of which nothing is known is some other one, unless a context may have been put there. */
  #reload(data: InstData): void {
    const region = this.#regionOf(data.result);
    if (region !== 'ctx' && region !== 'memory') return;
    const byte = byteOf(this.#func, data);
    const scattered = this.#spilled.get(undefined);
    const inFrame = this.#regionOf(data.args[0]!) === 'stack';
    const unknown = inFrame && (byte === undefined ? this.#spilled.size > 0 : scattered !== undefined);
    if (region === 'ctx') {
      // Provenance says so; that other paths leave a number there does not matter.
      const offset = unknown ? undefined : (this.#spilled.get(byte) ?? START).offset;
      this.#set(data.result, { offset, always: true });
    } else if (unknown) this.#set(data.result, ANYWHERE);
  }
}

/** Which byte of the frame an access starts at, when it is the same every time. */
function byteOf(func: Func, { args, offset }: InstData): string | undefined {
  let place = offset;
  for (let address = args[0]!; ; ) {
    const definition = func.definition(address);
    if (definition?.op === 'slot.addr') return `${definition.ref}:${definition.offset + place}`;
    const bits = definition?.op === 'add' ? func.constant(definition.args[1]!) : undefined;
    if (bits === undefined) return undefined;
    place += Number(BigInt.asIntN(64, bits));
    address = definition!.args[0]!;
  }
}
