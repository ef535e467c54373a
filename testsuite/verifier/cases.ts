/**
 * Cases of a user-space verifier as programs of ours: what a case assumes becomes instructions in front that make it
 * true, its `assume` becomes a branch, its end an exit.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { MapSpec } from '../../src/frontend/program.js';
import { map } from '../unit/verifier/verify-text.js';
import { CORPUS } from './corpus.js';

export interface Case {
  readonly file: string;
  /** `FILE#N`: the N-th of its file, from 1. */
  readonly id: string;
  readonly name: string;
  readonly pre: readonly string[];
  /** Label to lines, in order. */
  readonly code: readonly (readonly [label: string, lines: readonly string[]])[];
  readonly options: readonly string[];
  readonly messages: readonly string[];
}

/** Whether the tool that the cases are of finds the program safe. */
export const isSafe = ({ messages }: Case): boolean =>
  messages.every(message => message.includes('Code becomes unreachable'));

export function readCases(): Case[] {
  const folder = join(CORPUS, 'verifier');
  return readdirSync(folder)
    .filter(file => file.endsWith('.yaml'))
    .sort()
    .flatMap(file =>
      documentsOf(join(folder, file)).map((data, i): Case => {
        const code = Object.entries(data['code'] as Record<string, string>);
        return {
          file,
          id: `${file}#${i + 1}`,
          name: String(data['test-case']),
          pre: (data['pre'] as string[] | undefined) ?? [],
          code: code.map(([label, text]) => [label.replace(/[<>]/g, ''), linesOf(text)] as const),
          options: (data['options'] as string[] | undefined) ?? [],
          messages: (data['messages'] as string[] | undefined) ?? [],
        };
      }),
    );
}

function documentsOf(path: string): Record<string, unknown>[] {
  const documents = parseAllDocuments(readFileSync(path, 'utf8'));
  return [documents].flat().flatMap(document => {
    const data: unknown = document.toJS();
    return typeof data === 'object' && data !== null ? [data as Record<string, unknown>] : [];
  });
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/;.*/, '').trim())
    .filter(line => line !== '');

/** A case that cannot be put as a program, and why. */
export class NotAProgram extends Error {}

interface Numbers {
  readonly min: bigint;
  readonly max: bigint;
}

/** What a case says of a register or of bytes of the stack, by the name of the fact. */
type Facts = Map<string, string>;

const ALL: Numbers = { min: -(2n ** 63n), max: 2n ** 64n - 1n };
const ALL_SIGNED = 2n ** 63n - 1n;
const FRAME = 512;
/** The map of which nothing is known: numbers come from it. */
const NUMBERS = 1;
const SHARED = 2;

export interface CaseProgram {
  readonly section: string;
  readonly text: string;
  readonly maps: readonly MapSpec[];
}

/** The program of a case. Map 0 is the one that it names, map 1 holds numbers, map 2 the memory that it shares. */
export function programOf({ pre, code }: Case): CaseProgram {
  const facts = new Map<string, Facts>();
  for (const line of pre) {
    const [left = '', right = ''] = line.split(/=(.*)/s);
    const dot = left.lastIndexOf('.');
    const subject = dot < 0 ? '' : left.slice(0, dot);
    const own = facts.get(subject) ?? new Map<string, string>();
    own.set(left.slice(dot + 1), right);
    facts.set(subject, own);
  }
  // The numbers of helpers are those of the kernel; who may call them is no matter of the cases.
  const calls = (id: number): boolean =>
    code.some(([, lines]) => lines.some(line => line === `call ${id}` || line === `r8 = ${id}`));
  const setup = new Setup(facts, calls(130) ? 'ringbuf' : 'hash');
  const body: string[] = [];
  for (const [label, lines] of code) {
    body.push(`${labelOf(label)}:`);
    for (const line of lines) body.push(instructionOf(line));
  }
  const text = [...setup.lines(), ...body, 'finish:', 'r0 = 0', 'exit'].join('\n');
  return { section: calls(67) ? 'kprobe' : 'xdp', text, maps: setup.maps() };
}

