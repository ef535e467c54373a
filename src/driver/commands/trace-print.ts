/** What a trace prints of the maps: elements on one line each, and histograms. */
import { compactJson, decodeValue, type ValueTree } from '../../frontend/btf/value.js';
import { resolve, sizeOf, typeOf } from '../../frontend/btf/walk.js';
import { mapType } from '../../platform/maps.js';
import type { OpenMap } from '../session-access.js';
import { isTyped } from './map-print.js';

export interface Element {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

const MAX_SLOTS = 64;
const BAR = 40;
const UNITS: Readonly<Record<string, string>> = { ns: 'nsecs', us: 'usecs', ms: 'msecs', bytes: 'bytes' };

const nameOfType = (map: OpenMap): string => mapType(map.info.type)?.name ?? '';

/**
 * A map as text: nothing when nothing was counted in it. Where `hist` is part of its name, its values (64 at most)
 * are counts by powers of two and are drawn.
 */
export function mapText(map: OpenMap, elements: readonly Element[]): string {
  const { name } = map.info;
  const isArray = /array/.test(nameOfType(map));
  // The elements of an array are always there.
  const used = elements.filter(({ value }) => !isArray || value.some(byte => byte !== 0));
  if (used.length === 0) return '';
  const slots = /hist/i.test(name) ? slotBytes(map) : undefined;
  if (slots !== undefined && map.info.value_size === slots && isArray && map.info.max_entries <= MAX_SLOTS) {
    const counts = elements.map(({ value }) => sum(words(value, slots)));
    return `\n${name}:\n${histogram(counts, unitOf(name))}`;
  }
  if (slots !== undefined && map.info.value_size > slots) {
    const per = map.info.value_size / slots;
    const drawn = used.map(({ key, value }) => {
      const all = words(value, slots);
      const counts = Array.from({ length: per }, (_, i) => sum(all.filter((_, at) => at % per === i)));
      return `\n${name}${isArray && map.info.max_entries === 1 ? '' : `[${keyText(map, key)}]`}:\n${histogram(counts, unitOf(name))}`;
    });
    return drawn.join('');
  }
  const lines = used.map(({ key, value }) => `  ${keyText(map, key)}: ${valueText(map, value)}`);
  const order = used.map(({ value }, i) => [value.length === 8 ? words(value, 8)[0]! : 0n, i] as const);
  if (!isArray) order.sort(([a, i], [b, j]) => (a < b ? -1 : a > b ? 1 : i - j));
  return `\n${name}:\n${order.map(([, i]) => `${lines[i]}\n`).join('')}`;
}

/** Bytes of one count in a value that is a number, an array of numbers, or a struct around one such array. */
function slotBytes(map: OpenMap): number | undefined {
  const { btf, info } = map;
  if (!btf || !isTyped(map)) return info.value_size % 8 === 0 ? 8 : undefined;
  let type = typeOf(btf, resolve(btf, info.btf_value));
  if (type.kind === 'struct' && type.members.length === 1)
    type = typeOf(btf, resolve(btf, type.members[0]!.type));
  if (type.kind === 'int') return type.size === 4 || type.size === 8 ? type.size : undefined;
  if (type.kind !== 'array' || type.count > MAX_SLOTS) return undefined;
  const bytes = sizeOf(btf, type.type);
  return bytes === 4 || bytes === 8 ? bytes : undefined;
}

function words(value: Uint8Array, size: number): bigint[] {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  return Array.from({ length: Math.floor(value.length / size) }, (_, i) =>
    size === 8 ? view.getBigUint64(i * 8, true) : BigInt(view.getUint32(i * 4, true)),
  );
}

const sum = (counts: readonly bigint[]): bigint => counts.reduce((a, b) => a + b, 0n);
const unitOf = (name: string): string => UNITS[/_([a-z]+)$/.exec(name)?.[1] ?? ''] ?? 'value';

/** Slot 0 counts 0 and 1, slot n what is at least 2^n and less than twice that. Ends with the last that counted. */
export function histogram(counts: readonly bigint[], unit: string): string {
  const last = counts.findLastIndex(count => count > 0n);
  const first = Math.max(0, counts.findIndex(count => count > 0n) - 1);
  let most = 1n;
  for (const count of counts) if (count > most) most = count;
  const width = Math.max(unit.length, String(2n ** BigInt(last + 1)).length * 2 + 4);
  const range = (i: number): string => {
    const high = String(2n ** BigInt(i + 1) - 1n);
    const low = i === 0 ? '0' : String(2n ** BigInt(i));
    return `${low.padStart((width - 4) / 2)} -> ${high.padEnd((width - 4) / 2)}`;
  };
  const rows = counts.slice(first, last + 1).map((count, at) => {
    const bar = '*'.repeat(Number((count * BigInt(BAR)) / most)).padEnd(BAR);
    return `  ${range(first + at).padEnd(width)} : ${String(count).padEnd(10)} |${bar}|\n`;
  });
  return `  ${unit.padStart(width / 2 + unit.length / 2).padEnd(width)} : count      distribution\n${rows.join('')}`;
}

function keyText(map: OpenMap, key: Uint8Array): string {
  const { btf, info } = map;
  if (btf && info.btf_key !== 0 && sizeOf(btf, info.btf_key) === info.key_size)
    return plain(decodeValue(btf, info.btf_key, key));
  return key.length === 4
    ? String(new DataView(key.buffer, key.byteOffset).getUint32(0, true))
    : hexText(key);
}

function valueText(map: OpenMap, value: Uint8Array): string {
  const { btf, info, cpus } = map;
  if (!btf || !isTyped(map)) return hexText(value);
  if (!/percpu/.test(nameOfType(map))) return plain(decodeValue(btf, info.btf_value, value));
  const stride = Math.ceil(info.value_size / 8) * 8;
  // Counts of all CPUs are one count.
  if (info.value_size === 8) return String(sum(words(value, 8)));
  return Array.from({ length: cpus }, (_, cpu) =>
    plain(decodeValue(btf, info.btf_value, value.subarray(cpu * stride, cpu * stride + info.value_size))),
  ).join(' ');
}

/** A single member of a struct needs no name, and text no quotes. */
const plain = (tree: ValueTree): string => (tree.kind === 'text' ? tree.text : compactJson(tree));

const hexText = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('hex')
    .replace(/..(?=.)/g, '$& ');
