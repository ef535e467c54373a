/**
 * `.kconfig` externs: values of a kernel's configuration that the program reads as variables. As in libbpf, a weak
 * one that nobody set is zero, and a few names are not configuration but facts about the system.
 */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { Btf, BtfId } from './btf/types.js';
import { alignOf, resolve, sizeOf, typeOf } from './btf/walk.js';
import type { GlobalSpec, GlobalSymbol } from './program.js';

/** `NAME=VALUE` as a kernel's .config has them: y, n, m, a number, or a quoted string. */
export type Kconfig = ReadonlyMap<string, string>;

/** What programs outside of a kernel find; a Kconfig overrides them. */
const VIRTUAL: Kconfig = new Map([
  // The release whose helpers and maps the runtime follows: 6.18.0.
  ['LINUX_KERNEL_VERSION', String((6 << 16) | (18 << 8))],
  // Attach cookies work.
  ['LINUX_HAS_BPF_COOKIE', '1'],
  // A probe of a syscall gets the arguments themselves, not a pointer to registers that hold them.
  ['LINUX_HAS_SYSCALL_WRAPPER', '0'],
]);

/** The settings in the text of a .config file; comments and what is not `CONFIG_…=…` are passed over. */
export function parseKconfig(text: string): Map<string, string> {
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\s*((?:CONFIG_|LINUX_)\w+)=(.*?)\s*$/.exec(line);
    if (match) settings.set(match[1]!, match[2]!);
  }
  return settings;
}

/** A variable in `.kconfig` that code refers to. */
export interface KconfigVariable {
  readonly name: string;
  /** Its type in `btf`, and its VAR in the module's types. */
  readonly btf: Btf;
  readonly type: BtfId;
  readonly btfId: BtfId;
  readonly weak: boolean;
  readonly file: string;
}

/** Bytes of one variable; the texts of a kernel's configuration have some thousands at most. */
const MAX_VARIABLE = 0x10000;

/**
 * The global section of all these variables, filled in, in libbpf's order: by falling alignment, then size, then
 * name. Reports E0115 for a strong variable without a value and E0116 for a value that does not fit.
 */
export function kconfigSection(
  variables: readonly KconfigVariable[],
  kconfig: Kconfig,
  btfId: BtfId | undefined,
  sink: DiagnosticSink,
): GlobalSpec {
  const sized = variables.map(variable => {
    const size = sizeOf(variable.btf, variable.type) ?? 0;
    if (size > MAX_VARIABLE) {
      const reason = `${variable.name} has ${size} bytes`;
      sink.report('E0103', { section: '.kconfig', reason }, { file: variable.file, section: '.kconfig' });
    }
    return { variable, size: Math.min(size, MAX_VARIABLE), align: alignOf(variable.btf, variable.type) };
  });
  sized.sort((a, b) => b.align - a.align || a.size - b.size || (a.variable.name < b.variable.name ? -1 : 1));
  const symbols: GlobalSymbol[] = [];
  let end = 0;
  for (const { variable, size, align } of sized) {
    const offset = Math.ceil(end / align) * align;
    symbols.push({
      name: variable.name,
      offset,
      size,
      linkage: variable.weak ? 'weak' : 'global',
      btfId: variable.btfId,
    });
    end = offset + size;
  }
  const data = new Uint8Array(end);
  for (const [i, { variable }] of sized.entries()) {
    const { name, weak, file } = variable;
    const place = { file, section: '.kconfig' };
    const value = kconfig.get(name) ?? VIRTUAL.get(name);
    const { offset, size } = symbols[i]!;
    if (value === undefined) {
      if (!weak) sink.report('E0115', { name }, place);
      continue;
    }
    const bytes = encodeValue(variable, value, size);
    if (bytes) data.set(bytes, offset);
    else sink.report('E0116', { name, value }, place);
  }
  return {
    name: '.kconfig',
    kind: 'kconfig',
    size: end,
    align: Math.max(1, ...sized.map(s => s.align)),
    data,
    relocs: [],
    symbols,
    btfId,
  };
}

/** The bytes of a value in the variable's type; undefined when it does not fit. */
function encodeValue(variable: KconfigVariable, value: string, size: number): Uint8Array | undefined {
  const { btf } = variable;
  const type = typeOf(btf, resolve(btf, variable.type));
  const quoted = /^"(.*)"$/.exec(value)?.[1];
  if (quoted !== undefined) {
    const element = type.kind === 'array' ? typeOf(btf, resolve(btf, type.type)) : undefined;
    if (element?.kind !== 'int' || element.size !== 1) return undefined;
    // A text that is too long is cut, and ends with NUL all the same.
    return new TextEncoder().encode(quoted.replace(/\\(["\\])/g, '$1')).subarray(0, Math.max(0, size - 1));
  }
  const letter = ['n', 'y', 'm'].indexOf(value);
  if (letter >= 0) {
    if (type.kind === 'int' && type.bool) return letter < 2 ? new Uint8Array([letter]) : undefined;
    if (type.kind === 'enum') return new Uint8Array([letter, 0, 0, 0]).subarray(0, size);
    if (type.kind === 'int' && type.size === 1) return new Uint8Array([value.charCodeAt(0)]);
    return undefined;
  }
  if (type.kind !== 'int' || !/^-?(0[xX][0-9a-fA-F]+|\d+)$/.test(value)) return undefined;
  const magnitude = BigInt(value.replace(/^-/, ''));
  const number = value.startsWith('-') ? -magnitude : magnitude;
  const bits = size * 8;
  if (type.bool && number !== 0n && number !== 1n) return undefined;
  const wrapped = type.signed ? BigInt.asIntN(bits, number) : BigInt.asUintN(bits, number);
  if (wrapped !== number) return undefined;
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, BigInt.asIntN(64, number), true);
  return bytes.subarray(0, size);
}
