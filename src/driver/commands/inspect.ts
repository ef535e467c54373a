import { mapFlagNames, mapType } from '../../platform/maps.js';
import { programType } from '../../platform/programs.js';
import { type CompiledModule, readCompiled } from '../descriptor.js';
import { readInputs } from '../input.js';
import type { CommandContext } from './command.js';

/** `ebpfc inspect FILE.so…`: what compiled objects hold and need, without executing them. */
export async function run({ operands, options, sink, shell }: CommandContext): Promise<undefined> {
  for (const { name, bytes } of (await readInputs(operands, sink)) ?? []) {
    const module = readCompiled(bytes, name, sink);
    if (!module) continue;
    await shell.print(options.json ? `${JSON.stringify(toJson(name, module))}\n` : describe(name, module));
  }
}

const programName = (type: number): string =>
  type === 0 ? 'raw' : (programType(type)?.name ?? `type ${type}`);
const mapName = (type: number): string => mapType(type)?.name ?? `type ${type}`;

function safetyOf({ flags }: CompiledModule): string {
  if (flags.includes('verified')) return 'verified';
  return flags.includes('checked') ? 'checked while it runs' : 'not verified';
}

/** The module for JSON: numbers that may be large as text, types by name. */
function toJson(file: string, module: CompiledModule): object {
  return {
    file,
    ...module,
    programs: module.programs.map(p => ({ ...p, type: programName(p.type), insnBound: String(p.insnBound) })),
    maps: module.maps.map(m => ({ ...m, type: mapName(m.type), flags: mapFlagNames(m.flags) })),
    globals: module.globals.map(g => ({ ...g, size: Number(g.size) })),
  };
}

function describe(file: string, module: CompiledModule): string {
  const facts: [string, string][] = [
    ['object', module.name],
    ['made by', module.producer],
    ['options', module.command],
    ['target', [module.target, module.features].filter(Boolean).join(' ')],
    ['license', module.license],
    ['safety', safetyOf(module)],
    ['ABI', String(module.abi)],
    ['layout', module.layout > 0 ? `${module.layout}, of the maps that code is compiled in for` : ''],
    ['BTF', module.btfBytes > 0 ? `${module.btfBytes} bytes` : ''],
    ['input', module.inputSha256 && `sha256 ${module.inputSha256}`],
  ];
  const lines = [`${file}:`, ...facts.filter(([, what]) => what).map(([k, v]) => `  ${k.padEnd(9)} ${v}`)];
  const section = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push('', `${title}:`, ...rows.map(row => `  ${row}`));
  };
  section(
    'programs',
    module.programs.map(p => {
      const bound = p.insnBound > 0n ? `, at most ${p.insnBound} executed` : '';
      const where = p.section === '' ? '' : ` in ${p.section}`;
      return `${p.name}: ${programName(p.type)}${where}, ${p.insnCount} instructions${bound}, ${p.stackBytes} bytes of stack`;
    }),
  );
  section(
    'maps',
    module.maps.map(m => {
      const flags = mapFlagNames(m.flags);
      const notes = [
        ...flags,
        ...(m.pinning ? ['pinned by name'] : []),
        ...(m.isTemplate ? ['inner map'] : []),
      ];
      const tail = notes.length > 0 ? `, ${notes.join(', ')}` : '';
      return `${m.name}: ${mapName(m.type)}, key ${m.keySize}, value ${m.valueSize}, ${m.maxEntries} entries${tail}`;
    }),
  );
  section(
    'global data',
    module.globals.map(g => `${g.name}: ${g.kind}, ${g.size} bytes`),
  );
  section(
    'helpers',
    module.helpers.map(h => `${h.name} (${h.id})`),
  );
  section(
    'helpers compiled in',
    module.inlined.map(h => `${h.name} (${h.id})`),
  );
  section(
    'kernel symbols',
    module.externs.map(e => `${e.name}: ${e.kind}${e.weak ? ', weak' : ''}`),
  );
  section('callbacks', module.functions);
  return `${lines.join('\n')}\n`;
}
