/** docs/helpers.md, docs/maps.md and docs/program-types.md, from the tables of src/platform. */
import { contextOf } from '../src/platform/contexts.js';
import type { Arg, Helper } from '../src/platform/helpers/prototype.js';
import { HELPERS } from '../src/platform/helpers.js';
import { KFUNCS, type KfuncParam } from '../src/platform/kfuncs.js';
import { MAP_TYPES, type MapType, type SizeRule } from '../src/platform/maps.js';
import { PROGRAM_TYPES, type ProgramType, returnRange } from '../src/platform/programs.js';
import { SECTION_RULES, type SectionRule } from '../src/platform/sections.js';

const code = (text: string): string => `\`${text.replaceAll('|', '\\|')}\``;

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

// ---- Helpers -----------------------------------------------------------------------------------------------------

const HELPERS_INTRO = `# Helpers

Generated from \`src/platform/helpers.ts\` by \`npm run gen-docs\`: the ${HELPERS.length} helpers of the kernel, with
their prototypes in its own words, and where each comes from in user space. A number above ${HELPERS.length} is a helper
of the host: it has no prototype here, and the loader must be given it.

- **runtime**: the loader binds it, to the runtime's own or to one that the host gives instead.
- **inline**: the compiler expands it.
- **always …**: the runtime's own has but one answer, because it asks about what only a kernel or a host has.
- **refused**: a program that calls it does not compile, and the reason is said.
`;

function argText(arg: Arg): string {
  const kind =
    arg.kind + (arg.size === undefined ? '' : `(${arg.size})`) + (arg.struct ? `(${arg.struct})` : '');
  return [kind, ...arg.flags].join(' | ');
}

const prototype = (helper: Helper): string =>
  `${helper.returns} (${[...helper.args.map(argText), ...(helper.variadic ? ['…'] : [])].join(', ') || 'void'})`;

function sourceText({ source }: Helper): string {
  if (typeof source === 'string') return source;
  return 'refused' in source ? `refused: ${source.refused}` : `always ${source.always}`;
}

/** docs/helpers.md. */
export function helpersPage(): string {
  const helpers = HELPERS.map(helper => [
    String(helper.id),
    code(helper.name),
    code(prototype(helper)),
    helper.callableFrom?.join(', ') ?? 'all',
    helper.effects.join(', ').replaceAll('_', ' '),
    sourceText(helper),
  ]);
  const kfuncs = KFUNCS.map(kfunc => [
    code(kfunc.name),
    code(`(${kfunc.params.map(paramText).join(', ') || 'void'})`),
    kfunc.flags.map(flag => code(`KF_${flag}`)).join(' '),
  ]);
  return `${HELPERS_INTRO}
${table(['Id', 'Name', 'Prototype', 'Program and attach types', 'Effects', 'In user space'], helpers)}

# Kernel functions

What newer kernels offer by name (kfuncs) and the runtime has too. The others of the kernel are refused, family by
family; a name that the kernel does not have is a function of the host.

${table(['Name', 'Parameters', 'Flags'], kfuncs)}
`;
}

function paramText(param: KfuncParam): string {
  switch (param.kind) {
    case 'iter':
      return `struct ${param.struct} *`;
    case 'dynptr':
      return param.uninit ? 'new dynptr' : 'dynptr';
    case 'mem':
      return [param.write ? 'writable memory' : 'memory', ...(param.nullable ? ['or NULL'] : [])].join(' ');
    case 'unchecked':
      return 'any address';
    default:
      return param.kind;
  }
}

// ---- Maps --------------------------------------------------------------------------------------------------------

const MAPS_INTRO = `# Map types

Generated from \`src/platform/maps.ts\` by \`npm run gen-docs\`. Sizes are in bytes.
`;

function sizeText({ min, max, multiple }: SizeRule): string {
  if (max === 0) return 'none';
  const step = multiple === undefined ? '' : `, by ${multiple}`;
  if (max > 1 << 24) return `${min} or more${step}`;
  return min === max ? String(min) : `${min} to ${max}${step}`;
}

/** docs/maps.md. */
export function mapsPage(): string {
  const rows = (MAP_TYPES as readonly MapType[])
    .slice(1)
    .map(type => [
      String(type.id),
      code(type.name),
      sizeText(type.key),
      sizeText(type.value) + (type.perCpu ? ' for each CPU' : ''),
      type.lookup,
      type.flags.map(flag => (type.required?.includes(flag) ? `**${flag}**` : flag)).join(' '),
      type.helpers.map(name => name.replace(/^bpf_/, '')).join(', '),
      typeof type.source === 'string' ? 'yes' : `no: ${type.source.refused}`,
    ]);
  return `${MAPS_INTRO}
${table(['Id', 'Type', 'Key', 'Value', 'Lookup gives', 'Flags (BPF_F_…, bold: needed)', 'Helpers (bpf_…)', 'In user space'], rows)}
`;
}

// ---- Program types -----------------------------------------------------------------------------------------------

const PROGRAMS_INTRO = `# Program types

Generated from \`src/platform/programs.ts\` and \`src/platform/sections.ts\` by \`npm run gen-docs\`.

- **attach**: the runtime has places in user space where such a program can be attached.
- **call**: it compiles, and runs with a context that its host or \`ebpfc run\` provides.
`;

const range = (type: ProgramType): string => {
  const returns = returnRange(type, undefined);
  return returns ? `${returns.min} to ${returns.max}` : 'any';
};

const supportText = ({ support }: ProgramType): string =>
  typeof support === 'string' ? support : `no: ${support.refused}`;

function ruleNotes(rule: SectionRule): string {
  const notes = [rule.sleepable && 'sleepable', rule.frags && 'multi-buffer', rule.atReturn && 'at return'];
  return notes.filter(note => note).join(', ');
}

/** docs/program-types.md. */
export function programTypesPage(): string {
  const types = (PROGRAM_TYPES as readonly ProgramType[]).slice(1).map(type => {
    const { struct } = contextOf(type.context, 'x86_64');
    return [
      String(type.id),
      code(type.name),
      struct ? code(`struct ${struct}`) : type.context,
      range(type),
      supportText(type),
    ];
  });
  const sections = SECTION_RULES.map(rule => [
    code(rule.pattern.replace(/\+$/, '[/…]')),
    code(rule.type),
    rule.attachType ? code(`BPF_${rule.attachType}`) : '',
    rule.autoAttach ?? '',
    ruleNotes(rule),
  ]);
  return `${PROGRAMS_INTRO}
${table(['Id', 'Type', 'Context', 'Returns', 'In user space'], types)}

# Section names

The rules are libbpf's: the first that matches decides. \`[/…]\` may follow the name. Names that only libbpf before 1.0
took (\`socket1\`, \`xdp_fwd\`, \`tc/tail\`) are known by their beginning; a program in a section whose name says nothing has
the type of the other programs of its object, when they have but one.

${table(['Section', 'Type', 'Attach type', 'Attached as', ''], sections)}
`;
}