const labelOf = (label: string): string => `at_${label.replace(/[^\w]/g, '_')}`;

const OPPOSITE: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};

function instructionOf(line: string): string {
  if (line === 'exit') return 'goto finish';
  const assume = /^assume ([rw]\d+) (w?)(s?)(==|!=|<=|>=|<|>) (\S+)$/.exec(line);
  if (assume) {
    const [, left = '', narrow, signed, op = '', right = ''] = assume;
    const half = (name: string): string => (narrow || left.startsWith('w') ? name.replace(/^r/, 'w') : name);
    return `if ${half(left)} ${signed && op !== '==' && op !== '!=' ? 's' : ''}${OPPOSITE[op]} ${half(right)} goto finish`;
  }
  const atomic = /^lock \*\(u(32|64) \*\)\((r\d+) \+ (\d+)\) (\S+)= (r\d+)( fetch)?$/.exec(line);
  if (atomic) {
    const [, bits, base, offset, op = '', source, fetch] = atomic;
    const name = { '+': 'add', '|': 'or', '&': 'and', '^': 'xor', x: 'xchg', cx: 'cmpxchg' }[op];
    return `lock ${fetch ? 'fetch ' : ''}${name}${bits === '32' ? '32' : ''} [${base}+${offset}], ${source}`;
  }
  return line
    .replace(/<([\w ]+)>/g, (_, label: string) => labelOf(label))
    .replace(/^([rw]\d+) s(8|16|32)= ([rw]\d+)$/, '$1 = (s$2)$3')
    .replace(
      /^if ([rw]\d+) w(s?)(==|!=|<=|>=|<|>) (\S+)/,
      (_, left: string, s: string, op: string, right: string) =>
        `if ${left.replace('r', 'w')} ${s}${op} ${right.replace('r', 'w')}`,
    )
    .replace(/= (\d{10})$/, (_, number: string) => `= ${BigInt.asIntN(32, BigInt(number))}`)
    .replace(/(-?\d+|0x[0-9a-f]+)ll$/, (_, number: string) => `${BigInt.asUintN(64, BigInt(number))} ll`)
    .replace(/^(w\d+ \S*=) r(\d+)$/, '$1 w$2')
    .replace(/= map_fd \d+/, '= map_fd 0 ll')
    .replace(/= map_val\(\d+\) \+ (\d+)/, () => {
      throw new NotAProgram('the address of a value of a map that is no global');
    });
}

/** The instructions that make true what a case assumes. */
class Setup {
  readonly #facts: ReadonlyMap<string, Facts>;
  readonly #out: string[] = [];
  #valueSize = 4;
  #mapType: 'hash' | 'ringbuf' | 'prog_array';
  #next = 0;

  constructor(facts: ReadonlyMap<string, Facts>, mapType: 'hash' | 'ringbuf') {
    this.#facts = facts;
    this.#mapType = mapType;
  }

