import { resolve } from 'node:path';
import { compactJson, prettyText } from '../../frontend/btf/value.js';
import { mapType } from '../../platform/maps.js';
import type { UPDATE_FLAGS } from '../host-error.js';
import { systemReason } from '../output.js';
import {
  isHidden,
  type MapInfo,
  type OpenMap,
  openMap,
  type Sessions,
  toOpenMap,
  withSessions,
} from '../session-access.js';
import { Symbolizer } from '../symbolize.js';
import type { CommandContext } from './command.js';
import { readPin } from './map-pin.js';
import { elementJson, elementText, isTyped, recordJson, recordText, stackText } from './map-print.js';
import { parseElement, parseMap } from './map-words.js';

const VERBS = {
  list,
  dump,
  lookup,
  update,
  delete: remove,
  watch,
  pin,
} as const satisfies Record<string, Verb>;

type Verb = (
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
) => Promise<number | undefined>;

/** `ebpfc map VERB [MAP…]`: the maps of a session, with bpftool's words. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const [verb, ...words] = context.operands;
  if (verb === undefined || !Object.hasOwn(VERBS, verb))
    return context.sink.report('E0806', { what: `one of ${Object.keys(VERBS).join(', ')}` });
  return withSessions(context, sessions => VERBS[verb as keyof typeof VERBS](context, sessions, words));
}

async function list(context: CommandContext, sessions: Sessions): Promise<undefined> {
  const { options, shell } = context;
  const session = await sessions.chosen();
  if (session === undefined) return;
  const maps: MapInfo[] = [];
  const asked = await sessions.ask({ kind: 'maps', session }, answer => {
    if (answer.kind === 'map' && !isHidden(answer.info)) maps.push(answer.info);
    return true;
  });
  if (!asked) return;
  if (options.json) return void (await shell.print(`${JSON.stringify(maps.map(mapJson))}\n`));
  await shell.print(maps.map(describe).join(''));
}

const typeName = (type: number): string => mapType(type)?.name ?? `type ${type}`;

function mapJson(info: MapInfo): object {
  return {
    ...{ id: info.id, type: typeName(info.type), name: info.name, flags: info.flags },
    ...{ bytes_key: info.key_size, bytes_value: info.value_size, max_entries: info.max_entries },
    ...{ bytes_memlock: info.bytes, frozen: info.frozen, entries: info.entries },
    ...(info.btf_id !== 0 && { btf_id: info.btf_id }),
  };
}

function describe(info: MapInfo): string {
  const btf = info.btf_id === 0 ? '' : `\n\tbtf_id ${info.btf_id}`;
  const sizes = `key ${info.key_size}B  value ${info.value_size}B  max_entries ${info.max_entries}`;
  const head = `${info.id}: ${typeName(info.type)}  name ${info.name}  flags 0x${info.flags.toString(16)}`;
  return `${head}\n\t${sizes}  memlock ${info.bytes}B${btf}\n`;
}

/** What the first words name: the session, the map, and the words behind it. */
interface Named {
  readonly session: string;
  readonly map: number | string;
  readonly rest: readonly string[];
}

