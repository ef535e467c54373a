/** A whole module to LLVM IR text: data, functions, exports and the descriptor. */
import { isFrozen } from '../../frontend/program.js';
import type { Func, IrModule } from '../../ir/function.js';
import { computeProvenance, type Provenance, type Region } from '../../ir/provenance.js';
import { programType } from '../../platform/programs.js';
import { aliasScopes } from './alias.js';
import { ASSERT_DEFINITION } from './asserts.js';
import { type Bindings, bindModule } from './bindings.js';
import type { LowerOptions, ModuleContext } from './context.js';
import { DebugInfo } from './debug.js';
import {
  type DescriptorOptions,
  DescriptorWriter,
  type EntryRow,
  MODULE_FLAGS,
  type ProgramRow,
} from './descriptor.js';
import type { Signature } from './emitter.js';
import { type Entry, entryHead, entryRow, PROBE, planEntries } from './entry.js';
import { fastPathConstants, fastPathName, fastPathParams, type InlinedCall } from './inline.js';
import { inlineLoop } from './loop.js';
import { FunctionLowering } from './lower.js';
import type { Lowering } from './lowerings.js';
import { Metadata } from './metadata.js';
import { byteArray, byteArrayType, cString, globalName, NameTable } from './text.js';
import { BASELINE, cpuLevel, exportedVersions, loopingFunctions, type Version } from './versions.js';

export interface ModuleOptions extends LowerOptions, Omit<DescriptorOptions, 'flags'> {
  readonly triple: string;
  /** Write debug information. */
  readonly debug: boolean;
  /** Descriptor flags beyond those that follow from the module. */
  readonly flags: number;
}

/** BPF_MAP_TYPE_PROG_ARRAY */
const PROG_ARRAY = 3;
const ENOSYS = 38;
/** As many places as get their own copy of a long operation. */
const FEW_CALLS = 2;

/** The module as LLVM IR text. The same input gives the same bytes. */
export function lowerModule(module: IrModule, options: ModuleOptions): string {
  return new ModuleLowering(module, options).lower();
}

class ModuleLowering {
  readonly #module: IrModule;
  readonly #options: ModuleOptions;
  readonly #bindings: Bindings;
  readonly #provenance: Provenance[];
  readonly #names: string[] = [];
  readonly #lines: string[] = [];
  readonly #metadata = new Metadata();
  readonly #debug: DebugInfo | undefined;
  /** By the wrapper's name: subprograms whose address is taken, each in the versions that were asked for. */
  readonly #callbacks = new Map<string, { readonly index: number; readonly version: Version }>();
  readonly #looping: ReadonlySet<number>;
  /** Those that are compiled in every version. */
  readonly #versioned: ReadonlySet<number>;
  /** Functions of runtime-c/inline that are called, and wrappers of them, by LLVM name. */
  readonly #fastPaths = new Map<string, string>();
  readonly #tailCalls: boolean;
  readonly #entries: ReadonlyMap<number, Entry>;
  /** Functions that entries for trampolines reach. */
  readonly #reached: ReadonlySet<number>;
  readonly #probes = new Map<number, EntryRow>();
  /** Metadata of a branch hardly ever taken. */
  readonly #unlikely: string;
  readonly #aliasScopes: ReadonlyMap<Region, string>;

  constructor(module: IrModule, options: ModuleOptions) {
    this.#module = module;
    this.#options = options;
    this.#bindings = bindModule(module, options.inline);
    this.#provenance = computeProvenance(module);
    this.#tailCalls = module.source.maps.some(map => map.type === PROG_ARRAY);
    const { entries, reached } = planEntries(module, options.triple);
    this.#entries = entries;
    this.#reached = reached;
    this.#unlikely = this.#metadata.add('!{!"branch_weights", i32 1, i32 100000}');
    const leavesOut = (name: Lowering) => options.disabledPasses.has(name);
    this.#aliasScopes = leavesOut('alias-scopes') ? new Map() : aliasScopes(this.#metadata);
    if (options.debug) {
      const { producer } = options;
      this.#debug = new DebugInfo(module.source, this.#metadata, { producer, optimised: true });
    }
    const table = new NameTable();
    for (const func of module.functions) this.#names.push(table.unique(func.name));
    // A tail call jumps to the one body that the descriptor names.
    this.#looping = loopingFunctions(module);
    this.#versioned = options.versions.length > 0 && !this.#tailCalls ? this.#looping : new Set();
  }

