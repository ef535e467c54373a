/**
 * One page that shows a compilation: for each function its C lines, bytecode, IR after each pass, LLVM IR and
 * assembly, side by side. What came from one C line lights up together. The page needs nothing but itself.
 */
import { lineAt } from '../frontend/code.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import type { InsnIndex } from '../isa/types.js';
import { insnLine } from './disassemble.js';
import { PAGE_SCRIPT, PAGE_STYLE } from './html-assets.js';

/** The IR after a stage: the text of each function, in the order of the module. */
export interface IrStage {
  readonly name: string;
  readonly functions: readonly string[];
}

export interface PageContents {
  readonly module: Module;
  readonly stages: readonly IrStage[];
  /** LLVM IR and native assembly of the whole module; empty where there is none. */
  readonly llvm: string;
  readonly assembly: string;
  /** Of the assembly. */
  readonly triple: string;
}

/** A line of a column, and the C line it belongs to as a number of `SourceLines`. */
interface Row {
  readonly text: string;
  readonly source: number | undefined;
}

interface Column {
  readonly title: string;
  readonly rows: readonly Row[];
  /** A pass that changed nothing: only its name is shown. */
  readonly same?: boolean;
}

export function htmlPage({ module, stages, llvm, assembly, triple }: PageContents): string {
  const debugLines = debugLocations(llvm);
  const functions = module.functions.map((func, i) => {
    const sources = new SourceLines(func);
    const columns: Column[] = [
      { title: 'C', rows: sources.rows() },
      { title: 'bytecode', rows: bytecodeRows(module, func, sources) },
      ...irColumns(stages, i, sources),
      { title: 'LLVM IR', rows: llvmRows(llvm, func.name, debugLines, sources) },
      { title: `assembly (${triple})`, rows: assemblyRows(assembly, func.name, sources) },
    ];
    return functionSection(func, columns);
  });
  const title = escaped(module.name);
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}: ebpfc</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<h1>${title}</h1>
<p>A click on a line keeps everything that came from its line of C; another one lets it go.</p>
${functions.join('')}<script>${PAGE_SCRIPT}</script>
</body>
</html>
`;
}

function functionSection(func: FunctionSpec, columns: readonly Column[]): string {
  const open = func.kind === 'program';
  const section = func.section === '' ? '' : ` <small>${escaped(func.section)}</small>`;
  const shown = columns.filter(column => column.rows.length > 0).map(columnText);
  return `<details${open ? ' open' : ''}><summary>${func.kind} <b>${escaped(func.name)}</b>${section}</summary>