  maps(): MapSpec[] {
    return [map(this.#mapType, 4, 4, 4), map('array', 4, 512), map('hash', 4, this.#valueSize)];
  }

  lines(): string[] {
    const subjects = [...this.#facts.keys()];
    const registers = subjects.filter(name => /^r\d+$/.test(name) && name !== 'r10');
    const typeOf = (name: string): string => this.#facts.get(name)!.get('type') ?? 'none';
    const copies = new Map<string, string>();
    for (const name of registers) {
      const source = this.#sourceOf(name);
      if (source !== undefined) copies.set(name, source);
    }
    for (const name of registers)
      if (typeOf(name).startsWith('[')) throw new NotAProgram('a register of more than one type');
    const uses = (type: string): boolean => registers.some(name => typeOf(name) === type);
    const stack = subjects.filter(name => /^s\[/.test(name));
    const own = registers.filter(name => !copies.has(name));
    // r9 keeps the context and r8 points to unknown numbers while the others are set; they come last.
    this.#out.push('r9 = r1');
    const shared = own.filter(name => typeOf(name) === 'shared');
    const sizes = new Set(shared.map(name => this.#facts.get(name)!.get('shared_region_size') ?? '4'));
    if (sizes.size > 1) throw new NotAProgram('map values of several sizes');
    this.#valueSize = Number([...sizes][0] ?? 4);
    if (uses('map_fd_programs')) this.#mapType = 'prog_array';
    // Values of the case's map wait on the stack below the frame's part that the case speaks of.
    this.#lookup(NUMBERS, 'r8');
    shared.forEach((_, i) => {
      if (i === 0) this.#lookup(SHARED, 'r7');
    });
    const least = this.#leastPacket();
    if (uses('packet')) {
      this.#out.push(
        'r6 = *(u32 *)(r9 + 0)',
        'r0 = *(u32 *)(r9 + 4)',
        'r1 = r6',
        `r1 += ${least}`,
        'if r1 > r0 goto finish',
      );
    }
    for (const name of stack) this.#setStack(name);
    this.#place(own, copies, typeOf);
    return this.#out;
  }

  #sourceOf(name: string): string | undefined {
    const value = this.#facts.get(name)!.get('svalue') ?? this.#facts.get(name)!.get('type') ?? '';
    const source = /^(r\d+)\./.exec(value)?.[1];
    return source !== undefined && source !== name ? source : undefined;
  }

  #leastPacket(): number {
    const size = this.#facts.get('')?.get('packet_size');
    const [min] = size === undefined ? [0n] : Object.values(rangeOf(size));
    return Number(min);
  }

  #lookup(map: number, into: string): void {
    this.#out.push(
      '*(u32 *)(r10 - 512) = 0',
      `r1 = map_fd ${map} ll`,
      'r2 = r10',
      'r2 += -512',
      'call bpf_map_lookup_elem',
      'if r0 == 0 goto finish',
      `${into} = r0`,
    );
  }

  /** Sets registers: those first that hold what others are made from, or need a call, through a detour over the stack. */
  #place(
    order: readonly string[],
    copies: ReadonlyMap<string, string>,
    typeOf: (name: string) => string,
  ): void {
    const early = (name: string): boolean =>
      Number(name.slice(1)) >= 6 || (typeOf(name) === 'shared' && this.#mayBeNull(name));
    const detour: [string, number][] = [];
    for (const name of order.filter(early)) {
      this.#set(name, typeOf(name), 'r0', 'r5');
      const at = 496 - 8 * detour.length;
      this.#out.push(`*(u64 *)(r10 - ${at}) = r0`);
      detour.push([name, at]);
    }
    for (const name of order) if (!early(name) && name !== 'r0') this.#set(name, typeOf(name), name, 'r0');
    if (order.includes('r0') && !early('r0')) this.#set('r0', typeOf('r0'), 'r0', 'r9');
    for (const [name, at] of detour) this.#out.push(`${name} = *(u64 *)(r10 - ${at})`);
    for (const [name, source] of copies) this.#out.push(`${name} = ${source}`);
  }

  #mayBeNull(name: string): boolean {
    const value = this.#facts.get(name)!.get('svalue');
    return value !== undefined && rangeOf(value).min <= 0n;
  }

  /** A register by its type, into itself or into another. */
  #set(name: string, type: string, into: string, spare: string): void {
    const facts = this.#facts.get(name)!;
    const offset = (key: string): Numbers => rangeOf(facts.get(key) ?? '[-oo, +oo]');
    const add = ({ min, max }: Numbers): void => {
      if (min === max) this.#out.push(...(min === 0n ? [] : [`${into} += ${min}`]));
      else {
        this.#out.push(`*(u64 *)(r10 - 504) = ${into}`);
        this.#range(into, spare, { min, max: max > ALL_SIGNED ? ALL_SIGNED : max }, ALL);
        this.#out.push(`${spare} = ${into}`, `${into} = *(u64 *)(r10 - 504)`, `${into} += ${spare}`);
      }
    };
    switch (type) {
      case 'number':
        this.#number(into, spare, facts);
        return;
      case 'stack': {
        const { min, max } = offset('stack_offset');
        this.#out.push(`${into} = r10`);
        add({ min: min - BigInt(FRAME), max: max - BigInt(FRAME) });
        return;
      }
      case 'ctx':
        this.#out.push(`${into} = r9`);
        add(offset('ctx_offset'));
        return;
      case 'packet':
        if (facts.get('packet_offset') === 'packet_size') this.#out.push(`${into} = *(u32 *)(r9 + 4)`);
        else {
          this.#out.push(`${into} = r6`);
          add(offset('packet_offset'));
        }
        return;
      case 'shared':
        // A value that may be null is one that was not tested.
        if (this.#mayBeNull(name)) this.#untested(into);
        else this.#out.push(`${into} = r7`);
        add(offset('shared_offset'));
        return;
      case 'map_fd':
      case 'map_fd_programs':
        this.#out.push(`${into} = map_fd 0 ll`);
        return;
      case 'none':
        // Nobody wrote it.
        return;
      default:
        throw new NotAProgram(`a register of type ${type}`);
    }
  }

