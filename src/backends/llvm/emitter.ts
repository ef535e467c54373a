/**
 * The text of one LLVM function while it is written: lines, names of values and temporaries, and values in the form
 * that an instruction wants them in.
 */
import { assert } from '../../diag/internal.js';
import type { Value } from '../../ir/entities.js';
import type { Func, InstData } from '../../ir/function.js';
import type { Provenance, Region } from '../../ir/provenance.js';
import type { ModuleContext } from './context.js';
import type { EntryForm } from './entry.js';
import { maskedIndices } from './masked-index.js';
import { integer } from './text.js';

/** How the LLVM function is entered: which values its registers are. */
export interface Signature {
  /** Parameter list text; the names are fixed: %ctx, %len, %self, %tail_calls, or %a1 … %a5. */
  readonly parameters: string;
  /** LLVM names of the entry block's parameters. */
  readonly arguments: readonly string[];
  /** Whether a tail call can be a jump here. */
  readonly musttail: boolean;
  /** Set for an entry whose parameters are what the program reads of its context: %p0 to %p34 (entry.ts). */
  readonly entry?: EntryForm;
}

export class Emitter {
  readonly func: Func;
  readonly context: ModuleContext;
  readonly signature: Signature;
  /** LLVM name or constant of each value once it is defined. */
  readonly names: string[] = [];
  /** Lines of the block that is being written. */
  lines: string[] = [];
  /** Label of the LLVM block that is being written. */
  label = '';
  /** `, !dbg !N` of the instruction that is being written. */
  debug = '';
  /** Indices that LLVM must not see through (masked-index.ts). */
  readonly maskedIndices: ReadonlySet<Value>;
  readonly #provenance: Provenance;
  #temporaries = 0;
  #labels = 0;

  constructor(func: Func, provenance: Provenance, signature: Signature, context: ModuleContext) {
    this.func = func;
    this.#provenance = provenance;
    this.signature = signature;
    this.context = context;
    this.maskedIndices = context.options.target.startsWith('x86_64') ? maskedIndices(func) : new Set();
  }

  line(text: string): void {
    this.lines.push(`  ${text}${this.debug}`);
  }

  /** A name for what is defined later. */
  reserve(): string {
    return `%t${this.#temporaries++}`;
  }

  /** Emits `%tN = text` and returns its name. */
  temp(text: string): string {
    const name = this.reserve();
    this.line(`${name} = ${text}`);
    return name;
  }

  /** Starts a block inside the current one. */
  startLabel(label: string): void {
    this.lines.push(`${label}:`);
    this.label = label;
  }

  newLabel(): string {
    return `l${this.#labels++}`;
  }
  region(value: Value): Region | undefined {
    return this.#provenance[value];
  }

  typeText(value: Value): string {
    return this.region(value) ? 'ptr' : this.func.typeOf(value);
  }

  /** A value as an integer of its type. */
  integer(value: Value): string {
    const bits = this.func.constant(value);
    if (bits !== undefined) return integer(bits, this.func.typeOf(value));
    const name = this.names[value];
    assert(name !== undefined, `v${value} is used before it is defined`);
    return this.region(value) ? this.temp(`ptrtoint ptr ${name} to i64`) : name;
  }

  /** A value as a pointer. */
  pointer(value: Value): string {
    const bits = this.func.constant(value);
    if (bits === 0n) return 'null';
    if (bits !== undefined) return `inttoptr (i64 ${integer(bits, 'i64')} to ptr)`;
    const name = this.names[value];
    assert(name !== undefined, `v${value} is used before it is defined`);
    return this.region(value) ? name : this.temp(`inttoptr i64 ${name} to ptr`);
  }

  /** A value with its type, in the form it is held in: how calls and phis take it. */
  typed(value: Value): string {
    return this.region(value)
      ? `ptr ${this.pointer(value)}`
      : `${this.func.typeOf(value)} ${this.integer(value)}`;
  }

  address(base: Value, offset: number): string {
    return this.displace(this.pointer(base), offset);
  }

  /** What is appended to an access through a pointer: what it cannot alias. */
  scope(base: Value): string {
    const region = this.region(base);
    return (region && this.context.aliasScopes.get(region)) ?? '';
  }

  /** The address of a checked access. */
  accessed(data: InstData): string {
    const pointer = this.pointer(data.args[0]!);
    if (data.offset === 0) return pointer;
    return this.temp(`getelementptr ${this.wrapFlags(data)}i8, ptr ${pointer}, i64 ${data.offset}`);
  }

  /** What is proved of a sum of a pointer and an amount. */
  wrapFlags(data: InstData): string {
    const { inBounds, noWrap } = this.func.useFacts.of(data);
    if (!noWrap) return '';
    return inBounds ? 'inbounds nuw ' : 'nusw nuw ';
  }

  displace(pointer: string, offset: number | string): string {
    return offset === 0 ? pointer : this.temp(`getelementptr i8, ptr ${pointer}, i64 ${offset}`);
  }

  /** Defines a result by the text of an integer or pointer expression of the type it is held in. */
  define(data: InstData, text: string): void {
    const name = `%v${data.result}`;
    this.line(`${name} = ${text}`);
    this.names[data.result] = name;
  }

  /** Defines a result that has been computed as an i64. */
  defineInteger(data: InstData, name: string): void {
    if (this.region(data.result)) this.define(data, `inttoptr i64 ${name} to ptr`);
    else this.names[data.result] = name;
  }

  /** Defines a result that has been computed as a ptr. */
  definePointer(data: InstData, name: string): void {
    if (this.region(data.result)) this.names[data.result] = name;
    else this.define(data, `ptrtoint ptr ${name} to i64`);
  }

  defineTyped(data: InstData, name: string): void {
    if (data.type === 'i64') this.defineInteger(data, name);
    else this.names[data.result] = name;
  }
  /** Reads a slot of the instance, which never changes while a program runs. */
  slot(offset: number): string {
    return this.temp(
      `load ptr, ptr ${this.displace('%self', offset)}, align 8, !invariant.load ${this.context.empty}`,
    );
  }

  /** `values` of a `struct ebpfc_map`: of an array, which has some. */
  mapValues(map: string): string {
    const { empty } = this.context;
    const invariant = `!invariant.load ${empty}, !nonnull ${empty}`;
    return this.temp(`load ptr, ptr ${this.displace(map, 24)}, align 8, ${invariant}`);
  }
}
