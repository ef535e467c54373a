/**
 * Sessions and their maps in this process, through the C runtime and koffi. What lies in shared memory was written
 * by other processes, and a damaged table may fault: `session-job.ts` does this in a process of its own.
 */
import koffi from 'koffi';
import { HostError, UPDATE_FLAGS } from './host-error.js';

type NativeFunction = (...args: unknown[]) => unknown;

export interface SessionInfo {
  /** Bytes of the file, and the cap. */
  readonly bytes: number;
  readonly max_bytes: number;
  readonly maps: number;
  readonly processes: number;
  readonly threads: number;
  readonly cpus: number;
}

/** `struct ebpfc_map_info` of ebpfc.h. */
export interface MapInfo {
  readonly id: number;
  readonly type: number;
  readonly key_size: number;
  readonly value_size: number;
  readonly max_entries: number;
  readonly flags: number;
  readonly btf_key: number;
  readonly btf_value: number;
  /** 64 bits, as decimal text. */
  readonly map_extra: string;
  readonly entries: number;
  readonly bytes: number;
  readonly frozen: number;
  readonly inner_id: number;
  readonly btf_id: number;
  readonly name: string;
}

/** `struct ebpfc_session_program` of ebpfc.h. */
export interface SessionProgram {
  /** 16 hexadecimal digits. */
  readonly tag: string;
  readonly number: number;
  readonly type: number;
  readonly insn_count: number;
  readonly flags: number;
  readonly loaded_at: number;
  readonly map_ids: readonly number[];
  readonly name: string;
  readonly object: string;
  readonly license: string;
}

const U32 = 'uint32_t';
const U64 = 'uint64_t';
const SESSION_INFO = 'ebpfc_session_info';
const SESSION_OPTS = 'ebpfc_session_opts';
const MAP_INFO = 'ebpfc_map_info';
const PROGRAM = 'ebpfc_session_program';
const RECORD_FN = 'ebpfc_record_fn';
const NAME_BYTES = 65;
const TAKE = 256;
let declared = false;

function declareTypes(): void {
  if (declared) return;
  declared = true;
  const text = (bytes: number) => koffi.array('char', bytes);
  koffi.struct(SESSION_OPTS, { size: 'size_t', existing: 'bool', max_bytes: U64 });
  koffi.struct(SESSION_INFO, {
    ...{ size: 'size_t', bytes: U64, max_bytes: U64, maps: U32, processes: U32, threads: U32, cpus: U32 },
  });
  koffi.struct(MAP_INFO, {
    ...{ size: 'size_t', id: U32, type: U32, key_size: U32, value_size: U32, max_entries: U32, flags: U32 },
    ...{ btf_key: U32, btf_value: U32, map_extra: U64, entries: U64, bytes: U64, frozen: U32, inner_id: U32 },
    ...{ btf_id: U32, reserved: U32, name: text(64) },
  });
  koffi.struct(PROGRAM, {
    ...{ size: 'size_t', tag: U64, number: U32, type: U32, insn_count: U32, flags: U32, loaded_at: U64 },
    ...{ map_count: U32, map_ids: koffi.array(U32, 27), name: text(64), object: text(64), license: text(32) },
  });
  koffi.proto(`int ${RECORD_FN}(void *ctx, void *data, size_t size)`);
}

