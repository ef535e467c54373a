/**
 * Compiled programs in this process, through the C runtime and koffi. A program that faults takes the process with
 * it: what is not trusted is run by `isolate.ts`, in a process of its own.
 *
 * koffi gives a 64-bit result as a number or a bigint, whichever holds it, and wraps what does not fit without a
 * word: every value that crosses is therefore a bigint that was checked, or a small count.
 */
import koffi from 'koffi';
import { errnoText, HostError, UPDATE_FLAGS } from './host-error.js';

type NativeFunction = (...args: unknown[]) => unknown;

export interface TestRun {
  /** A frame, or the memory of a raw program. */
  readonly data: Uint8Array;
  readonly repeat: number;
}

export interface TestResult {
  readonly retval: bigint;
  /** The data afterwards. */
  readonly data: Uint8Array;
  /** Mean of the repeats, in nanoseconds. */
  readonly durationNs: bigint;
}

export interface MapEntry {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** A program may grow its frame: by as much as the runtime's buffers have room for. */
const MAX_GROWTH = 4096;
const MAX_REPEAT = 0x7fffffff;
/** How long a round of a measurement takes, in nanoseconds: far longer than a call from JavaScript. */
const ROUND_NS = 10_000_000;

interface Api {
  readonly lastError: NativeFunction;
  readonly open: NativeFunction;
  readonly close: NativeFunction;
  readonly instantiate: NativeFunction;
  readonly free: NativeFunction;
  readonly testRun: NativeFunction;
  readonly findMap: NativeFunction;
  readonly nextKey: NativeFunction;
  readonly lookup: NativeFunction;
  readonly update: NativeFunction;
  readonly valueSize: NativeFunction;
  readonly remove: NativeFunction;
  readonly findGlobal: NativeFunction;
}

const OBJECT_OPTS = 'ebpfc_object_opts';
const INSTANCE_OPTS = 'ebpfc_instance_opts_session';
const RUN_OPTS = 'ebpfc_run_opts';
let declared = false;

/** koffi keeps types by name, for the whole process. */
function declareTypes(): void {
  if (declared) return;
  declared = true;
  koffi.struct(OBJECT_OPTS, { size: 'size_t', allow_unverified: 'bool', inspect_only: 'bool' });
  // The first members alone: those behind count as zero.
  koffi.struct(INSTANCE_OPTS, { size: 'size_t', session: 'const char *' });
  koffi.struct(RUN_OPTS, {
    size: 'size_t',
    data_in: 'const uint8_t *',
    data_size_in: 'size_t',
    data_out: 'uint8_t *',
    data_size_out: 'size_t',
    repeat: 'uint32_t',
    mark: 'uint32_t',
    priority: 'uint32_t',
    ifindex: 'uint32_t',
    rx_queue_index: 'uint32_t',
    tstamp: 'uint64_t',
    cb: koffi.array('uint32_t', 5),
    retval: 'uint64_t',
    duration_ns: 'uint64_t',
  });
}

let bound: Api | undefined;

/** One library serves all objects of the process, whichever path names it: its thread-local state does not fit twice. */
function bindLibrary(path: string): Api {
  bound ??= bindFunctions(path);
  return bound;
}

function bindFunctions(path: string): Api {
  declareTypes();
  const library = koffi.load(path, { lazy: true });
  const f = (prototype: string): NativeFunction => library.func(prototype) as NativeFunction;
  return {
    lastError: f('const char *ebpfc_last_error(void)'),
    open: f(`int ebpfc_object_open(const char *path, const ${OBJECT_OPTS} *opts, _Out_ void **object)`),
    close: f('void ebpfc_object_close(void *object)'),
    instantiate: f(
      `int ebpfc_instance_new(void *object, const ${INSTANCE_OPTS} *opts, _Out_ void **instance)`,
    ),
    free: f('void ebpfc_instance_free(void *instance)'),
    testRun: f(`int ebpfc_test_run(void *instance, const char *name, _Inout_ ${RUN_OPTS} *opts)`),
    findMap: f('void *ebpfc_find_map(void *instance, const char *name)'),
    nextKey: f('int ebpfc_map_next_key(void *map, const uint8_t *key, uint8_t *next)'),
    lookup: f('int ebpfc_map_lookup_elem(void *map, const uint8_t *key, uint8_t *value, uint64_t flags)'),
    update: f(
      'int ebpfc_map_update_elem(void *map, const uint8_t *key, const uint8_t *value, uint64_t flags)',
    ),
    valueSize: f('size_t ebpfc_map_value_size(void *map)'),
    remove: f('int ebpfc_map_delete_elem(void *map, const uint8_t *key)'),
    findGlobal: f('void *ebpfc_find_global(void *instance, const char *section, _Out_ size_t *length)'),
  };
}

/** One compiled object, loaded and bound. Not to be used after `close`. */
export class LoadedObject {
  readonly #api: Api;
  readonly #object: unknown;
  readonly #instance: unknown;

  /** Throws HostError when the runtime refuses the object. */
  constructor(
    runtime: string,
    path: string,
    {
      allowUnverified,
      session,
    }: { readonly allowUnverified: boolean; readonly session?: string | undefined },
  ) {
    this.#api = bindLibrary(runtime);
    const object: unknown[] = [null];
    const size = koffi.sizeof(OBJECT_OPTS);
    const opts = { size, allow_unverified: allowUnverified, inspect_only: false };
    this.#check(this.#api.open(path, opts, object));
    this.#object = object[0];
    const instance: unknown[] = [null];
    const binding = session === undefined ? null : { size: koffi.sizeof(INSTANCE_OPTS), session };
    try {
      this.#check(this.#api.instantiate(this.#object, binding, instance));
    } catch (error) {
      this.#api.close(this.#object);
      throw error;
    }
    this.#instance = instance[0];
  }

