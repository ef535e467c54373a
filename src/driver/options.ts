/**
 * Every command and option of the command line, one row each. The parser, `--help`, the man page, the completions
 * and the option list of the README derive from these tables; nothing else describes an option.
 */
import { PROGRAM_TYPES } from '../platform/programs.js';

export interface CommandRow {
  readonly summary: string;
  /** What follows the options, as in a usage line. */
  readonly operands: string;
}

/** The commands; `compile` is what happens when none is named. */
export const COMMANDS = {
  compile: { summary: 'compile eBPF objects to a native shared object (the default)', operands: 'FILE…' },
  verify: { summary: 'prove the programs of objects safe, or say why not', operands: 'FILE…' },
  disasm: { summary: 'print the instructions of an object', operands: 'FILE…' },
  run: { summary: 'run a program of an object on some data', operands: 'FILE' },
  bench: { summary: 'measure the programs of an object', operands: 'FILE' },
  inspect: { summary: 'print what a compiled object holds and needs', operands: 'FILE.so…' },
  start: { summary: 'start a command with the programs of an object attached', operands: 'FILE -- COMMAND…' },
  trace: {
    summary: 'attach programs to a command or process, and print their events, text and maps',
    operands: 'FILE -- COMMAND… | -p PID FILE',
  },
  attach: { summary: 'attach the programs of an object to a running process', operands: 'PID FILE' },
  detach: { summary: 'take attached programs out of a process', operands: 'PID [LINK…]' },
  links: { summary: 'print what is attached, where, and how often it ran', operands: '[PID…]' },
  status: {
    summary: 'print what attached programs do to a process: hits, misses, memory, errors',
    operands: 'PID',
  },
  map: {
    summary: 'list, dump, lookup, update, delete, watch, pin: the maps of a session',
    operands: 'list | VERB MAP [key KEY] [value VALUE]',
  },
  prog: { summary: 'list the programs of a session', operands: 'list' },
  session: { summary: 'list sessions, or remove some', operands: 'list | rm NAME…' },
  gen: {
    summary: 'generate what a host needs: a C skeleton, or TypeScript types',
    operands: 'skeleton | types FILE',
  },
  runtime: {
    summary: 'build the C library for hosts, or install it with its header and pkg-config file',
    operands: 'build | install',
  },
  conformance: { summary: 'run the files of a bpf_conformance suite', operands: 'DIR…' },
  explain: { summary: 'print what a diagnostic code means', operands: 'CODE…' },
  doctor: { summary: 'check that this machine has what ebpfc needs', operands: '' },
} as const satisfies Record<string, CommandRow>;

export type Command = keyof typeof COMMANDS;

/** In the order `--help` prints them. */
export const GROUPS = {
  output: 'What to produce',
  input: 'What to read',
  code: 'Code generation',
  verify: 'Verification',
  diagnostics: 'Diagnostics',
  depend: 'Dependency files',
  run: 'Running',
  inspect: 'Looking inside',
  tools: 'Toolchain',
  general: 'General',
} as const;

/** How a value follows the option's name. */
export type ValueForm =
  /** `-O2`: nothing between. */
  | 'joined'
  /** `-o FILE` or `-oFILE`. */
  | 'either'
  /** `--emit=so` or `--emit so`. */
  | 'equals';

export interface OptionRow {
  /** As typed, the name first that `--help` shows. A long name is taken with one dash or two. */
  readonly names: readonly string[];
  /** Names that switch a flag off. */
  readonly off?: readonly string[];
  /** What the value is called in help; a row without it is a flag. */
  readonly value?: string;
  readonly form?: ValueForm;
  /** The value may be absent and is then this. */
  readonly implied?: string;
  /** All values that are allowed; with `list`, of each part between commas. */
  readonly choices?: readonly string[];
  /** The value is a comma separated list. */
  readonly list?: true;
  /** The value is a whole number, not negative. */
  readonly integer?: true;
  /** May be given several times, and all values count. Otherwise the last wins. */
  readonly repeat?: true;
  /** What a flag is when it is not given. */
  readonly initially?: true;
  readonly group: keyof typeof GROUPS;
  /** The commands that take it; all of them when absent. */
  readonly commands?: readonly Command[];
  readonly help: string;
  /** Not for us, and this is why: shown as help of E0801. */
  readonly refused?: string;
}