function bindLibrary(path: string) {
  declareTypes();
  const library = koffi.load(path, { lazy: true });
  const f = (prototype: string): NativeFunction => library.func(prototype) as NativeFunction;
  const batch = 'void *map, const uint8_t *in, uint8_t *out, uint8_t *keys, uint8_t *values';
  return {
    lastError: f('const char *ebpfc_last_error(void)'),
    join: f(`int ebpfc_session_join(const char *name, const ${SESSION_OPTS} *opts, _Out_ void **session)`),
    leave: f('void ebpfc_session_leave(void *session)'),
    remove: f('int ebpfc_session_remove(const char *name)'),
    next: f('int ebpfc_session_next(const char *previous, uint8_t *name)'),
    inspect: f(`int ebpfc_session_inspect(void *session, _Inout_ ${SESSION_INFO} *info)`),
    nextMap: f('int ebpfc_session_next_map(void *session, uint32_t id, _Out_ uint32_t *next)'),
    map: f('int ebpfc_session_map(void *session, uint32_t id, _Out_ void **map)'),
    findMap: f('int ebpfc_session_find_map(void *session, const char *name, _Out_ void **map)'),
    put: f('void ebpfc_map_put(void *map)'),
    mapInspect: f(`int ebpfc_map_inspect(void *map, _Inout_ ${MAP_INFO} *info)`),
    btf: f('void *ebpfc_map_btf(void *map, _Out_ size_t *length)'),
    nextProgram: f(
      `int ebpfc_session_next_program(void *session, uint64_t tag, _Inout_ ${PROGRAM} *program)`,
    ),
    valueSize: f('size_t ebpfc_map_value_size(void *map)'),
    nextKey: f('int ebpfc_map_next_key(void *map, const uint8_t *key, uint8_t *next)'),
    lookup: f('int ebpfc_map_lookup_elem(void *map, const uint8_t *key, uint8_t *value, uint64_t flags)'),
    take: f(
      'int ebpfc_map_lookup_and_delete_elem(void *map, const uint8_t *key, uint8_t *value, uint64_t flags)',
    ),
    update: f(
      'int ebpfc_map_update_elem(void *map, const uint8_t *key, const uint8_t *value, uint64_t flags)',
    ),
    remove_: f('int ebpfc_map_delete_elem(void *map, const uint8_t *key)'),
    lookupBatch: f(`int ebpfc_map_lookup_batch(${batch}, _Inout_ uint32_t *count, uint64_t flags)`),
    pin: f('int ebpfc_map_pin(void *map, const char *path)'),
    ringbufWait: f('int ebpfc_ringbuf_wait(void *map, int timeout_ms)'),
    ringbufConsume: f(`int64_t ebpfc_ringbuf_consume(void *map, ${RECORD_FN} *fn, void *ctx)`),
    perfWait: f('int ebpfc_perf_wait(void *map, int timeout_ms)'),
    perfConsume: f(
      `int64_t ebpfc_perf_consume(void *map, uint32_t cpu, ${RECORD_FN} *fn, void *ctx, _Out_ uint64_t *lost)`,
    ),
  };
}

type Api = ReturnType<typeof bindLibrary>;

const ENOENT = -2;

/** The names of this user's sessions, in order. Throws HostError when their directory cannot be used. */
export function sessionNames(runtime: string): string[] {
  const api = bindLibrary(runtime);
  const names: string[] = [];
  const name = new Uint8Array(NAME_BYTES);
  for (let previous: string | null = null; ; previous = names.at(-1)!) {
    const status = Number(api.next(previous, name));
    if (status === ENOENT) return names;
    if (status !== 0) throw new HostError(String(api.lastError()));
    names.push(new TextDecoder().decode(name.subarray(0, name.indexOf(0))));
  }
}

/** Forgets a session by its name. Throws HostError. */
export function removeSession(runtime: string, name: string): void {
  const api = bindLibrary(runtime);
  if (Number(api.remove(name)) !== 0) throw new HostError(String(api.lastError()));
}

/** A session that exists, joined. Not to be used after `leave`. */
export class Session {
  readonly #api: Api;
  readonly #session: unknown;