  /** Runs a program with the meaning of BPF_PROG_TEST_RUN. */
  testRun(program: string, { data, repeat }: TestRun): TestResult {
    if (!Number.isInteger(repeat) || repeat < 1 || repeat > MAX_REPEAT)
      throw new HostError(`repeat ${repeat}`);
    const out = new Uint8Array(data.length + MAX_GROWTH);
    const opts = {
      size: koffi.sizeof(RUN_OPTS),
      data_in: data.length > 0 ? data : null,
      data_size_in: data.length,
      data_out: out,
      data_size_out: out.length,
      repeat,
      ...{ mark: 0, priority: 0, ifindex: 0, rx_queue_index: 0, tstamp: 0n, cb: [0, 0, 0, 0, 0] },
      ...{ retval: 0n, duration_ns: 0n },
    };
    this.#check(this.#api.testRun(this.#instance, program, opts));
    return {
      retval: BigInt.asUintN(64, BigInt(opts.retval)),
      data: out.subarray(0, Number(opts.data_size_out)),
      durationNs: BigInt(opts.duration_ns),
    };
  }

  /**
   * Runs a program in rounds of as many calls as take `ROUND_NS`, after two to warm up. Nanoseconds a call in each
   * round, of this process's CPU time: other processes take none of it.
   */
  measure(
    program: string,
    data: Uint8Array,
    rounds: number,
  ): { readonly calls: number; readonly samples: readonly number[] } {
    const round = (repeat: number): number => {
      const start = process.cpuUsage();
      this.testRun(program, { data, repeat });
      const { user, system } = process.cpuUsage(start);
      return Math.max(1, user + system) * 1000;
    };
    let calls = 1;
    for (let ns = round(calls); ns < ROUND_NS / 4 && calls < MAX_REPEAT / 8; ns = round(calls)) calls *= 4;
    calls = Math.max(1, Math.min(MAX_REPEAT, Math.round((calls * ROUND_NS) / round(calls))));
    round(calls);
    return { calls, samples: Array.from({ length: rounds }, () => round(calls) / calls) };
  }

  /** Up to `limit` entries of a map whose keys have `keySize` bytes, without those that are zero if not wanted. */
  entries(map: string, keySize: number, limit: number, omitZero = false): MapEntry[] {
    const handle = this.#map(map);
    const valueSize = Number(this.#api.valueSize(handle));
    const entries: MapEntry[] = [];
    let key: Uint8Array | null = null;
    while (entries.length < limit) {
      const next = new Uint8Array(keySize);
      if (Number(this.#api.nextKey(handle, key, next)) !== 0) break;
      const value = new Uint8Array(valueSize);
      const found = Number(this.#api.lookup(handle, next, value, 0n)) === 0;
      if (found && !(omitZero && value.every(byte => byte === 0))) entries.push({ key: next, value });
      key = next;
    }
    return entries;
  }

  /** Bytes of a value of a map, of all CPUs together. */
  mapValueSize(map: string): number {
    return Number(this.#api.valueSize(this.#map(map)));
  }

  /** The value of a key; undefined when there is none. */
  lookup(map: string, key: Uint8Array): Uint8Array | undefined {
    const value = new Uint8Array(this.mapValueSize(map));
    return Number(this.#api.lookup(this.#map(map), key, value, 0n)) === 0 ? value : undefined;
  }

  /** Sets an element of a map. Throws HostError when the map refuses. */
  update(map: string, key: Uint8Array, value: Uint8Array, flags: keyof typeof UPDATE_FLAGS = 'any'): void {
    const status = Number(this.#api.update(this.#map(map), key, value, BigInt(UPDATE_FLAGS[flags])));
    if (status !== 0) throw new HostError(`map ${map}: ${errnoText(status)}`);
  }

  /** Whether the element was there. */
  delete(map: string, key: Uint8Array): boolean {
    return Number(this.#api.remove(this.#map(map), key)) === 0;
  }

  /** The keys of a map, one after another. */
  *keys(map: string, keySize: number): Generator<Uint8Array> {
    const handle = this.#map(map);
    let key: Uint8Array | null = null;
    for (;;) {
      const next: Uint8Array = new Uint8Array(keySize);
      if (Number(this.#api.nextKey(handle, key, next)) !== 0) return;
      yield next;
      key = next;
    }
  }

  /** A copy of the bytes of a global section. */
  global(section: string): Uint8Array {
    const { at, length } = this.#global(section);
    return Uint8Array.from(koffi.decode(at, koffi.array('uint8_t', length)) as Iterable<number>);
  }

  /** Sets the bytes of a global section, which programs see at once. */
  setGlobal(section: string, data: Uint8Array): void {
    const { at, length } = this.#global(section);
    if (data.length > length) throw new HostError(`${section} has ${length} bytes, not ${data.length}`);
    koffi.encode(at, koffi.array('uint8_t', data.length), Array.from(data));
  }

  #global(section: string): { readonly at: unknown; readonly length: number } {
    const length = [0];
    const at = this.#api.findGlobal(this.#instance, section, length);
    if (!at) throw new HostError(`there is no section ${section}`);
    return { at, length: Number(length[0]) };
  }

  close(): void {
    this.#api.free(this.#instance);
    this.#api.close(this.#object);
  }

  #map(name: string): unknown {
    const map = this.#api.findMap(this.#instance, name);
    if (!map) throw new HostError(`there is no map ${name}`);
    return map;
  }

  #check(status: unknown): void {
    if (Number(status) !== 0) throw new HostError(String(this.#api.lastError()));
  }
}
