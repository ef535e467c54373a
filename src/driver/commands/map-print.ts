/** Elements of maps and records of buffers as bpftool prints them. */
import {
  compactJson,
  decodeValue,
  listValue,
  literal,
  objectValue,
  prettyText,
  textValue,
  type ValueTree,
} from '../../frontend/btf/value.js';
import { sizeOf, typeOf } from '../../frontend/btf/walk.js';
import { mapType } from '../../platform/maps.js';
import type { OpenMap } from '../session-access.js';
import type { Symbolizer } from '../symbolize.js';

const bytesList = (bytes: Uint8Array): ValueTree =>
  listValue(Array.from(bytes, byte => textValue(`0x${byte.toString(16).padStart(2, '0')}`)));

const isPerCpu = ({ info }: OpenMap): boolean => /percpu/.test(mapType(info.type)?.name ?? '');

/** The values of all CPUs, without what rounds them up to 8 bytes. */
function* cpuValues({ info, cpus }: OpenMap, value: Uint8Array): Generator<readonly [number, Uint8Array]> {
  const stride = Math.ceil(info.value_size / 8) * 8;
  for (let cpu = 0; cpu < cpus; cpu++)
    yield [cpu, value.subarray(cpu * stride, cpu * stride + info.value_size)];
}

/** Whether the type of the values is known. */
export const isTyped = ({ btf, info }: OpenMap): boolean =>
  btf !== undefined && info.btf_value !== 0 && sizeOf(btf, info.btf_value) === info.value_size;

/** `{"key":…,"value":…,"formatted":{…}}`; the last when the types are known. */
export function elementJson(map: OpenMap, key: Uint8Array, value: Uint8Array): ValueTree {
  const raw = element(map, key, value, bytesList, bytesList, true);
  const { btf, info } = map;
  if (!btf || !isTyped(map)) return raw;
  const isSection = typeOf(btf, info.btf_value).kind === 'datasec';
  const typed = element(
    map,
    key,
    value,
    bytes =>
      sizeOf(btf, info.btf_key) !== info.key_size ? bytesList(bytes) : decodeValue(btf, info.btf_key, bytes),
    bytes => decodeValue(btf, info.btf_value, bytes),
    !isSection,
  );
  return objectValue(...(raw as Extract<ValueTree, { kind: 'object' }>).members, ['formatted', typed]);
}

function element(
  map: OpenMap,
  key: Uint8Array,
  value: Uint8Array,
  keyTree: (bytes: Uint8Array) => ValueTree,
  valueTree: (bytes: Uint8Array) => ValueTree,
  hasKey: boolean,
): ValueTree {
  const members: [string, ValueTree][] = hasKey && map.info.key_size > 0 ? [['key', keyTree(key)]] : [];
  if (isPerCpu(map)) {
    const values = Array.from(cpuValues(map, value), ([cpu, bytes]) =>
      objectValue(['cpu', literal(cpu)], ['value', valueTree(bytes)]),
    );
    members.push(['values', listValue(values)]);
  } else {
    members.push(['value', valueTree(value)]);
  }
  return objectValue(...members);
}

/** `01 02 03`, 16 to a line when there are more. */
function hexLines(bytes: Uint8Array): string {
  const words = Array.from(bytes, byte => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [];
  for (let i = 0; i < words.length; i += 16) lines.push(words.slice(i, i + 16).join(' '));
  return lines.join('\n');
}

/** An element whose types are not known. */
export function elementText(map: OpenMap, key: Uint8Array, value: Uint8Array): string {
  const lines: string[] = [];
  const short = !isPerCpu(map) && key.length <= 16 && value.length <= 16 && key.length + value.length <= 24;
  if (short) {
    const shown = key.length > 0 ? `key: ${hexLines(key)}  ` : '';
    return `${shown}value: ${hexLines(value)}\n`;
  }
  if (key.length > 0) lines.push('key:', hexLines(key));
  if (isPerCpu(map)) {
    for (const [cpu, bytes] of cpuValues(map, value))
      lines.push(`value (CPU ${String(cpu).padStart(2, '0')}): ${hexLines(bytes)}`);
  } else lines.push('value:', hexLines(value));
  return `${lines.join('\n')}\n`;
}

/** A record of a buffer on one line. */
export function recordJson(
  { btf }: OpenMap,
  type: number | undefined,
  data: Uint8Array,
  cpu: number,
): string {
  const formatted: [string, ValueTree][] =
    btf && type !== undefined ? [['formatted', decodeValue(btf, type, data)]] : [];
  return `${compactJson(objectValue(['cpu', literal(cpu)], ['data', bytesList(data)], ...formatted))}\n`;
}

/** A record of a buffer for people. */
export function recordText({ btf }: OpenMap, type: number | undefined, data: Uint8Array): string {
  return btf && type !== undefined ? `${prettyText(decodeValue(btf, type, data))}\n` : `${hexLines(data)}\n`;
}

/** A stack trace: one frame a line, the innermost first. */
export function stackText(key: Uint8Array, value: Uint8Array, symbols: Symbolizer | undefined): string {
  const words = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const lines = [`stack ${new DataView(key.buffer, key.byteOffset).getUint32(0, true)}:`];
  for (let at = 0; at + 8 <= value.length; at += 8) {
    const address = words.getBigUint64(at, true);
    if (address === 0n) break;
    lines.push(`\t${symbols ? symbols.name(address) : `0x${address.toString(16)}`}`);
  }
  return `${lines.join('\n')}\n`;
}