  /** Throws HostError when there is none or the runtime refuses it. */
  constructor(runtime: string, name: string) {
    this.#api = bindLibrary(runtime);
    const out: unknown[] = [null];
    const opts = { size: koffi.sizeof(SESSION_OPTS), existing: true, max_bytes: 0n };
    if (Number(this.#api.join(name, opts, out)) !== 0) throw new HostError(String(this.#api.lastError()));
    this.#session = out[0];
  }

  leave(): void {
    this.#api.leave(this.#session);
  }

  info(): SessionInfo {
    const info = {
      size: koffi.sizeof(SESSION_INFO),
      ...zeroes('bytes max_bytes maps processes threads cpus'),
    };
    this.#api.inspect(this.#session, info);
    const { bytes, max_bytes, maps, processes, threads, cpus } = info as unknown as SessionInfo;
    return { bytes: Number(bytes), max_bytes: Number(max_bytes), maps, processes, threads, cpus };
  }

  /** All maps, in the order of their ids; what cannot be opened is left out. */
  maps(): MapInfo[] {
    const infos: MapInfo[] = [];
    const next = [0];
    for (let id = 0; Number(this.#api.nextMap(this.#session, id, next)) === 0; id = next[0]!) {
      const out: unknown[] = [null];
      if (Number(this.#api.map(this.#session, next[0]!, out)) !== 0) continue;
      const map = new SessionMap(this.#api, out[0]);
      infos.push(map.info());
      map.put();
    }
    return infos;
  }

  /** Throws HostError when there is no such map or its entry is damaged. */
  map(which: number | string): SessionMap {
    const out: unknown[] = [null];
    const find = typeof which === 'number' ? this.#api.map : this.#api.findMap;
    if (Number(find(this.#session, which, out)) !== 0) throw new HostError(String(this.#api.lastError()));
    return new SessionMap(this.#api, out[0]);
  }

  programs(): SessionProgram[] {
    const programs: SessionProgram[] = [];
    const record: Record<string, unknown> = {
      size: koffi.sizeof(PROGRAM),
      ...zeroes('tag number type insn_count flags loaded_at map_count'),
      map_ids: new Array<number>(27).fill(0),
      ...{ name: '', object: '', license: '' },
    };
    for (let tag = 0n; ; tag = BigInt.asUintN(64, BigInt(record['tag'] as number | bigint))) {
      const status = Number(this.#api.nextProgram(this.#session, tag, record));
      if (status === ENOENT) return programs;
      if (status !== 0) throw new HostError(String(this.#api.lastError()));
      const { number, type, insn_count, flags, map_count, map_ids, name, object, license } =
        record as unknown as SessionProgram & { map_count: number };
      programs.push({
        tag: BigInt.asUintN(64, BigInt(record['tag'] as number | bigint))
          .toString(16)
          .padStart(16, '0'),
        ...{ number, type, insn_count, flags, name, object, license },
        loaded_at: Number(record['loaded_at']),
        map_ids: Array.from(map_ids).slice(0, map_count),
      });
    }
  }
}

const zeroes = (names: string): Record<string, unknown> =>
  Object.fromEntries(names.split(' ').map(name => [name, 0]));

/** A map of a session. */
export class SessionMap {
  readonly #api: Api;
  readonly #map: unknown;

  constructor(api: Api, map: unknown) {
    this.#api = api;
    this.#map = map;
  }

  put(): void {
    this.#api.put(this.#map);
  }

  info(): MapInfo {
    const info = {
      size: koffi.sizeof(MAP_INFO),
      ...zeroes('id type key_size value_size max_entries flags btf_key btf_value map_extra entries bytes'),
      ...zeroes('frozen inner_id btf_id reserved'),
      name: '',
    };
    this.#api.mapInspect(this.#map, info);
    const {
      size: _size,
      reserved: _reserved,
      ...rest
    } = info as unknown as MapInfo & {
      size: number;
      reserved: number;
    };
    return {
      ...rest,
      map_extra: String(rest.map_extra),
      entries: Number(rest.entries),
      bytes: Number(rest.bytes),
    };
  }

  /** The BTF of the object that made it. */
  btf(): Uint8Array | undefined {
    const length = [0];
    const at = this.#api.btf(this.#map, length);
    if (!at || Number(length[0]) === 0) return undefined;
    return Uint8Array.from(koffi.decode(at, koffi.array('uint8_t', Number(length[0]))) as Iterable<number>);
  }

  /** Bytes of a value, of all CPUs together. */
  get valueSize(): number {
    return Number(this.#api.valueSize(this.#map));
  }

  /** Every element, many at a time where the type can do that. */
  *entries(): Generator<readonly [key: Uint8Array, value: Uint8Array]> {
    const { key_size: keySize, max_entries: most } = this.info();
    const { valueSize } = this;
    const cursor = new Uint8Array(Math.max(4, keySize));
    const room = Math.min(Math.max(most, 1), TAKE);
    const keys = new Uint8Array(room * keySize);
    const values = new Uint8Array(room * valueSize);
    for (let first = true; ; first = false) {
      const count = [room];
      const status = Number(
        this.#api.lookupBatch(this.#map, first ? null : cursor, cursor, keys, values, count, 0n),
      );
      if (status !== 0 && status !== ENOENT) {
        if (first) yield* this.#walk(keySize);
        return;
      }
      for (let i = 0; i < count[0]!; i++) {
        const key = keys.slice(i * keySize, (i + 1) * keySize);
        yield [key, values.slice(i * valueSize, (i + 1) * valueSize)];
      }
      if (status === ENOENT) return;
    }
  }

  /** The same one by one. */
  *#walk(keySize: number): Generator<readonly [key: Uint8Array, value: Uint8Array]> {
    let key: Uint8Array | null = null;
    for (;;) {
      const next: Uint8Array = new Uint8Array(keySize);
      if (Number(this.#api.nextKey(this.#map, key, next)) !== 0) return;
      const value = this.lookup(next);
      if (typeof value !== 'number') yield [next, value];
      key = next;
    }
  }

  /** The value, or -errno. */
  lookup(key: Uint8Array | null): Uint8Array | number {
    const value = new Uint8Array(this.valueSize);
    const status = Number(this.#api.lookup(this.#map, key, value, 0n));
    return status === 0 ? value : status;
  }

  /** The value that is then gone, or -errno: queues and stacks without a key. */
  take(key: Uint8Array | null): Uint8Array | number {
    const value = new Uint8Array(this.valueSize);
    const status = Number(this.#api.take(this.#map, key, value, 0n));
    return status === 0 ? value : status;
  }

  /** 0 or -errno. */
  update(key: Uint8Array | null, value: Uint8Array, flags: keyof typeof UPDATE_FLAGS): number {
    return Number(this.#api.update(this.#map, key, value, BigInt(UPDATE_FLAGS[flags])));
  }

  /** Gives the map a path. Throws HostError. */
  pin(path: string): void {
    if (Number(this.#api.pin(this.#map, path)) !== 0) throw new HostError(String(this.#api.lastError()));
  }

  /** 0 or -errno. */
  delete(key: Uint8Array): number {
    return Number(this.#api.remove_(this.#map, key));
  }

  /**
   * Gives records of a RINGBUF or PERF_EVENT_ARRAY to `take` as they come, until it returns false; with a timeout,
   * until none came for so long.
   */
  watch(
    perf: boolean,
    cpus: number,
    take: (data: Uint8Array, cpu: number, lost: number) => boolean,
    timeoutMs: number,
  ): void {
    const wait = perf ? this.#api.perfWait : this.#api.ringbufWait;
    for (;;) {
      const { consumed, going } = this.consume(perf, cpus, take);
      if (!going) return;
      if (consumed > 0) continue;
      if (Number(wait(this.#map, timeoutMs)) === 0 && timeoutMs >= 0) return;
    }
  }

  /** Gives the records that are there to `take`, until it returns false. */
  consume(
    perf: boolean,
    cpus: number,
    take: (data: Uint8Array, cpu: number, lost: number) => boolean,
  ): { readonly consumed: number; readonly going: boolean } {
    let going = true;
    let cpu = 0;
    let consumed = 0;
    const lost = [0];
    const record = koffi.register((_ctx: unknown, data: unknown, size: number | bigint) => {
      const bytes = Number(size) === 0 ? [] : koffi.decode(data, koffi.array('uint8_t', Number(size)));
      going = take(Uint8Array.from(bytes as Iterable<number>), cpu, Number(lost[0]));
      return going ? 0 : 1;
    }, koffi.pointer(RECORD_FN));
    if (perf) {
      for (; cpu < cpus && going; cpu++)
        consumed += Number(this.#api.perfConsume(this.#map, cpu, record, null, lost));
    } else consumed = Number(this.#api.ringbufConsume(this.#map, record, null));
    koffi.unregister(record);
    return { consumed, going };
  }
}
