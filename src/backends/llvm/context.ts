import type { Module } from '../../frontend/program.js';
import type { ModuleFacts } from '../../ir/facts.js';
import type { Func } from '../../ir/function.js';
import type { Region } from '../../ir/provenance.js';
import type { InsnIndex } from '../../isa/types.js';
import type { Bindings } from './bindings.js';
import type { InlinedCall } from './inline.js';
import type { Version } from './versions.js';

export interface LowerOptions {
  /** Test these while the program runs. */
  readonly asserts?: ModuleFacts;
  /** Clear each stack frame on entry: for programs whose stack reads are not proven to follow writes. */
  readonly zeroStack: boolean;
  /** What functions with loops are also compiled for, beside what the triple has. */
  readonly versions: readonly Version[];
  /** Parts of the lowering to leave out, by name. */
  readonly disabledPasses: ReadonlySet<string>;
  /** LLVM triple. */
  readonly target: string;
  /** Compile map operations and small helpers into the program; otherwise all go through the instance. */
  readonly inline: boolean;
  /** Programs make their own instance when they are called without one: the runtime will be linked in. */
  readonly standalone: boolean;
}

/** What the lowering of one function asks of its module. */
export interface ModuleContext {
  readonly options: LowerOptions;
  readonly module: Module;
  readonly bindings: Bindings;
  /** Metadata: `!{}` for invariant loads, and branch weights of a branch hardly ever taken. */
  readonly empty: string;
  readonly unlikely: string;
  /** What is appended to an access to a region: metadata that says what it cannot alias. */
  readonly aliasScopes: ReadonlyMap<Region, string>;
  /** The code must not call the C library, as it would to clear memory. */
  readonly alone: boolean;
  /** LLVM name of a global section whose bytes are constants of the object, if it is one. */
  frozenGlobal(index: number): string | undefined;
  /** Name and parameter types (`ptr` or `i64`) of a subprogram. */
  subprogram(index: number): { readonly name: string; readonly params: readonly ('ptr' | 'i64')[] };
  /** LLVM name of the function that does a call in place. */
  fastPath(call: InlinedCall): string;
  /** LLVM name of a subprogram as an `ebpfc_callback_fn`. */
  callback(index: number): string;
  /** `, !dbg !N` for an instruction (NO_INSN: the function as a whole), or nothing. */
  debugLocation(func: Func, insn: InsnIndex): string;
  /** LLVM name of a string constant of the object. */
  text(text: string): string;
  /** Debug variables of a function's first parameters. */
  debugParameters(func: Func): readonly string[];
}