<div class="columns">
${shown.join('')}</div></details>
`;
}

function columnText({ title, rows, same }: Column): string {
  if (same) return `<div class="same" title="no change">${escaped(title)}</div>\n`;
  const lines = rows.map(({ text, source }) =>
    source === undefined
      ? `<span>${escaped(text)}</span>`
      : `<span data-l="${source}">${escaped(text)}</span>`,
  );
  return `<details class="column" open><summary>${escaped(title)}</summary><pre>${lines.join('\n')}</pre></details>\n`;
}

/** The lines of C that a function's instructions come from, numbered by file and line. */
class SourceLines {
  readonly #func: FunctionSpec;
  readonly #lines: { readonly file: string; readonly line: number; readonly text: string }[];
  readonly #numbers = new Map<string, number>();

  constructor(func: FunctionSpec) {
    this.#func = func;
    const known = new Map<string, { file: string; line: number; text: string }>();
    for (const { index, file, line, text } of func.code.lines)
      if (index >= func.entry && index < func.end && line > 0)
        known.set(`${file}:${line}`, { file, line, text });
    const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    this.#lines = [...known.values()].sort((a, b) => order(a.file, b.file) || a.line - b.line);
    this.#lines.forEach(({ file, line }, i) => {
      this.#numbers.set(`${file}:${line}`, i);
      const short = `${baseName(file)}:${line}`;
      if (!this.#numbers.has(short)) this.#numbers.set(short, i);
      if (!this.#numbers.has(`:${line}`)) this.#numbers.set(`:${line}`, i);
    });
  }

  rows(): Row[] {
    let last = '';
    return this.#lines.flatMap(({ file, line, text }, source) => {
      const row = { text: `${String(line).padStart(5)}  ${text}`, source };
      if (file === last) return [row];
      last = file;
      return [{ text: file, source: undefined }, row];
    });
  }

  ofInsn(index: number): number | undefined {
    const entry = lineAt(this.#func.code.lines, index as InsnIndex);
    return entry && this.#numbers.get(`${entry.file}:${entry.line}`);
  }

  /** The number of a line whose file may be known by its base name, or not at all. */
  ofLine(line: number, file = ''): number | undefined {
    return this.#numbers.get(`${baseName(file)}:${line}`);
  }
}

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function bytecodeRows(module: Module, func: FunctionSpec, sources: SourceLines): Row[] {
  const rows: Row[] = [];
  for (let i = func.entry as number; i < func.end && i < func.code.insns.length; i++)
    rows.push({ text: insnLine(module, func.code, i as InsnIndex, 'c'), source: sources.ofInsn(i) });
  return rows;
}

/** Each stage against the one before it. */
function irColumns(stages: readonly IrStage[], position: number, sources: SourceLines): Column[] {
  let before = '';
  return stages.map(({ name, functions }) => {
    const text = functions[position] ?? '';
    const same = text === before;
    before = text;
    const rows = linesOf(text).map(line => {
      const insn = / ; @(\d+)/.exec(line)?.[1];
      const source = insn === undefined ? undefined : sources.ofInsn(Number(insn));
      return { text: line, source };
    });
    return { title: name, rows, same };
  });
}

/** Line numbers by metadata id: `!21 = !DILocation(line: 13, column: 11, scope: !18)`. */
function debugLocations(llvm: string): ReadonlyMap<string, number> {
  const found = llvm.matchAll(/^(!\d+) = (?:distinct )?!DILocation\(line: (\d+)/gm);
  return new Map([...found].map(([, id, line]) => [id!, Number(line)]));
}

/** What the code of a function may be called: `.body` with tail calls, `.v1` where there are versions for newer CPUs. */
const codeNames = (name: string): string[] => [name, `${name}.body`, `${name}.v1`];

function llvmRows(
  llvm: string,
  name: string,
  locations: ReadonlyMap<string, number>,
  sources: SourceLines,
): Row[] {
  const lines = linesOf(llvm);
  const spelled = codeNames(name).flatMap(spelling => [`@${spelling}(`, `@${JSON.stringify(spelling)}(`]);
  const rows: Row[] = [];
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith('define ') || !spelled.some(word => line.includes(word))) continue;
    const end = lines.indexOf('}', i);
    for (const text of lines.slice(i, end + 1)) {
      if (text.includes('@llvm.dbg.')) continue;
      const at = locations.get(/!dbg (!\d+)/.exec(text)?.[1] ?? '');
      const source = at === undefined ? undefined : sources.ofLine(at);
      rows.push({ text: text.replace(/, !dbg !\d+/, ''), source });
    }
  }
  return rows;
}

/** The instructions of a function, by what `.loc` says in the comment that clang gives it. */
function assemblyRows(assembly: string, name: string, sources: SourceLines): Row[] {
  const lines = linesOf(assembly);
  const names = codeNames(name);
  const rows: Row[] = [];
  let inside = false;
  let source: number | undefined;
  for (const line of lines) {
    const label = /^"?([^\s":#]+)"?:/.exec(line)?.[1];
    if (names.includes(label ?? '')) inside = true;
    else if (/^\.?Lfunc_end\d+:/.test(line)) inside = false;
    if (!inside) continue;
    const at = /^\s*\.loc\s.*[#/;]\s*(\S+?):(\d+):\d+/.exec(line);
    if (at) source = sources.ofLine(Number(at[2]), at[1]!);
    else if (label !== undefined) {
      if (!/^\.?L(tmp|func)/.test(label)) rows.push({ text: `${label}:`, source: undefined });
    } else if (!/^\s*(\.|#|\/\/|$)/.test(line)) rows.push({ text: line.replace(/\t/g, '    '), source });
  }
  return rows;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replace(/[&<>"]/g, c => ESCAPES[c]!);