const compile = ['compile'] as const;
const C_SOURCE = 'ebpfc reads eBPF objects: compile C with `clang --target=bpf -O2 -g -c` first';

export const OPTIONS = {
  output: {
    names: ['-o'],
    value: 'FILE',
    form: 'either',
    group: 'output',
    help: 'write the output to FILE; `-` is the standard output',
  },
  emit: {
    names: ['--emit'],
    value: 'KIND',
    form: 'equals',
    group: 'output',
    commands: compile,
    choices: ['bpf', 'cfg', 'ir', 'llvm', 'llvm-opt', 'asm', 'obj', 'so', 'exe'],
    help: 'produce eBPF assembly, its control flow for Graphviz, our IR, LLVM IR before or after optimisation, native assembly, an object, a shared object, or a command that runs the program on a packet',
  },
  standalone: {
    names: ['--standalone'],
    group: 'output',
    commands: compile,
    help: 'link the runtime in: programs called without an instance make their maps themselves',
  },
  assembly: {
    names: ['-S'],
    group: 'output',
    commands: compile,
    help: 'produce native assembly, or LLVM IR with -emit-llvm',
  },
  object: {
    names: ['-c'],
    group: 'output',
    commands: compile,
    help: 'produce a native object and do not link it',
  },
  check: {
    names: ['--check', '-fsyntax-only'],
    group: 'output',
    commands: compile,
    help: 'do all that may find an error, the verdict included, and write nothing',
  },
  emitLlvm: { names: ['-emit-llvm'], group: 'output', commands: compile, help: 'produce LLVM IR' },

  language: {
    names: ['-x'],
    value: 'LANGUAGE',
    form: 'either',
    choices: ['elf', 'asm', 'ir', 'raw', 'none'],
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run', 'bench'],
    help: 'treat the inputs as ELF objects, eBPF assembly, our IR or raw instructions; none: look at each',
  },
  syntax: {
    names: ['--syntax'],
    value: 'SYNTAX',
    form: 'equals',
    choices: ['c', 'mnemonic'],
    group: 'output',
    commands: ['compile', 'disasm'],
    help: 'print eBPF instructions as clang and the kernel do, or with mnemonics',
  },
  include: {
    names: ['-I'],
    value: 'DIR',
    form: 'either',
    group: 'input',
    commands: compile,
    help: '',
    refused: C_SOURCE,
  },
  define: {
    names: ['-D'],
    value: 'NAME',
    form: 'either',
    group: 'input',
    commands: compile,
    help: '',
    refused: C_SOURCE,
  },

  select: {
    names: ['--prog'],
    value: 'NAME',
    form: 'equals',
    repeat: true,
    group: 'input',
    commands: compile,
    help: 'compile only this program, and what it calls',
  },
  section: {
    names: ['--section'],
    value: 'NAME',
    form: 'equals',
    repeat: true,
    group: 'input',
    commands: compile,
    help: 'compile only the programs of this section',
  },
  programType: {
    names: ['--program-type'],
    value: 'TYPE',
    form: 'equals',
    choices: PROGRAM_TYPES.map(type => type.name),
    group: 'input',
    commands: ['compile', 'verify', 'run', 'bench'],
    help: 'the type of programs whose section does not tell it',
  },
  btf: {
    names: ['--btf'],
    value: 'FILE',
    form: 'equals',
    repeat: true,
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run', 'bench'],
    help: 'the types to adapt CO-RE accesses to: BTF as in /sys/kernel/btf, or an object that has it, and then those of modules; kernel: the running one (the default where an object asks for types); none: leave code as compiled',
  },
  kconfig: {
    names: ['--kconfig'],
    value: 'FILE',
    form: 'equals',
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run', 'bench'],
    help: 'the values of __kconfig variables, in the form of a kernel .config',
  },
  set: {
    names: ['--set'],
    value: 'NAME=VALUE',
    form: 'equals',
    repeat: true,
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run', 'bench'],
    help: 'give a global variable, a member or an element another value than the object has: limit=5, cfg.ports[0]=80',
  },
  lateRodata: {
    names: ['--late-rodata'],
    group: 'input',
    commands: ['compile', 'verify', 'run', 'bench'],
    help: 'let the host set .rodata before the first run, as with libbpf; otherwise its values are compiled in',
  },
  allowUndefined: {
    names: ['--allow-undefined'],
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run', 'bench'],
    help: 'leave functions that no input defines to the host, by name',
  },
  hostKfunc: {
    names: ['--host-kfunc'],
    value: 'NAME[(PARAM,…)][:FLAG,…]',
    form: 'equals',
    repeat: true,
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run'],
    help: 'the host has this function: check calls by its declaration. Names of parameters and flags as in the kernel: data__sz; ACQUIRE, RELEASE, RET_NULL, SLEEPABLE',
  },
  interface: {
    names: ['--interface'],
    value: 'FILE',
    form: 'equals',
    group: 'input',
    commands: ['compile', 'verify', 'disasm', 'run'],
    help: 'the functions of the host, as JSON: see schemas/interface.schema.json',
  },
  entry: {
    names: ['--entry'],
    value: 'KIND',
    form: 'equals',
    choices: ['ctx', 'raw'],
    group: 'input',
    commands: ['compile', 'run', 'bench'],
    help: 'how programs of an object are called: with a context (the default), or raw, with memory and its length',
  },

  inline: {
    names: ['--inline'],
    off: ['--no-inline'],
    group: 'code',
    commands: ['compile', 'run'],
    initially: true,
    help: 'compile map operations into the programs (the default); --no-inline calls them, so that a host may replace them or size maps',
  },
  debug: {
    names: ['-g'],
    off: ['-g0'],
    group: 'code',
    commands: ['compile', 'run', 'bench'],
    initially: true,
    help: 'write DWARF debug information from the BTF of the input (the default); -g0: none',
  },
  optimise: {
    names: ['-O'],
    value: 'LEVEL',
    form: 'joined',
    implied: '1',
    choices: ['0', '1', '2', '3', 's'],
    group: 'code',
    commands: ['compile', 'run', 'bench', 'conformance'],
    help: 'optimise: 0 not at all, 2 (the default), 3 more, s for size',
  },
  target: {
    names: ['--target'],
    value: 'TRIPLE',
    form: 'equals',
    group: 'code',
    commands: ['compile', 'verify', 'run', 'bench', 'conformance', 'runtime'],
    help: 'compile for this machine, such as aarch64-linux-gnu; the default is the one ebpfc runs on',
  },
  march: {
    names: ['-march'],
    value: 'CPU',
    form: 'equals',
    group: 'code',
    commands: ['compile', 'run', 'bench'],
    help: 'use the instructions of CPU; native: of this machine',
  },
  mcpu: {
    names: ['-mcpu'],
    value: 'CPU',
    form: 'equals',
    group: 'code',
    commands: ['compile', 'run', 'bench'],
    help: 'use the instructions of CPU and tune for it',
  },
  features: {
    names: ['--features'],
    value: 'LIST',
    form: 'equals',
    group: 'code',
    commands: ['compile', 'run', 'bench'],
    help: 'use or leave out CPU features by their LLVM names: +lse,-sve',
  },
  cpuDispatch: {
    names: ['--cpu-dispatch'],
    off: ['--no-cpu-dispatch'],
    group: 'code',
    commands: ['compile', 'run', 'bench'],
    initially: true,
    help: 'compile loops for newer processors too and choose when the object is loaded (the default at -O2 and -O3 for x86-64 without -march and -mcpu)',
  },

  verify: {
    names: ['--verify'],
    off: ['--no-verify'],
    group: 'verify',
    commands: ['compile', 'run', 'bench'],
    initially: true,
    help: 'compile only programs that are proven safe (the default); --no-verify compiles them all the same',
  },

  assertFacts: {
    names: ['--assert-facts'],
    group: 'verify',
    commands: ['compile', 'run'],
    help: 'compile what was proved of the programs as tests that stop them where it is false, instead of relying on it',
  },

  pointerLeak: {
    names: ['--pointer-leak'],
    off: ['--no-pointer-leak'],
    group: 'verify',
    commands: ['compile', 'verify', 'run'],
    initially: true,
    help: 'accept programs that let others see addresses (the default): in maps, packets, results, numbers',
  },
  onUnproven: {
    names: ['--on-unproven'],
    value: 'HOW',
    form: 'equals',
    choices: ['reject', 'check'],
    group: 'verify',
    commands: ['compile', 'verify', 'run'],
    help: 'reject programs that cannot be proven (the default), or check while they run what could not be: a function whose check fails returns 0',
  },

  warning: {
    names: ['-W'],
    value: 'NAME',
    form: 'joined',
    repeat: true,
    group: 'diagnostics',
    help: 'all, error, no-NAME, error=NAME: which warnings there are and which are errors',
  },
  noWarnings: { names: ['-w'], group: 'diagnostics', help: 'no warnings at all' },
  diagnostics: {
    names: ['--diagnostics'],
    value: 'FORMAT',
    form: 'equals',
    choices: ['text', 'json', 'sarif'],
    group: 'diagnostics',
    help: 'print diagnostics as text, as a line of JSON each, or as one SARIF 2.1.0 document',
  },
  color: {
    names: ['--color'],
    value: 'WHEN',
    form: 'equals',
    implied: 'always',
    choices: ['auto', 'always', 'never'],
    group: 'diagnostics',
    help: 'colour diagnostics',
  },
  maxErrors: {
    names: ['--max-errors', '-fmax-errors'],
    value: 'N',
    form: 'equals',
    integer: true,
    group: 'diagnostics',
    help: 'print no more than N errors; 0: all (default 20)',
  },
  explain: {
    names: ['--explain'],
    value: 'CODE',
    form: 'equals',
    group: 'diagnostics',
    commands: compile,
    help: 'print what a diagnostic code means',
  },

  depfile: {
    names: ['-MD', '-MMD'],
    group: 'depend',
    commands: compile,
    help: 'write a dependency file for make and ninja beside the output',
  },
  depfilePath: {
    names: ['-MF'],
    value: 'FILE',
    form: 'either',
    group: 'depend',
    commands: compile,
    help: 'the name of the dependency file',
  },
  depfileTarget: {
    names: ['-MT', '-MQ'],
    value: 'TARGET',
    form: 'either',
    repeat: true,
    group: 'depend',
    commands: compile,
    help: 'the target in the dependency file; the default is the output as it was given',
  },
  depfilePhony: {
    names: ['-MP'],
    group: 'depend',
    commands: compile,
    help: 'add an empty rule for each input, so that a deleted one is no error',
  },

  dryRun: {
    names: ['-###'],
    group: 'inspect',
    commands: compile,
    help: 'print the commands that would run, and run nothing',
  },
  verbose: {
    names: ['-v', '--verbose'],
    group: 'inspect',
    help: 'print the commands as they run, and versions with --version',
  },
  saveTemps: {
    names: ['-save-temps'],
    value: 'WHERE',
    form: 'equals',
    implied: 'cwd',
    choices: ['cwd', 'obj'],
    group: 'inspect',
    commands: ['compile', 'run', 'bench'],
    help: 'keep the intermediate files, in this directory or beside the output',
  },
  timePasses: {
    names: ['--time-passes', '-ftime-report'],
    group: 'inspect',
    commands: compile,
    help: 'print how long each stage and pass took',
  },
  dumpAfter: {
    names: ['--dump-after'],
    value: 'PASS',
    form: 'equals',
    repeat: true,
    group: 'inspect',
    commands: compile,
    help: 'print our IR as it is after this pass, or after translate',
  },
  dumpHtml: {
    names: ['--dump-html'],
    value: 'FILE',
    form: 'equals',
    group: 'inspect',
    commands: compile,
    help: 'write a page with the C lines, the bytecode, our IR after each pass, LLVM IR and assembly side by side',
  },
  printPasses: {
    names: ['--print-passes'],
    group: 'inspect',
    commands: compile,
    help: 'print the passes in their order, one a line',
  },
  printHelpers: {
    names: ['--print-helpers'],
    group: 'inspect',
    commands: compile,
    help: 'print the helper functions ebpfc knows, one a line',
  },
  printCore: {
    names: ['--print-core'],
    group: 'inspect',
    commands: compile,
    help: 'print what --btf makes of each CO-RE relocation, and compile nothing',
  },
  disablePass: {
    names: ['--disable-pass'],
    value: 'NAME',
    form: 'equals',
    repeat: true,
    group: 'inspect',
    commands: compile,
    help: 'do not run this pass of the optimiser, one of --print-passes',
  },
  printTargets: {
    names: ['--print-targets'],
    group: 'inspect',
    commands: compile,
    help: 'print the targets, one a line',
  },
  printInsns: {
    names: ['--print-insns'],
    group: 'inspect',
    commands: compile,
    help: 'print the instructions ebpfc knows, one a line',
  },
  printResourceDir: {
    names: ['--print-resource-dir'],
    group: 'inspect',
    commands: compile,
    help: 'print where the C header and runtime are',
  },

  clang: {
    names: ['--clang'],
    value: 'PATH',
    form: 'equals',
    group: 'tools',
    help: 'the clang to use (19 to 22); otherwise $EBPFC_CLANG, or the first in PATH',
  },
  clangArg: {
    names: ['--clang-arg'],
    value: 'ARG',
    form: 'equals',
    repeat: true,
    group: 'tools',
    commands: ['compile', 'run', 'bench'],
    help: 'pass ARG to clang',
  },
  linkerArg: {
    names: ['-Wl,'],
    value: 'ARG',
    form: 'joined',
    repeat: true,
    group: 'tools',
    commands: ['compile', 'run', 'bench'],
    help: 'pass ARG to the linker',
  },
  cache: {
    names: ['--cache'],
    off: ['--no-cache'],
    initially: true,
    group: 'tools',
    help: 'use and fill the cache of compiled code, in $XDG_CACHE_HOME/ebpfc',
  },
  timeout: {
    names: ['--timeout'],
    value: 'SECONDS',
    form: 'equals',
    integer: true,
    group: 'tools',
    help: 'give a tool or program no more than this time (default 300)',
  },

  program: {
    names: ['--program'],
    value: 'NAME',
    form: 'equals',
    group: 'run',
    commands: ['run', 'bench', 'start', 'trace', 'attach'],
    help: 'the program to run or attach, where there are several',
  },
  at: {
    names: ['--at'],
    value: 'PLACE',
    form: 'equals',
    group: 'run',
    commands: ['start', 'trace', 'attach'],
    help: 'where, instead of what sections say: uprobe/libc.so.6:malloc',
  },
  follow: {
    names: ['--follow'],
    group: 'run',
    commands: ['start', 'trace', 'attach'],
    help: 'listen for requests in the processes that it forks as well: programs attached there count too',
  },
  session: {
    names: ['--session'],
    value: 'NAME',
    form: 'equals',
    group: 'run',
    commands: ['run', 'start', 'trace', 'attach', 'map', 'prog'],
    help: 'share maps with all programs of this session, in every process; or look into it',
  },
  prefix: {
    names: ['--prefix'],
    value: 'DIR',
    form: 'equals',
    group: 'output',
    commands: ['runtime'],
    help: 'install below DIR, /usr/local if not given; $DESTDIR goes before it where files are put, not in what they say',
  },
  type: {
    names: ['--type'],
    value: 'TYPE',
    form: 'equals',
    group: 'run',
    commands: ['map', 'trace'],
    help: 'the type of the records of a buffer that is watched, as `struct event`',
  },
  process: {
    names: ['-p'],
    value: 'PID',
    form: 'either',
    integer: true,
    group: 'run',
    commands: ['trace'],
    help: 'trace this running process, until it ends or Ctrl-C',
  },
  interval: {
    names: ['--interval'],
    value: 'SECONDS',
    form: 'equals',
    integer: true,
    group: 'run',
    commands: ['trace'],
    help: 'print the maps every SECONDS as well, and not only at the end',
  },
  pid: {
    names: ['--pid'],
    value: 'PID',
    form: 'equals',
    integer: true,
    group: 'run',
    commands: ['map'],
    help: 'name the addresses of stack traces by the symbols of this running process',
  },
  count: {
    names: ['--count'],
    value: 'N',
    form: 'equals',
    integer: true,
    group: 'run',
    commands: ['map'],
    help: 'watch no more than N records',
  },
  allowUnverified: {
    names: ['--allow-unverified'],
    group: 'run',
    commands: ['start', 'trace', 'attach'],
    help: 'attach programs that were neither proven safe nor compiled with checks',
  },
  data: {
    names: ['--data'],
    value: 'FILE',
    form: 'equals',
    group: 'run',
    commands: ['run', 'bench'],
    help: 'the packet, or the memory of a raw program',
  },
  hex: {
    names: ['--hex'],
    value: 'BYTES',
    form: 'equals',
    group: 'run',
    commands: ['run', 'bench'],
    help: 'the same in hexadecimal',
  },
  dataOut: {
    names: ['--data-out'],
    value: 'FILE',
    form: 'equals',
    group: 'run',
    commands: ['run'],
    help: 'write the packet there as the program left it',
  },
  repeat: {
    names: ['--repeat'],
    value: 'N',
    form: 'equals',
    integer: true,
    group: 'run',
    commands: ['run'],
    help: 'run it N times and print the mean time',
  },
  rounds: {
    names: ['--rounds'],
    value: 'N',
    form: 'equals',
    integer: true,
    group: 'run',
    commands: ['bench'],
    help: 'measure N times, 10 ms each (default 15)',
  },
  dumpMaps: {
    names: ['--dump-maps'],
    group: 'run',
    commands: ['run'],
    help: 'print what is in the maps afterwards',
  },
  engine: {
    names: ['--engine'],
    value: 'ENGINE',
    form: 'equals',
    choices: ['native', 'interp', 'ir'],
    group: 'run',
    commands: ['conformance'],
    help: 'run compiled code (the default), the reference interpreter, or the interpreter of the IR',
  },
  cpuVersion: {
    names: ['--cpu-version'],
    value: 'VERSION',
    form: 'equals',
    choices: ['v1', 'v2', 'v3', 'v4'],
    group: 'run',
    commands: ['conformance'],
    help: 'leave out what a later version of the instruction set has; the default is v4',
  },
  includeGroups: {
    names: ['--include-groups'],
    value: 'GROUPS',
    form: 'equals',
    group: 'run',
    commands: ['conformance'],
    help: 'conformance groups to run beside the usual ones; the default is callx,packet, and so all',
  },
  excludeGroups: {
    names: ['--exclude-groups'],
    value: 'GROUPS',
    form: 'equals',
    group: 'run',
    commands: ['conformance'],
    help: 'conformance groups not to run',
  },
  includeRegex: {
    names: ['--include-regex'],
    value: 'REGEX',
    form: 'equals',
    group: 'run',
    commands: ['conformance'],
    help: 'run only the files whose name matches',
  },
  excludeRegex: {
    names: ['--exclude-regex'],
    value: 'REGEX',
    form: 'equals',
    group: 'run',
    commands: ['conformance'],
    help: 'do not run the files whose name matches',
  },
  config: {
    names: ['--config'],
    value: 'FILE',
    form: 'equals',
    group: 'general',
    help: 'read options from a JSON file (schemas/config.schema.json); those of the command line win',
  },
  json: {
    names: ['--json'],
    group: 'general',
    commands: [
      'verify',
      'run',
      'bench',
      'inspect',
      'conformance',
      'trace',
      'attach',
      'links',
      'map',
      'prog',
      'session',
    ],
    help: 'print JSON',
  },
  help: { names: ['--help', '-h'], group: 'general', help: 'print this help' },
  version: { names: ['--version'], group: 'general', help: 'print the version' },
} as const satisfies Record<string, OptionRow>;

export type OptionKey = keyof typeof OPTIONS;

type ValueOf<R> = R extends { readonly value: string }
  ? R extends { readonly repeat: true }
    ? readonly string[]
    : R extends { readonly integer: true }
      ? number | undefined
      : string | undefined
  : boolean;

/** The value of each option: what was given last, or its default. */
export type OptionValues = { readonly [K in OptionKey]: ValueOf<(typeof OPTIONS)[K]> };

/** The options a command takes, in table order. */
export function optionsOf(command: Command): [OptionKey, OptionRow][] {
  const rows = Object.entries(OPTIONS) as [OptionKey, OptionRow][];
  return rows.filter(([, row]) => row.commands === undefined || row.commands.includes(command));
}
