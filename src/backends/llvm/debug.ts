/**
 * Debug information from what the object says of its source: line records, function prototypes, global variables
 * and types of BTF become the DWARF that gdb and perf read.
 */
import { lineAt } from '../../frontend/code.js';
import type { FunctionSpec, Module } from '../../frontend/program.js';
import type { Func } from '../../ir/function.js';
import type { InsnIndex } from '../../isa/types.js';
import { DebugTypes } from './debug-types.js';
import { type Metadata, metadataString } from './metadata.js';

export interface DebugOptions {
  readonly producer: string;
  readonly optimised: boolean;
}

export class DebugInfo {
  readonly #module: Module;
  readonly #metadata: Metadata;
  readonly #unit: string;
  readonly #unitFile: string;
  readonly #types: DebugTypes | undefined;
  readonly #options: DebugOptions;
  readonly #subprograms = new Map<string, Map<FunctionSpec, string>>();
  readonly #globals: string[] = [];

  constructor(module: Module, metadata: Metadata, options: DebugOptions) {
    this.#module = module;
    this.#metadata = metadata;
    this.#options = options;
    this.#unit = metadata.reserve();
    this.#unitFile = this.#file(mainFile(module) ?? module.name);
    this.#types = module.btf && new DebugTypes(module.btf, metadata, this.#unitFile);
  }

  /** The named metadata that goes with the unit; call last. */
  finish(): string[] {
    const retained = this.#types ? this.#metadata.tuple(this.#types.named()) : this.#metadata.tuple([]);
    this.#metadata.define(
      this.#unit,
      `distinct !DICompileUnit(language: DW_LANG_C11, file: ${this.#unitFile}, producer: ${metadataString(this.#options.producer)}, isOptimized: ${this.#options.optimised}, runtimeVersion: 0, emissionKind: FullDebug, retainedTypes: ${retained}, globals: ${this.#metadata.tuple(this.#globals)})`,
    );
    const flags = [
      this.#metadata.add('!{i32 7, !"Dwarf Version", i32 5}'),
      this.#metadata.add('!{i32 2, !"Debug Info Version", i32 3}'),
    ];
    return [`!llvm.dbg.cu = !{${this.#unit}}`, `!llvm.module.flags = !{${flags.join(', ')}}`];
  }

  /**
   * The subprogram of a function: attached to its definition, of which there is one for each `version` of it.
   * Undefined when nothing is known of its source.
   */
  subprogram(func: Func, version: string): string | undefined {
    const { spec } = func;
    if (spec.code.lines.length === 0) return undefined;
    const made = this.#subprograms.get(version) ?? new Map<FunctionSpec, string>();
    this.#subprograms.set(version, made);
    let name = made.get(spec);
    if (name === undefined) {
      name = this.#makeSubprogram(spec);
      made.set(spec, name);
    }
    return name;
  }

  #makeSubprogram(spec: FunctionSpec): string {
    const first = lineAt(spec.code.lines, spec.entry) ?? spec.code.lines[0]!;
    const func = spec.btfId === undefined ? undefined : this.#module.btf?.types[spec.btfId];
    const prototype =
      func?.kind === 'func' && this.#types
        ? this.#types.prototype(func.type)
        : this.#metadata.add(`!DISubroutineType(types: ${this.#metadata.tuple([])})`);
    const flags = this.#options.optimised ? 'DISPFlagDefinition | DISPFlagOptimized' : 'DISPFlagDefinition';
    const local = spec.kind === 'subprogram' ? 'DISPFlagLocalToUnit | ' : '';
    const name = this.#metadata.reserve();
    this.#metadata.define(
      name,
      `distinct !DISubprogram(name: ${metadataString(spec.name)}, scope: ${this.#file(first.file)}, file: ${this.#file(first.file)}, line: ${first.line}, type: ${prototype}, scopeLine: ${first.line}, flags: DIFlagPrototyped, spFlags: ${local}${flags}, unit: ${this.#unit})`,
    );
    return name;
  }

  /** `, !dbg !N` for an instruction of a function that has a subprogram. */
  location(func: Func, version: string, insn: InsnIndex): string {
    const scope = this.subprogram(func, version);
    if (scope === undefined) return '';
    const entry = insn < 0 ? undefined : lineAt(func.spec.code.lines, insn);
    const own = lineAt(func.spec.code.lines, func.spec.entry);
    const inner =
      entry === undefined || own === undefined || entry.file === own.file
        ? scope
        : this.#metadata.add(
            `!DILexicalBlockFile(scope: ${scope}, file: ${this.#file(entry.file)}, discriminator: 0)`,
          );
    return `, !dbg ${this.#metadata.add(`!DILocation(line: ${entry?.line ?? 0}, column: ${entry?.column ?? 0}, scope: ${inner})`)}`;
  }

  /** Names and types of a function's parameters, in order, as far as its BTF says. */
  parameters(func: Func, version: string): string[] {
    const { spec } = func;
    const scope = this.subprogram(func, version);
    const type = spec.btfId === undefined ? undefined : this.#module.btf?.types[spec.btfId];
    const proto = type?.kind === 'func' ? this.#module.btf?.types[type.type] : undefined;
    if (scope === undefined || proto?.kind !== 'func_proto' || !this.#types) return [];
    const line = lineAt(spec.code.lines, spec.entry)?.line ?? 0;
    return proto.params.flatMap((param, i) =>
      param.name === ''
        ? []
        : [
            this.#metadata.add(
              `!DILocalVariable(name: ${metadataString(param.name)}, arg: ${i + 1}, scope: ${scope}, file: ${this.#unitFile}, line: ${line}, type: ${this.#types!.type(param.type)})`,
            ),
          ],
    );
  }

  /** `, !dbg !N` … for the variables of a global section, to be attached to its bytes. */
  variables(global: number): string {
    const { symbols } = this.#module.globals[global]!;
    return symbols
      .flatMap(symbol => {
        const variable = symbol.btfId === undefined ? undefined : this.#module.btf?.types[symbol.btfId];
        if (variable?.kind !== 'var' || !this.#types) return [];
        const definition = this.#metadata.add(
          `distinct !DIGlobalVariable(name: ${metadataString(symbol.name)}, scope: ${this.#unit}, file: ${this.#unitFile}, type: ${this.#types.type(variable.type)}, isLocal: ${symbol.linkage === 'static'}, isDefinition: true)`,
        );
        const at = symbol.offset === 0 ? '' : `DW_OP_plus_uconst, ${symbol.offset}`;
        const expression = this.#metadata.add(
          `!DIGlobalVariableExpression(var: ${definition}, expr: !DIExpression(${at}))`,
        );
        this.#globals.push(expression);
        return [`, !dbg ${expression}`];
      })
      .join('');
  }

  #file(path: string): string {
    const slash = path.lastIndexOf('/');
    const directory = slash < 0 ? '' : path.slice(0, slash);
    return this.#metadata.add(
      `!DIFile(filename: ${metadataString(path.slice(slash + 1))}, directory: ${metadataString(directory)})`,
    );
  }
}

/** The file that most functions start in. */
function mainFile(module: Module): string | undefined {
  const counts = new Map<string, number>();
  for (const { code, entry } of module.functions) {
    const file = lineAt(code.lines, entry)?.file;
    if (file !== undefined) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