  #untested(into: string): void {
    this.#out.push(
      `r1 = map_fd ${SHARED} ll`,
      'r2 = r10',
      'r2 += -512',
      'call bpf_map_lookup_elem',
      `${into} = r0`,
    );
  }

  #number(into: string, spare: string, facts: Facts): void {
    const get = (key: string): Numbers => {
      const text = facts.get(key);
      return text === undefined || text.startsWith('r') ? ALL : rangeOf(text);
    };
    const signed = get('svalue');
    if (signed.min === signed.max) this.#out.push(`${into} = ${BigInt.asUintN(64, signed.min)} ll`);
    else this.#range(into, spare, signed, get('uvalue'));
  }

  /** A number of which only its bounds are known. */
  #range(into: string, spare: string, signed: Numbers, unsigned: Numbers): void {
    this.#out.push(`${into} = *(u64 *)(r8 + ${8 * this.#next++})`);
    const bounds: [string, bigint, boolean][] = [
      ['s<', signed.min, signed.min > -(2n ** 63n)],
      ['s>', signed.max, signed.max < 2n ** 63n - 1n],
      ['<', unsigned.min, unsigned.min > 0n],
      ['>', unsigned.max, unsigned.max < 2n ** 64n - 1n],
    ];
    for (const [op, bound, matters] of bounds) {
      if (!matters) continue;
      if (bound >= -(2n ** 31n) && bound < 2n ** 31n) this.#out.push(`if ${into} ${op} ${bound} goto finish`);
      else
        this.#out.push(`${spare} = ${BigInt.asUintN(64, bound)} ll`, `if ${into} ${op} ${spare} goto finish`);
    }
  }

  /** Bytes of the stack that hold numbers. */
  #setStack(name: string): void {
    const facts = this.#facts.get(name)!;
    const [, first = '', last = ''] = /^s\[(\d+)(?:\.\.\.(\d+))?\]/.exec(name) ?? [];
    const from = Number(first);
    const to = last === '' ? from : Number(last);
    if (from < 0 || to >= FRAME) throw new NotAProgram('bytes outside the frame');
    const value = facts.get('svalue');
    if (value !== undefined) {
      this.#number('r0', 'r5', facts);
      this.#out.push(`*(u${8 * (to + 1 - from)} *)(r10 - ${FRAME - from}) = r0`);
      return;
    }
    for (let byte = from; byte <= to; ) {
      const size = byte % 8 === 0 && byte + 7 <= to ? 8 : 1;
      this.#out.push(`r0 = *(u${8 * size} *)(r8 + 0)`, `*(u${8 * size} *)(r10 - ${FRAME - byte}) = r0`);
      byte += size;
    }
  }
}

/** `5`, `[1, 7]`, `-oo` and `+oo`. */
function rangeOf(text: string): Numbers {
  const [first = '', second = first] = text.replace(/[[\]\s]/g, '').split(',');
  const bound = (part: string, none: bigint): bigint => {
    if (part === '-oo' || part === '+oo') return none;
    if (!/^-?\d+$/.test(part)) throw new NotAProgram(`the bound ${part}`);
    return BigInt(part);
  };
  return { min: bound(first, ALL.min), max: bound(second, ALL.max) };
}