async function named(
  { sink }: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<Named | undefined> {
  if (words[0] === 'pinned' && words[1] !== undefined) {
    const pin = readPin(words[1]);
    if (typeof pin === 'string') return sink.report('E0841', { map: words[1], reason: pin });
    return { ...pin, rest: words.slice(2) };
  }
  const parsed = parseMap(words);
  if (!parsed) return sink.report('E0806', { what: 'a map: its name, `id N`, `name NAME` or `pinned PATH`' });
  const session = await sessions.chosen();
  return session === undefined ? undefined : { session, ...parsed };
}

async function dump(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<undefined> {
  const { options, shell } = context;
  const what = await named(context, sessions, words);
  if (!what) return;
  const { session, map } = what;
  const symbols = symbolsOf(context);
  if (symbols === 'reported') return;
  let open: OpenMap | undefined;
  let count = 0;
  const typed = (): boolean =>
    options.json || (open !== undefined && isTyped(open) && typeName(open.info.type) !== 'stack_trace');
  // Elements are printed as they come: a map may be larger than memory.
  const asked = await sessions.ask({ kind: 'dump', session, map }, async answer => {
    if (answer.kind === 'map') {
      open = toOpenMap(answer);
      if (typed()) await shell.print('[');
    } else if (answer.kind === 'entry' && open) {
      const key = Buffer.from(answer.key, 'hex');
      const value = Buffer.from(answer.value, 'hex');
      const before = count++ > 0 ? ',' : '';
      if (typeName(open.info.type) === 'stack_trace' && !options.json) {
        await shell.print(stackText(key, value, symbols));
        return true;
      }
      if (options.json) await shell.print(before + compactJson(elementJson(open, key, value)));
      else
        await shell.print(
          isTyped(open) ? before + prettyElement(open, key, value) : elementText(open, key, value),
        );
    }
    return true;
  });
  if (!open) return;
  if (typed()) await shell.print(options.json || count === 0 ? ']\n' : '\n]\n');
  else if (asked) await shell.print(`Found ${count} element${count === 1 ? '' : 's'}\n`);
}

/** What --pid names; undefined without it. */
function symbolsOf({ options, sink }: CommandContext): Symbolizer | undefined | 'reported' {
  if (options.pid === undefined) return undefined;
  try {
    return new Symbolizer(options.pid);
  } catch (error) {
    sink.report('E0804', { file: `/proc/${options.pid}/maps`, reason: systemReason(error) });
    return 'reported';
  }
}

function prettyElement(map: OpenMap, key: Uint8Array, value: Uint8Array): string {
  const tree = elementJson(map, key, value);
  const formatted = tree.kind === 'object' && tree.members.find(([name]) => name === 'formatted');
  return prettyText(formatted ? formatted[1] : tree, 1);
}

async function lookup(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<number | undefined> {
  const { options, shell } = context;
  const what = await element(context, sessions, words, []);
  if (!what) return;
  const { session, map, open, key } = what;
  await sessions.ask({ kind: 'lookup', session, map, key: key && hex(key) }, async answer => {
    if (answer.kind !== 'entry') return true;
    const value = Buffer.from(answer.value, 'hex');
    const shown = key ?? new Uint8Array();
    if (options.json) await shell.print(`${compactJson(elementJson(open, shown, value))}\n`);
    else if (isTyped(open))
      await shell.print(`${prettyElement(open, shown, value).replace(/^ {4}/gm, '')}\n`);
    else await shell.print(elementText(open, shown, value));
    return true;
  });
  return undefined;
}

async function update(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<undefined> {
  const what = await element(context, sessions, words, ['value']);
  if (!what) return;
  const { session, map, open, key, value, flags } = what;
  const { cpus, info } = open;
  // As bpftool: one value for all CPUs.
  const isPerCpu = /percpu/.test(typeName(info.type));
  const stride = Math.ceil(info.value_size / 8) * 8;
  const all = isPerCpu ? new Uint8Array(stride * cpus) : value!;
  if (isPerCpu) for (let cpu = 0; cpu < cpus; cpu++) all.set(value!, cpu * stride);
  await sessions.ask({ kind: 'update', session, map, key: key && hex(key), value: hex(all), flags });
}

async function remove(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<undefined> {
  const { options, shell } = context;
  const what = await element(context, sessions, words, []);
  if (!what) return;
  const { session, map, open, key } = what;
  if (key) return void (await sessions.ask({ kind: 'delete', session, map, key: hex(key) }));
  // A queue or stack gives what it loses.
  await sessions.ask({ kind: 'take', session, map, key: null }, async answer => {
    if (answer.kind !== 'entry') return true;
    const value = Buffer.from(answer.value, 'hex');
    const text = options.json
      ? compactJson(elementJson(open, new Uint8Array(), value))
      : prettyElement(open, new Uint8Array(), value).replace(/^ {4}/gm, '');
    await shell.print(`${text}\n`);
    return true;
  });
}

async function watch(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<undefined> {
  const { options, shell, sink } = context;
  const what = await named(context, sessions, words);
  if (!what) return;
  const { session, map } = what;
  const open = await openMap(sessions, session, map);
  if (!open) return;
  if (!/ringbuf|perf_event_array/.test(typeName(open.info.type)))
    return sink.report('E0841', {
      map: String(map),
      reason: 'only ring buffers and perf buffers are watched',
    });
  const type = recordType(context, open);
  if (type === 'reported') return;
  const request = {
    ...({ kind: 'watch', session, map, limit: options.count ?? 0 } as const),
    timeoutMs: options.timeout === undefined ? -1 : options.timeout * 1000,
  };
  await sessions.ask(
    request,
    async answer => {
      if (answer.kind !== 'record') return true;
      const data = Buffer.from(answer.data, 'hex');
      if (answer.lost > 0) shell.note(`lost ${answer.lost} records of CPU ${answer.cpu}\n`);
      await shell.print(
        options.json ? recordJson(open, type, data, answer.cpu) : recordText(open, type, data),
      );
      return true;
    },
    0,
  );
}

async function pin(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
): Promise<undefined> {
  const what = await named(context, sessions, words);
  if (!what) return;
  const [path, ...more] = what.rest;
  if (path === undefined || more.length > 0) return context.sink.report('E0806', { what: 'a path' });
  await sessions.ask({ kind: 'pin', session: what.session, map: what.map, path: resolve(path) });
}

/** The BTF type of a buffer's records: what --type names, or what the map was declared with. */
function recordType(
  { options, sink }: CommandContext,
  { btf, info }: OpenMap,
): number | undefined | 'reported' {
  if (options.type === undefined) return info.btf_value === 0 ? undefined : info.btf_value;
  const name = options.type.replace(/^(struct|union|enum) /, '');
  const id = btf?.types.findIndex(type => 'name' in type && type.name === name) ?? -1;
  if (id > 0) return id;
  sink.report('E0843', { what: options.type, reason: 'the types of the map do not name it' });
  return 'reported';
}

interface Element extends Named {
  readonly open: OpenMap;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | undefined;
  readonly flags: keyof typeof UPDATE_FLAGS;
}

async function element(
  context: CommandContext,
  sessions: Sessions,
  words: readonly string[],
  wanted: readonly 'value'[],
): Promise<Element | undefined> {
  const what = await named(context, sessions, words);
  if (!what) return undefined;
  const open = await openMap(sessions, what.session, what.map);
  if (!open) return undefined;
  const parsed = parseElement(open, what.rest, wanted.includes('value'));
  if (typeof parsed !== 'string') return { ...what, ...parsed, open };
  return context.sink.report('E0843', { what: what.rest.join(' ') || 'nothing', reason: parsed });
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
