/** The instructions of a module as text, in the syntax of clang and the kernel or in that of the conformance suite. */
import type { Code, FunctionSpec, Module, Ref } from '../frontend/program.js';
import { formatInsn, relOf, type Syntax } from '../isa/format.js';
import type { InsnIndex, Pc } from '../isa/types.js';
import type { OptionValues } from './options.js';

/** The syntax that `--syntax` names. */
export const syntaxOf = ({ syntax }: Pick<OptionValues, 'syntax'>): Syntax =>
  syntax === 'mnemonic' ? 'asm' : 'c';

/** Every function of a module, with the C lines where they are known. */
export function disassembleModule(module: Module, syntax: Syntax = 'c'): string {
  return module.functions.map(func => disassembleFunction(module, func, syntax)).join('\n');
}

function disassembleFunction(module: Module, func: FunctionSpec, syntax: Syntax): string {
  const { code } = func;
  const lines: string[] = [
    `; ${func.kind} ${func.name}${func.section === '' ? '' : `, section ${func.section}`}`,
  ];
  lines.push(`${func.name}:`);
  const sources = new Map(code.lines.map(line => [line.index, line]));
  let last = '';
  for (let i = func.entry as number; i < func.end; i++) {
    const index = i as InsnIndex;
    const source = sources.get(index);
    if (source && source.text.trim() !== '') {
      const comment = `; ${source.file}:${source.line}: ${source.text.trim()}`;
      if (comment !== last) lines.push(comment);
      last = comment;
    }
    lines.push(insnLine(module, code, index, syntax));
  }
  return `${lines.join('\n')}\n`;
}

/** One instruction: its slot, its text, and what it refers to or jumps to. */
export function insnLine(module: Module, code: Code, index: InsnIndex, syntax: Syntax): string {
  const insn = code.insns[index]!;
  const ref = code.refs.get(index);
  const rel = relOf(insn);
  const target = rel === undefined || ref ? '' : ` ; to ${(code.pcs[index]! as Pc) + 1 + rel}`;
  const comment = ref ? ` ; ${describeRef(module, ref)}` : target;
  return `${String(code.pcs[index]).padStart(6)}:  ${formatInsn(insn, syntax)}${comment}`;
}

function describeRef({ maps, globals, functions, externs }: Module, ref: Ref): string {
  switch (ref.kind) {
    case 'map':
      return `map ${maps[ref.map]!.name}`;
    case 'map_value':
      return `value of map ${maps[ref.map]!.name} + ${ref.offset}`;
    case 'global': {
      const { name, symbols } = globals[ref.global]!;
      const symbol = symbols.find(s => ref.offset >= s.offset && ref.offset < s.offset + s.size);
      if (!symbol) return `${name} + ${ref.offset}`;
      return ref.offset === symbol.offset ? symbol.name : `${symbol.name} + ${ref.offset - symbol.offset}`;
    }
    case 'function':
      return functions[ref.function]!.name;
    case 'extern':
      return externs[ref.extern]!.name;
  }
}
