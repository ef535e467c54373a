/**
 * The test files of the public suite bpf_conformance: text in sections, `-- asm`, `-- mem`, `-- result` …
 * This reads what the suite's own runner reads, oddities included, with two additions for its negative tests,
 * which that runner passes over: raw code as pairs of hex digits, and an empty `-- error` section.
 */

export interface DataFile {
  /** Assembly text, without comments; line 1 of it is line `asmLine` of the file. */
  readonly asm: string;
  readonly asmLine: number;
  /** Instructions as bytes, in the place of assembly. */
  readonly raw: Uint8Array | undefined;
  /** Input memory; undefined when there is no such section or it is empty. */
  readonly memory: Uint8Array | undefined;
  /** Expected r0. */
  readonly result: bigint | undefined;
  /** Expected error text; empty when any error will do. */
  readonly error: string | undefined;
}

type Section = 'asm' | 'result' | 'mem' | 'raw' | 'ignored' | 'error';

/** A directive line is known by the first of these that it contains. */
const DIRECTIVES: readonly (readonly [substring: string, section: Section])[] = [
  ['asm', 'asm'],
  ['result', 'result'],
  ['mem', 'mem'],
  ['raw', 'raw'],
  ['no register offset', 'ignored'],
  [' c', 'ignored'],
  ['error', 'error'],
];

/** Reads a file; `skip` says why the suite's runner would pass over it. */
export function parseDataFile(text: string): DataFile | { readonly skip: string } {
  const asm: string[] = [];
  let asmLine = 1;
  let mem = '';
  let raw = '';
  let result: string | undefined;
  let error: string | undefined;
  let section: Section | undefined;
  for (const [i, whole] of text.split('\n').entries()) {
    const line = whole.replace(/\r$/, '').replace(/#.*/, '');
    if (line.includes('--')) {
      section = DIRECTIVES.find(([substring]) => line.includes(substring))?.[1];
      if (!section) return { skip: `Unknown directive ${line}` };
      if (section === 'error') error ??= '';
      if (section === 'asm' && asm.length === 0) asmLine = i + 2;
      continue;
    }
    if (section === 'asm') {
      // A second assembly section keeps its line numbers, too.
      while (asm.length < i + 1 - asmLine) asm.push('');
      asm.push(line);
    }
    if (line.trim() === '') continue;
    if (section === 'result') result = line.trim();
    else if (section === 'error') error = line.trim();
    else if (section === 'mem') mem += `${line} `;
    else if (section === 'raw') raw += `${line} `;
  }
  if (result === undefined && error === undefined) return { skip: 'No result or error in the test file' };
  const memory = parseMemory(mem);
  return {
    asm: asm.join('\n'),
    asmLine,
    raw: raw.trim() === '' ? undefined : parseRaw(raw),
    memory: memory.length > 0 ? memory : undefined,
    result: result === undefined ? undefined : BigInt.asUintN(64, BigInt(result)),
    error,
  };
}

/** Hex bytes up to the first word that is none. */
function parseMemory(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const word of words(text)) {
    if (!/^[0-9a-fA-F]+$/.test(word)) break;
    bytes.push(Number.parseInt(word, 16) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/**
 * One 64-bit word for each instruction slot; if all words are pairs of hex digits, they are bytes.
 */
function parseRaw(text: string): Uint8Array {
  const tokens = words(text);
  if (tokens.every(token => /^[0-9a-fA-F]{2}$/.test(token))) {
    return Uint8Array.from(tokens, token => Number.parseInt(token, 16));
  }
  const slots = BigUint64Array.from(tokens, token => BigInt.asUintN(64, BigInt(token)));
  const bytes = new Uint8Array(slots.length * 8);
  const view = new DataView(bytes.buffer);
  slots.forEach((slot, i) => {
    view.setBigUint64(i * 8, slot, true);
  });
  return bytes;
}

const words = (text: string): string[] => text.split(/\s+/).filter(word => word !== '');