  /** What the lowering of functions of one version asks. */
  #context(version: Version): ModuleContext {
    return {
      options: this.#options,
      module: this.#module.source,
      bindings: this.#bindings,
      empty: this.#metadata.tuple([]),
      unlikely: this.#unlikely,
      aliasScopes: this.#aliasScopes,
      alone: version === PROBE,
      frozenGlobal: index => this.#frozenGlobal(index),
      subprogram: index => ({
        name: this.#bodyName(index, version),
        params: this.#subprogramParams(index),
      }),
      fastPath: call => this.#fastPath(call),
      callback: index => this.#callback(index, version),
      text: text => this.#text(text),
      debugLocation: (func, insn) => this.#debug?.location(func, version.suffix, insn) ?? '',
      debugParameters: func => this.#debug?.parameters(func, version.suffix) ?? [],
    };
  }

  lower(): string {
    const { source, functions } = this.#module;
    const lines = this.#lines;
    lines.push(
      `source_filename = ${JSON.stringify(source.name)}`,
      `target triple = "${this.#options.triple}"`,
      '',
    );
    source.globals.forEach((global, i) => {
      if (global.kind === 'bss') return;
      const name = this.#globalDataName(i);
      lines.push(
        `${name} = private constant ${byteArrayType(global.data)} ${byteArray(global.data)}, align ${Math.max(global.align, 8)}${global.kind === 'rodata' ? this.#variables(i) : ''}`,
      );
    });
    functions.forEach((func, i) => {
      this.#function(func, i);
      const entry = this.#entries.get(i);
      if (entry) this.#entry(func, i, entry);
    });
    if (functions.some((func, i) => func.entry !== 'sub' && this.#versioned.has(i)))
      lines.push(...cpuLevel());
    for (const global of source.globals)
      for (const reloc of global.relocs)
        if (reloc.ref.kind === 'function') this.#callback(reloc.ref.function, BASELINE);
    this.#emitCallbacks();
    this.#defaultInstance();
    if (this.#options.standalone)
      lines.push('@ebpfc.own = internal global ptr null, align 8', 'declare ptr @ebpfc_standalone(ptr)');
    lines.push(...this.#fastPaths.values());
    lines.push(this.#descriptor());
    lines.push(
      ...(this.#options.asserts ? ASSERT_DEFINITION : []),
      'declare i16 @llvm.bswap.i16(i16)',
      'declare i32 @llvm.bswap.i32(i32)',
      'declare i64 @llvm.bswap.i64(i64)',
      'declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)',
      'declare void @llvm.memset.inline.p0.i64(ptr, i8, i64 immarg, i1)',
      'declare void @llvm.trap()',
      'declare extern_weak i32 @dprintf(i32, ptr, ...)',
      'declare void @llvm.dbg.value(metadata, metadata, metadata)',
      '',
      ...(this.#debug?.finish() ?? []),
      ...this.#metadata.lines(),
    );
    return `${lines.join('\n')}\n`;
  }

  /** Debug variables of a global section, to be attached to its bytes. */
  #variables(index: number): string {
    return this.#debug?.variables(index) ?? '';
  }

  readonly #texts = new Map<string, string>();

  #text(text: string): string {
    let name = this.#texts.get(text);
    if (name === undefined) {
      name = globalName(`ebpfc.text.${this.#texts.size}`);
      this.#texts.set(text, name);
      const { type, value } = cString(text);
      this.#lines.push(`${name} = private unnamed_addr constant ${type} ${value}`);
    }
    return name;
  }

  // ---- names ----

  /** The LLVM name of a function's code, as functions of a version call it. */
  #bodyName(index: number, version: Version): string {
    const name = this.#names[index]!;
    const { entry } = this.#module.functions[index]!;
    if (version === PROBE) return globalName(name + version.suffix);
    if (this.#versioned.has(index))
      return globalName(name + (version === BASELINE && entry !== 'sub' ? '.v1' : version.suffix));
    return entry === 'ctx' && this.#tailCalls ? globalName(`${name}.body`) : globalName(name);
  }

  /** The LLVM name of a subprogram as runtimes call it; it is written later. */
  #callback(index: number, asked: Version): string {
    const version = this.#versioned.has(index) || asked === PROBE ? asked : BASELINE;
    const name = `${this.#names[index]!}.callback${version.suffix}`;
    this.#callbacks.set(name, { index, version });
    return globalName(name);
  }

  #globalDataName(index: number): string {
    return globalName(`ebpfc.data${this.#module.source.globals[index]!.name}`);
  }

  #frozenGlobal(index: number): string | undefined {
    const global = this.#module.source.globals[index]!;
    const late = (this.#options.flags & MODULE_FLAGS.lateRodata) !== 0;
    return isFrozen(global, late) && global.relocs.length === 0 ? this.#globalDataName(index) : undefined;
  }

  #subprogramParams(index: number): ('ptr' | 'i64')[] {
    const func = this.#module.functions[index]!;
    return func.block(func.entryBlock).params.map(p => (this.#provenance[index]![p] ? 'ptr' : 'i64'));
  }

  /** Declares what does a call in place, or defines it for the map that it is specialised on. */
  #fastPath(call: InlinedCall): string {
    const { path, map } = call;
    const name = fastPathName(path);
    const params = fastPathParams(path);
    this.#fastPaths.set(name, `declare ${path.result} ${name}(${params.join(', ')})`);
    if (!path.shared) return name;
    const own = globalName(`ebpfc.${path.name}.${map!.name}`);
    if (!this.#fastPaths.has(own)) {
      const names = path.params.map((type, i) => `${type} %a${i + 1}`);
      const args = [...names, ...fastPathConstants(path, map)];
      // Inlined, a key on the stack stays in registers: read back at another width, it would wait for its stores.
      const inlining = this.#bindings.inlinedCalls(call) <= FEW_CALLS ? 'alwaysinline' : 'inlinehint';
      this.#fastPaths.set(
        own,
        [
          `define internal ${path.result} ${own}(${names.join(', ')}) nounwind ${inlining}${this.#scalar} {`,
          `  %result = call ${path.result} ${name}(${args.join(', ')})`,
          `  ret ${path.result} %result`,
          '}',
        ].join('\n'),
      );
    }
    return own;
  }

  /** Without vector registers, as the runtime's bitcode: entries for trampolines call it too. */
  get #scalar(): string {
    return this.#options.triple.startsWith('x86_64') ? ' "target-features"="-x87,-mmx,-sse"' : '';
  }

  // ---- functions ----

  #function(func: Func, index: number): void {
    const versions = this.#versioned.has(index) ? [BASELINE, ...this.#options.versions] : [BASELINE];
    if (this.#reached.has(index)) versions.push(PROBE);
    if (func.entry === 'sub') for (const version of versions) this.#subprogram(func, index, version);
    else this.#program(func, index, versions);
  }

  #subprogram(func: Func, index: number, version: Version): void {
    const params = this.#subprogramParams(index).map((type, i) => `${type} %a${i + 1}`);
    const name = this.#bodyName(index, version);
    this.#define(
      func,
      index,
      version,
      `define internal i64 ${name}(${[...params, 'ptr %self', 'ptr %tail_calls'].join(', ')})`,
      { parameters: '', arguments: params.map((_, i) => `%a${i + 1}`), musttail: false },
    );
  }

  #program(func: Func, index: number, versions: readonly Version[]): void {
    const name = this.#names[index]!;
    const raw = func.entry === 'raw';
    const parameters = raw ? 'ptr %ctx, i64 %len, ptr %instance' : 'ptr %ctx, ptr %instance';
    const prologue = this.#entryPrologue(index);
    const signature = { parameters, arguments: raw ? ['%ctx', '%len'] : ['%ctx'], musttail: false };
    if (versions.length > 1) {
      for (const version of versions) {
        const head = `define internal i64 ${this.#bodyName(index, version)}(${parameters})`;
        this.#define(func, index, version, head, signature, prologue);
      }
      const type = raw ? 'i64 (ptr, i64, ptr)' : 'i64 (ptr, ptr)';
      this.#lines.push(...exportedVersions(name, type, this.#options.versions));
      return;
    }
    // Protected: exported, but bound within the object, so that the descriptor can refer to it without relocation.
    const entry = `define protected i64 ${globalName(name)}(${parameters})`;
    if (raw || !this.#tailCalls) {
      this.#define(func, index, BASELINE, entry, signature, prologue);
      return;
    }
    const body = this.#bodyName(index, BASELINE);
    this.#define(
      func,
      index,
      BASELINE,
      `define internal i64 ${body}(ptr %ctx, i64 %r2, ptr %self, ptr %tail_calls)`,
      { parameters: '', arguments: ['%ctx'], musttail: true },
    );
    this.#lines.push(
      `${entry} nounwind {`,
      'entry:',
      ...prologue,
      `  %result = call i64 ${body}(ptr %ctx, i64 0, ptr %self, ptr %tail_calls)`,
      '  ret i64 %result',
      '}',
      '',
    );
  }

  /** Without an instance, the one that the runtime makes for this module; it is looked up once. */
  #ownInstance(): string[] {
    return [
      '  %absent = icmp eq ptr %instance, null',
      `  br i1 %absent, label %alone, label %bound`,
      'alone:',
      '  %known = load atomic ptr, ptr @ebpfc.own acquire, align 8',
      '  %unknown = icmp eq ptr %known, null',
      `  br i1 %unknown, label %make, label %bound, !prof ${this.#unlikely}`,
      'make:',
      '  %made = call ptr @ebpfc_standalone(ptr @ebpfc_module)',
      '  %failed = icmp eq ptr %made, null',
      '  br i1 %failed, label %refuse, label %keep',
      'refuse:',
      `  ret i64 -${ENOSYS}`,
      'keep:',
      '  store atomic ptr %made, ptr @ebpfc.own release, align 8',
      '  br label %bound',
      'bound:',
      '  %self = phi ptr [ %instance, %entry ], [ %known, %alone ], [ %made, %keep ]',
    ];
  }

  #define(
    func: Func,
    index: number,
    version: Version,
    head: string,
    signature: Signature,
    prologue: readonly string[] = [],
  ): void {
    const context = this.#context(version);
    const asserts = this.#options.asserts?.[index];
    const body = new FunctionLowering(func, this.#provenance[index]!, signature, context, asserts).lower(
      prologue,
    );
    const subprogram = this.#debug?.subprogram(func, version.suffix);
    const debug = subprogram === undefined ? '' : ` !dbg ${subprogram}`;
    // Where a loop lies in its cache lines is then up to its function alone.
    const align = this.#looping.has(index) ? ' align 64' : '';
    this.#lines.push(`${head} nounwind${version.attributes}${align}${debug} {\n${body}}\n`);
  }

  /** The entry of a program for trampolines. */
  #entry(func: Func, index: number, entry: Entry): void {
    const name = this.#bodyName(index, PROBE);
    const signature: Signature = {
      parameters: '',
      arguments: [entry.parameters ? 'null' : '%ctx'],
      musttail: false,
      ...(entry.parameters && { entry: entry.form }),
    };
    const prologue = ['  %tail_calls = alloca i32, align 4', '  store i32 0, ptr %tail_calls, align 4'];
    // Whether it needs the instance is only known when it has been written.
    const at = this.#lines.length;
    this.#define(func, index, PROBE, '', signature, prologue);
    const row = entryRow(name, entry, this.#lines[at]!);
    this.#probes.set(index, row);
    this.#lines[at] = `${entryHead(row)}${this.#lines[at]}`;
  }

  /**
   * What an exported program does first: without an instance it runs on the object's own globals, and says what it
   * lacks if it needs more than those.
   */
  #entryPrologue(index: number): string[] {
    const lines: string[] = [];
    const needs = this.#firstNeed(index, new Set());
    if (this.#options.standalone && (needs !== undefined || this.#bindings.slots > 0)) {
      lines.push(...this.#ownInstance());
    } else if (needs !== undefined) {
      const { type, value } = cString(
        `ebpfc: ${this.#names[index]} needs ${needs}: load the object with libebpfc\n`,
      );
      const text = globalName(`ebpfc.needs.${this.#names[index]}`);
      this.#lines.push(`${text} = private unnamed_addr constant ${type} ${value}`);
      lines.push(
        '  %absent = icmp eq ptr %instance, null',
        `  br i1 %absent, label %alone, label %bound, !prof ${this.#unlikely}`,
        'alone:',
        '  %silent = icmp eq ptr @dprintf, null',
        '  br i1 %silent, label %refuse, label %report',
        'report:',
        `  call i32 (i32, ptr, ...) @dprintf(i32 2, ptr ${text})`,
        '  br label %refuse',
        'refuse:',
        `  ret i64 -${ENOSYS}`,
        'bound:',
        '  %self = getelementptr i8, ptr %instance, i64 0',
      );
    } else if (this.#bindings.slots > 0) {
      lines.push(
        '  %absent = icmp eq ptr %instance, null',
        '  %self = select i1 %absent, ptr @ebpfc.default, ptr %instance',
      );
    } else {
      lines.push('  %self = getelementptr i8, ptr %instance, i64 0');
    }
    lines.push('  store i32 0, ptr %tail_calls, align 4');
    return ['  %tail_calls = alloca i32, align 4', ...lines];
  }

  /** The first thing that a program cannot do without a loader: a helper, map or extern. */
  #firstNeed(index: number, seen: Set<number>): string | undefined {
    if (seen.has(index)) return undefined;
    seen.add(index);
    const func = this.#module.functions[index]!;
    const { maps, externs } = this.#module.source;
    for (const block of func.order) {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        switch (data.op) {
          case 'helper':
            if (this.#options.inline && inlineLoop(func, data) !== undefined) break;
            return `helper ${this.#options.helperName(data.ref)}`;
          case 'tail_call':
            return 'helper bpf_tail_call';
          case 'call.reg':
            if (func.entry === 'raw') return 'a helper chosen at run time';
            break;
          case 'map.addr':
          case 'map.value':
            return `map ${maps[data.ref]!.name}`;
          case 'kfunc':
            return `kernel function ${externs[data.ref]!.name}`;
          case 'extern.addr':
            if (!externs[data.ref]!.weak) return `kernel symbol ${externs[data.ref]!.name}`;
            break;
          case 'call':
          case 'func.addr': {
            const inner = this.#firstNeed(data.ref, seen);
            if (inner !== undefined) return inner;
            break;
          }
          default:
        }
      }
    }
    return undefined;
  }

  /** Subprograms whose address is taken, in the form that runtimes call. */
  #emitCallbacks(): void {
    const wanted = [...this.#callbacks].sort(([, a], [, b]) => a.index - b.index);
    for (const [name, { index, version }] of wanted) {
      if (this.#module.functions[index]!.entry !== 'sub') continue;
      const params = this.#subprogramParams(index);
      const conversions = params.flatMap((type, i) =>
        type === 'ptr' ? [`  %p${i + 1} = inttoptr i64 %a${i + 1} to ptr`] : [],
      );
      const args = params.map((type, i) => (type === 'ptr' ? `ptr %p${i + 1}` : `i64 %a${i + 1}`));
      this.#lines.push(
        `define internal i64 ${globalName(name)}(i64 %a1, i64 %a2, i64 %a3, i64 %a4, i64 %a5, ptr %self) nounwind${version.attributes} {`,
        '  %tail_calls = alloca i32, align 4',
        '  store i32 0, ptr %tail_calls, align 4',
        ...conversions,
        `  %result = call i64 ${this.#bodyName(index, version)}(${[...args, 'ptr %self', 'ptr %tail_calls'].join(', ')})`,
        '  ret i64 %result',
        '}',
        '',
      );
    }
  }

  // ---- data ----

  /** The instance of a program that is called without one: global data only. */
  #defaultInstance(): void {
    const { globals } = this.#module.source;
    if (this.#bindings.slots === 0) return;
    const slots: string[] = new Array(this.#bindings.slots).fill('ptr null');
    globals.forEach((global, i) => {
      const slot = (this.#bindings.globalOffset(i) - 64) / 8;
      const name = globalName(`ebpfc.default${global.name}`);
      const value = global.kind === 'bss' ? 'zeroinitializer' : byteArray(global.data);
      this.#lines.push(
        `${name} = internal global [${global.size} x i8] ${value}, align ${Math.max(global.align, 8)}${global.kind === 'rodata' ? '' : this.#variables(i)}`,
      );
      slots[slot] = `ptr ${name}`;
    });
    this.#lines.push(
      `@ebpfc.default = internal global { i32, i32, ptr, [6 x i64], [${slots.length} x ptr] } { i32 64, i32 1, ptr @ebpfc_module, [6 x i64] zeroinitializer, [${slots.length} x ptr] [ ${slots.join(', ')} ] }, align 8`,
    );
  }

  #descriptor(): string {
    const { source, functions } = this.#module;
    const programs: ProgramRow[] = [];
    const rows = new Map<number, number>();
    functions.forEach((func, i) => {
      if (func.entry === 'sub') return;
      rows.set(i, programs.length);
      const raw = func.entry === 'raw';
      programs.push({
        name: this.#names[i]!,
        section: func.spec.section,
        entry: this.#tailCalls ? globalName(this.#names[i]!) : this.#bodyName(i, BASELINE),
        body: !raw && this.#tailCalls ? this.#bodyName(i, BASELINE) : undefined,
        type: func.programType === undefined ? 0 : programType(func.programType).id,
        stackBytes: func.slots.reduce((sum, slot) => sum + slot.size, 0),
        insnCount: func.spec.end - func.spec.entry,
        insnBound: 0n,
        probe: this.#probes.get(i),
      });
    });
    const callbacks = [...this.#callbacks.values()]
      .flatMap(({ index, version }) => (version === BASELINE && !rows.has(index) ? [index] : []))
      .sort((a, b) => a - b);
    const raw = functions.some(func => func.entry === 'raw') ? MODULE_FLAGS.raw : 0;
    return new DescriptorWriter(
      {
        module: source,
        bindings: this.#bindings,
        programs,
        programRow: i => rows.get(i),
        functions: callbacks.map(i => ({ name: this.#names[i]!, entry: this.#callback(i, BASELINE) })),
        functionRow: i => callbacks.indexOf(i),
        globalData: i => (source.globals[i]!.kind === 'bss' ? undefined : this.#globalDataName(i)),
      },
      { ...this.#options, flags: this.#options.flags | raw },
    ).write();
  }
}
