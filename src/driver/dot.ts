/** The control flow of a module as a Graphviz graph: a cluster for each function, a node for each block. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { FunctionSpec, Module } from '../frontend/program.js';
import { buildCfg, type CfgBlock } from '../ir/cfg.js';
import type { Syntax } from '../isa/format.js';
import type { InsnIndex } from '../isa/types.js';
import { insnLine } from './disassemble.js';

/**
 * The blocks of every function that its entry reaches, with their instructions and the C lines those came from.
 * Undefined after a report: control that leaves a function has no graph.
 */
export function cfgText(module: Module, syntax: Syntax, sink: DiagnosticSink): string | undefined {
  const clusters: string[] = [];
  for (const [i, func] of module.functions.entries()) {
    const cluster = functionCluster(module, func, `f${i}`, syntax, sink);
    if (cluster === undefined) return undefined;
    clusters.push(cluster);
  }
  const defaults = '  node [shape=box, fontname=monospace, fontsize=10];\n  edge [fontsize=9];\n';
  return `digraph ${quoted(module.name)} {\n${defaults}${clusters.join('')}}\n`;
}

function functionCluster(
  module: Module,
  func: FunctionSpec,
  id: string,
  syntax: Syntax,
  sink: DiagnosticSink,
): string | undefined {
  const cfg = buildCfg(func, sink);
  if (!cfg) return undefined;
  const section = func.section === '' ? '' : `, section ${func.section}`;
  const lines = [
    `  subgraph cluster_${id} {`,
    `    label=${quoted(`${func.kind} ${func.name}${section}`)};`,
    ...cfg.blocks.map((block, i) => `    ${id}b${i} [label=${blockLabel(module, func, block, syntax)}];`),
    ...cfg.blocks.flatMap(({ succs }, i) =>
      succs.map((to, edge) => `    ${id}b${i} -> ${id}b${to}${edgeStyle(succs.length, edge)};`),
    ),
    '  }',
  ];
  return `${lines.join('\n')}\n`;
}

/** The taken edge of a conditional jump comes first. */
function edgeStyle(count: number, edge: number): string {
  if (count < 2) return '';
  return edge === 0 ? ' [label=taken]' : ' [label=else, style=dashed]';
}

function blockLabel(
  module: Module,
  { code }: FunctionSpec,
  { start, end }: CfgBlock,
  syntax: Syntax,
): string {
  const sources = new Map(code.lines.map(line => [line.index, line]));
  const lines: string[] = [];
  let last = '';
  for (let i = start as number; i < end; i++) {
    const index = i as InsnIndex;
    const source = sources.get(index);
    const comment = source && source.text.trim() !== '' ? `; ${source.line}: ${source.text.trim()}` : last;
    if (comment !== last) lines.push(comment);
    last = comment;
    lines.push(insnLine(module, code, index, syntax));
  }
  // `\l` ends a line that is set to the left.
  return `"${lines.map(line => `${escaped(line)}\\l`).join('')}"`;
}

const escaped = (text: string): string => text.replace(/[\\"]/g, '\\$&');
const quoted = (text: string): string => `"${escaped(text)}"`;
