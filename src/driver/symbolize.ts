/** Addresses of a running process as symbols: /proc/PID/maps, and the symbol tables of the files mapped there. */
import { readFileSync } from 'node:fs';

interface Mapping {
  readonly start: bigint;
  readonly end: bigint;
  /** Of the first byte, in the file. */
  readonly offset: bigint;
  readonly path: string;
}

interface Symbol {
  readonly address: bigint;
  readonly size: bigint;
  readonly name: string;
}

const SHT_SYMTAB = 2;
const SHT_DYNSYM = 11;
const STT_FUNC = 2;
const PT_LOAD = 1;

/** Names addresses of one process; those of files that cannot be read keep their module alone. */
export class Symbolizer {
  readonly #pid: number;
  readonly #mappings: readonly Mapping[];
  readonly #files = new Map<string, ElfSymbols | undefined>();

  /** Throws the system's error when the process cannot be examined. */
  constructor(pid: number) {
    this.#pid = pid;
    this.#mappings = readFileSync(`/proc/${pid}/maps`, 'utf8')
      .split('\n')
      .flatMap(line => {
        const [, start, end, offset, path] =
          /^([0-9a-f]+)-([0-9a-f]+) \S+ ([0-9a-f]+) \S+ \d+\s*(.*)$/.exec(line) ?? [];
        return start === undefined
          ? []
          : [
              {
                start: BigInt(`0x${start}`),
                end: BigInt(`0x${end}`),
                offset: BigInt(`0x${offset}`),
                path: path ?? '',
              },
            ];
      });
  }

  /** `strtol+0x1c (libc.so.6)`, `libc.so.6+0x1234`, or the address alone. */
  name(address: bigint): string {
    const mapping = this.#mappings.find(({ start, end }) => address >= start && address < end);
    const plain = `0x${address.toString(16)}`;
    if (!mapping?.path.startsWith('/')) return mapping?.path ? `${plain} ${mapping.path}` : plain;
    const module = mapping.path.replace(/^.*\//, '');
    const offset = address - mapping.start + mapping.offset;
    const symbol = this.#symbols(mapping.path)?.at(offset);
    return symbol
      ? `${symbol.name}+0x${symbol.offset.toString(16)} (${module})`
      : `${module}+0x${offset.toString(16)}`;
  }

  #symbols(path: string): ElfSymbols | undefined {
    if (!this.#files.has(path)) {
      try {
        // As the process sees it: it may be in a container.
        this.#files.set(path, new ElfSymbols(readFileSync(`/proc/${this.#pid}/root${path}`)));
      } catch {
        this.#files.set(path, undefined);
      }
    }
    return this.#files.get(path);
  }
}

/** The functions of an ELF file, by offset in the file. */
class ElfSymbols {
  readonly #symbols: Symbol[] = [];
  readonly #segments: { readonly offset: bigint; readonly address: bigint; readonly size: bigint }[] = [];

  constructor(file: Buffer) {
    if (file.length < 64 || file.readUInt32BE(0) !== 0x7f454c46 || file[4] !== 2) return;
    const inFile = (at: number, size: number): boolean => at >= 0 && at + size <= file.length;
    const programs = Number(file.readBigUInt64LE(32));
    for (let i = 0, at = programs; i < file.readUInt16LE(56) && inFile(at, 56); i++, at += 56) {
      if (file.readUInt32LE(at) !== PT_LOAD) continue;
      this.#segments.push({
        offset: file.readBigUInt64LE(at + 8),
        address: file.readBigUInt64LE(at + 16),
        size: file.readBigUInt64LE(at + 32),
      });
    }
    const sections = Number(file.readBigUInt64LE(40));
    const count = file.readUInt16LE(60);
    for (let i = 0; i < count && inFile(sections + i * 64, 64); i++) {
      const header = sections + i * 64;
      const type = file.readUInt32LE(header + 4);
      const link = sections + file.readUInt32LE(header + 40) * 64;
      if ((type !== SHT_SYMTAB && type !== SHT_DYNSYM) || !inFile(link, 64)) continue;
      const strings = Number(file.readBigUInt64LE(link + 24));
      const start = Number(file.readBigUInt64LE(header + 24));
      const end = start + Number(file.readBigUInt64LE(header + 32));
      for (let at = start; at + 24 <= end && inFile(at, 24); at += 24) {
        const address = file.readBigUInt64LE(at + 8);
        if ((file[at + 4]! & 15) !== STT_FUNC || address === 0n) continue;
        const name = strings + file.readUInt32LE(at);
        const terminator = file.indexOf(0, name);
        if (!inFile(name, 1) || terminator < 0) continue;
        this.#symbols.push({
          address,
          size: file.readBigUInt64LE(at + 16),
          name: file.toString('utf8', name, terminator),
        });
      }
    }
    this.#symbols.sort((a, b) => (a.address < b.address ? -1 : 1));
  }

  /** The function that a byte of the file belongs to. */
  at(offset: bigint): { readonly name: string; readonly offset: bigint } | undefined {
    const segment = this.#segments.find(s => offset >= s.offset && offset < s.offset + s.size);
    if (!segment) return undefined;
    const address = offset - segment.offset + segment.address;
    let low = 0;
    let high = this.#symbols.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#symbols[middle]!.address <= address) low = middle + 1;
      else high = middle;
    }
    const symbol = this.#symbols[low - 1];
    if (!symbol || (symbol.size > 0n && address >= symbol.address + symbol.size)) return undefined;
    return { name: symbol.name, offset: address - symbol.address };
  }
}
