/**
 * Global variables with other values than the object has (`--set NAME=VALUE`): by name, in the type that BTF says,
 * or else as an unsigned integer of the symbol's size. `NAME` may go on to a member or an element: `cfg.ports[2]`.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { isComposite, isEnum } from './btf/core-match.js';
import type { Btf, BtfId, BtfType } from './btf/types.js';
import { resolve, sizeOf, typeOf } from './btf/walk.js';
import type { GlobalSpec, GlobalSymbol, Module } from './program.js';

/** The module with its globals set; reports E0117 and E0118, and then gives undefined. */
export function applySettings(
  module: Module,
  settings: readonly string[],
  sink: DiagnosticSink,
): Module | undefined {
  if (settings.length === 0) return module;
  const errors = sink.errors;
  const globals = module.globals.map(global => ({ ...global, data: global.data.slice() }));
  for (const setting of settings) applySetting({ ...module, globals }, setting, sink);
  return sink.errors > errors ? undefined : { ...module, globals };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function applySetting(
  module: Module & { readonly globals: Mutable<GlobalSpec>[] },
  setting: string,
  sink: DiagnosticSink,
): undefined {
  const at = setting.indexOf('=');
  const path = at < 0 ? setting : setting.slice(0, at);
  const value = setting.slice(at + 1);
  if (at < 0) return sink.report('E0118', { name: path, reason: 'a setting is NAME=VALUE' });
  const name = variableName(module, path);
  const found = variablesOf(module, name);
  const [first, second] = found;
  if (!first) {
    const names = module.globals.flatMap(g => (g.kind === 'kconfig' ? [] : g.symbols.map(s => s.name)));
    return sink.report('E0117', { name, module: module.name }, undefined, {
      help: names.length > 0 ? `it has ${names.join(', ')}` : 'it has none at all',
    });
  }
  const wrong = (reason: string): undefined => sink.report('E0118', { name: path, reason });
  if (second)
    return wrong(
      `there are several, in ${found.map(f => `${f.symbol.name} of ${f.global.name}`).join(', ')}`,
    );
  const { global, symbol } = first;
  const place = placeOf(module.btf, symbol, path.slice(name.length));
  if (typeof place === 'string') return wrong(place);
  const bytes = encode(module.btf, place, value);
  if (typeof bytes === 'string') return wrong(bytes);
  const start = symbol.offset + place.offset;
  if (start + bytes.length > global.size) return wrong('it is outside of its section');
  if (global.relocs.some(r => r.offset < start + bytes.length && r.offset + 8 > start))
    return wrong('the object sets it to an address');
  global.data.set(bytes, start);
  if (global.kind === 'bss') global.kind = 'data';
  return undefined;
}

/** The part of a path that names a variable: the longest name there is, since names may have dots too. */
function variableName({ globals }: { readonly globals: readonly GlobalSpec[] }, path: string): string {
  const names = globals.flatMap(global => global.symbols.map(symbol => symbol.name));
  const fits = names.filter(name => path.startsWith(name) && /^([.[]|$)/.test(path.slice(name.length)));
  return fits.sort((a, b) => b.length - a.length)[0] ?? /^[^.[]*/.exec(path)![0];
}

/** The variables of a name; a static of a function is FUNCTION.NAME, and found by either. */
function variablesOf(module: { readonly globals: readonly Mutable<GlobalSpec>[] }, name: string) {
  const all = module.globals.flatMap(global =>
    global.kind === 'kconfig' ? [] : global.symbols.map(symbol => ({ global, symbol })),
  );
  const exact = all.filter(({ symbol }) => symbol.name === name);
  return exact.length > 0 ? exact : all.filter(({ symbol }) => symbol.name.split('.')[1] === name);
}

interface Place {
  /** In bytes from the variable's start. */
  readonly offset: number;
  readonly size: number;
  /** Undefined without BTF. */
  readonly type: BtfId | undefined;
}

/** Follows `.member` and `[index]`; a text says why that cannot be done. */
function placeOf(btf: Btf | undefined, symbol: GlobalSymbol, path: string): Place | string {
  const variable = btf && symbol.btfId !== undefined ? typeOf(btf, symbol.btfId) : undefined;
  const whole = { offset: 0, size: symbol.size };
  if (!btf || variable?.kind !== 'var')
    return path === '' ? { ...whole, type: undefined } : 'there is no BTF that says what it consists of';
  let place: Place = { ...whole, type: variable.type };
  for (let rest = path; rest !== ''; ) {
    const [step = '', member, index] = /^(?:\.(\w+)|\[(\d+)\])/.exec(rest) ?? [];
    if (step === '') return `\`${rest}\` is neither .MEMBER nor [INDEX]`;
    const next = stepInto(btf, place, member, Number(index));
    if (typeof next === 'string') return next;
    place = next;
    rest = rest.slice(step.length);
  }
  return place;
}

function stepInto(btf: Btf, place: Place, member: string | undefined, index: number): Place | string {
  const type = typeOf(btf, resolve(btf, place.type!));
  if (member === undefined) {
    if (type.kind !== 'array') return 'it is no array';
    if (index >= type.count) return `it has ${type.count} elements`;
    const size = sizeOf(btf, type.type);
    return size === undefined
      ? 'its elements have no size'
      : { offset: place.offset + index * size, size, type: type.type };
  }
  const found = memberOf(btf, type, member);
  if (!found) return `it has no member ${member}`;
  if (found.bitSize > 0) return `${member} is a bit-field`;
  const size = sizeOf(btf, found.type);
  return size === undefined
    ? `${member} has no size`
    : { offset: place.offset + found.bitOffset / 8, size, type: found.type };
}

/** A member by name, in anonymous members too. */
function memberOf(
  btf: Btf,
  type: BtfType,
  name: string,
): { type: BtfId; bitOffset: number; bitSize: number } | undefined {
  if (!isComposite(type)) return undefined;
  for (const member of type.members) {
    if (member.name === name) return member;
    if (member.name !== '') continue;
    const inner = memberOf(btf, typeOf(btf, resolve(btf, member.type)), name);
    if (inner) return { ...inner, bitOffset: inner.bitOffset + member.bitOffset };
  }
  return undefined;
}

/** The bytes of a value; a text says why it has none in that type. */
function encode(btf: Btf | undefined, { size, type: id }: Place, value: string): Uint8Array | string {
  const type = btf && id !== undefined ? typeOf(btf, resolve(btf, id)) : undefined;
  if (type?.kind === 'array') return encodeText(btf!, type, size, value);
  if (type && isEnum(type)) {
    const named = type.values.find(v => v.name === value)?.value;
    const number = named ?? numberOf(value);
    if (number !== undefined)
      return littleEndian(number, size, type.signed) ?? `it does not fit ${size} bytes`;
    return `it is one of ${type.values.map(v => v.name).join(', ')}`;
  }
  if (type && type.kind !== 'int') return `it is a ${type.kind}, not a number`;
  if (![1, 2, 4, 8].includes(size)) return `it has ${size} bytes, which no number has`;
  const bool = type?.bool === true;
  const truth = ['false', 'true'].indexOf(value);
  const number = bool && truth >= 0 ? BigInt(truth) : numberOf(value);
  if (number === undefined) return bool ? 'it is true or false' : `${value || 'nothing'} is not a number`;
  if (bool && number !== 0n && number !== 1n) return 'it is true or false';
  // Without a type either reading will do.
  const bytes = littleEndian(number, size, type?.signed ?? number < 0n);
  return (
    bytes ?? `${value} does not fit ${type?.signed ? 'a signed' : 'an unsigned'} number of ${size} bytes`
  );
}

function encodeText(
  btf: Btf,
  type: Extract<BtfType, { kind: 'array' }>,
  size: number,
  value: string,
): Uint8Array | string {
  const element = typeOf(btf, resolve(btf, type.type));
  if (element.kind !== 'int' || element.size !== 1) return 'it is an array: set its elements, as NAME[0]';
  const text = new TextEncoder().encode(value);
  if (text.length >= size) return `the text has ${text.length} bytes and a NUL, and there are ${size}`;
  const bytes = new Uint8Array(size);
  bytes.set(text);
  return bytes;
}

/** A number as C writes it, in decimal, hexadecimal, octal or binary, or a character. */
function numberOf(text: string): bigint | undefined {
  const character = /^'([ -~])'$/.exec(text)?.[1];
  if (character !== undefined) return BigInt(character.charCodeAt(0));
  const [, sign, digits] = /^(-?)(0[xX][0-9a-fA-F]+|0[bB][01]+|\d+)$/.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const octal = /^0\d+$/.test(digits);
  if (octal && /[89]/.test(digits)) return undefined;
  const magnitude = BigInt(octal ? `0o${digits.slice(1)}` : digits);
  return sign === '-' ? -magnitude : magnitude;
}

function littleEndian(value: bigint, size: number, signed: boolean): Uint8Array | undefined {
  const bits = size * 8;
  if ((signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)) !== value) return undefined;
  return Uint8Array.from({ length: size }, (_, i) =>
    Number((BigInt.asUintN(bits, value) >> BigInt(i * 8)) & 255n),
  );
}
