/**
 * The plugin of the public bpf_conformance runner: the program in hexadecimal on the standard input, its memory
 * as the first argument, r0 in hexadecimal on the standard output. What goes wrong goes to the standard error,
 * with exit code 1.
 *
 *     --interpret        on the reference interpreter instead of compiled code
 *     --target=TRIPLE    compiled for another machine, under emulation
 *     -O0 … -O3          optimised more or less
 *     --elf              the input is an ELF object
 */
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { openCache } from '../src/driver/cache.js';
import type { Shell } from '../src/driver/shell.js';
import { findTarget } from '../src/driver/targets.js';
import { findClang } from '../src/driver/toolchain.js';
import { linkModule } from '../src/frontend/link.js';
import { readObject } from '../src/frontend/object.js';
import { type DecodedCode, decodeCode } from '../src/isa/codec.js';
import type { Group } from '../src/isa/types.js';
import { executeOnInterpreter } from './interpreter.js';
import { emulatorOf, executeNatively } from './native.js';
import type { Requirements } from './requirements.js';
import type { ConformanceTest, Execution } from './run.js';

/** The bytes of hexadecimal text with blanks between; undefined when it is anything else. */
export function parseHex(text: string): Uint8Array | undefined {
  const digits = text.replace(/\s+/g, '');
  return /^([0-9a-fA-F]{2})*$/.test(digits) ? new Uint8Array(Buffer.from(digits, 'hex')) : undefined;
}

/** Runs one program as the runner asks; returns the exit code. */
export async function runPlugin(argv: readonly string[], stdin: string, shell: Shell): Promise<number> {
  const sink = new DiagnosticSink();
  const fail = (message = sink.diagnostics[0]?.message ?? 'failed'): number => {
    shell.note(`${message}\n`);
    return 1;
  };
  const words = [...argv];
  const memory =
    words[0] !== undefined && !words[0].startsWith('-') ? parseHex(words.shift()!) : new Uint8Array();
  const value = (name: string): string | undefined =>
    words.findLast(word => word.startsWith(`${name}=`))?.slice(name.length + 1);
  const program = parseHex(value('--program') ?? stdin);
  if (!memory || !program) return fail('the program and its memory must be hexadecimal');

  const code = words.includes('--elf') ? codeOfObject(program, sink) : decodeCode(program, sink);
  if (!code) return fail();
  const requirements: Requirements = { cpu: 'v4', groups: new Set<Group>() };
  const test: ConformanceTest = {
    name: 'main',
    code,
    program,
    memory: memory.length > 0 ? memory : undefined,
    requirements,
  };
  let execution: Execution | undefined;
  if (words.includes('--interpret')) execution = executeOnInterpreter(test);
  else {
    const target = findTarget(value('--target'));
    if (!target) return fail(`there is no target ${value('--target')}`);
    const cache = openCache(shell.env, true);
    const clang = await findClang(undefined, shell.env, sink, cache);
    if (!clang) return fail();
    const optimise = words.findLast(word => /^-O[0-3s]$/.test(word))?.slice(2) ?? '2';
    const engine = { clang, target, optimise, cache, emulator: emulatorOf(target) };
    execution = (await executeNatively([test], engine)).get(test.name);
  }
  if (execution?.kind !== 'result') return fail(execution?.message);
  await shell.print(`${execution.r0.toString(16)}\n`);
  return 0;
}

/** The code of an object with one program. */
function codeOfObject(bytes: Uint8Array, sink: DiagnosticSink): DecodedCode | undefined {
  const object = readObject('stdin', bytes, sink);
  const module = object && linkModule([object], {}, sink);
  return module?.functions.find(f => f.kind === 'program')?.code;
}
