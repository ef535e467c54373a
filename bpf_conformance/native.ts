/** Compiled code as an engine of the conformance suite: all programs in one object, run by one runner. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { type Cache, cacheKey } from '../src/driver/cache.js';
import { withTemporary } from '../src/driver/cleanup.js';
import { choosesCpuLate, compileText, DEFAULT_TIMEOUT_SECONDS } from '../src/driver/compile.js';
import { lowerToText } from '../src/driver/pipeline.js';
import { packageRoot, resourceDir } from '../src/driver/resources.js';
import type { Target } from '../src/driver/targets.js';
import { type Clang, runTool } from '../src/driver/toolchain.js';
import type { Code, Module, Ref } from '../src/frontend/program.js';
import { moduleFromCode } from '../src/frontend/raw.js';
import type { InsnIndex } from '../src/isa/types.js';
import type { ConformanceTest, Execution } from './run.js';

export interface NativeEngine {
  readonly clang: Clang;
  readonly target: Target;
  /** `0` to `3` or `s`. */
  readonly optimise: string;
  readonly cache: Cache | undefined;
  /** Not run on this machine: the emulator to put before the command. */
  readonly emulator: readonly string[];
}

/** The emulator of a target that is not this machine's: qemu's, with Debian's libraries for it. */
export function emulatorOf({ triple, nodeArch }: Target): string[] {
  return nodeArch === process.arch ? [] : [`qemu-${triple.split('-')[0]}`, '-L', `/usr/${triple}`];
}

/** Runs programs natively and gives what each did, by name. Throws when clang or the runner cannot be used. */
export async function executeNatively(
  tests: readonly ConformanceTest[],
  engine: NativeEngine,
): Promise<Map<string, Execution>> {
  const results = new Map<string, Execution>();
  const sink = new DiagnosticSink();
  let ran: readonly ConformanceTest[] = tests;
  let lowered = lowerTogether(tests, engine, new DiagnosticSink());
  if (!lowered) {
    // What does not compile alone takes the others down with it.
    ran = tests.filter(test => {
      const own = new DiagnosticSink();
      if (lowerTogether([test], engine, own)) return true;
      results.set(test.name, { kind: 'error', message: own.diagnostics[0]?.message ?? 'not compiled' });
      return false;
    });
    if (ran.length === 0) return results;
    lowered = lowerTogether(ran, engine, sink);
  }
  if (!lowered) throw new Error(sink.diagnostics[0]?.message);
  const { text } = lowered;
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-conformance-'));
  const output = await withTemporary(folder, async () => {
    const runner = await buildRunner(folder, engine);
    const options = {
      triple: engine.target.triple,
      optimise: engine.optimise,
      cpu: [],
      clangArgs: [],
      cache: engine.cache,
      timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
      trace: () => {},
    };
    const object = await compileText(engine.clang, text, 'so', options, sink);
    if (!object) throw new Error(sink.diagnostics[0]?.message);
    writeFileSync(join(folder, 'all.so'), object);
    const jobs = ran.map(
      ({ memory }, i) => `p${i} ${memory?.length ? Buffer.from(memory).toString('hex') : '-'}\n`,
    );
    const [command = '', ...args] = [...engine.emulator, runner, join(folder, 'all.so')];
    const run = await runTool(command, args, {
      input: jobs.join(''),
      timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
    });
    if (!run.ok) throw new Error(`${command}: ${run.stderr.trim() || `ended by ${run.signal}`}`);
    return run.stdout;
  });
  for (const line of output.split('\n')) {
    const [, index, text = ''] = /^p(\d+) (.*)$/.exec(line) ?? [];
    if (index === undefined) continue;
    const execution: Execution = text.startsWith('!')
      ? { kind: 'error', message: text.slice(1) }
      : { kind: 'result', r0: BigInt(`0x${text}`) };
    results.set(ran[Number(index)]!.name, execution);
  }
  return results;
}

/** All programs as one module, `p0`, `p1` …; undefined after a report. */
function lowerTogether(tests: readonly ConformanceTest[], engine: NativeEngine, sink: DiagnosticSink) {
  const modules = tests.map((test, i) => moduleFromCode(`p${i}`, test.code.insns, {}, sink));
  const read = modules.filter(module => module !== undefined);
  if (read.length < modules.length) return undefined;
  return lowerToText({ module: joinModules(read), entry: 'raw' }, pipelineOptions(engine), sink);
}

const pipelineOptions = ({ target, optimise }: NativeEngine) => ({
  triple: target.triple,
  features: '',
  dispatch: choosesCpuLate({ optimise, cpu: [] }),
  producer: 'ebpfc conformance',
  command: '',
  inputSha256: '',
  debug: false,
  disabledPasses: new Set<string>(),
});

/** The runner for a target, built once for each clang and each state of its source. */
async function buildRunner(folder: string, { clang, target, cache }: NativeEngine): Promise<string> {
  const runner = join(folder, 'runner');
  const source = join(packageRoot(), 'bpf_conformance/runner.c');
  const header = join(resourceDir(), 'include/ebpfc.h');
  const key = cacheKey(['runner', clang.identity, target.triple, readFileSync(source), readFileSync(header)]);
  const known = await cache?.get(key);
  if (known) {
    writeFileSync(runner, known, { mode: 0o700 });
    return runner;
  }
  const args = [
    `--target=${target.triple}`,
    '-std=gnu11',
    '-O1',
    '-fuse-ld=lld',
    source,
    '-o',
    runner,
    '-ldl',
  ];
  const built = await runTool(clang.command, args, { timeoutSeconds: DEFAULT_TIMEOUT_SECONDS });
  if (!built.ok) throw new Error(`the runner does not build for ${target.triple}:\n${built.stderr}`);
  await cache?.put(key, readFileSync(runner));
  return runner;
}

/** Modules of bare code as one: their functions one after the other. */
function joinModules(modules: readonly Module[]): Module {
  let functions = 0;
  const parts = modules.map(module => {
    const base = functions;
    functions += module.functions.length;
    const codes = new Map<Code, Code>();
    for (const { code } of module.functions) {
      if (!codes.has(code)) codes.set(code, { ...code, refs: shiftRefs(code.refs, base) });
    }
    return module.functions.map(spec => ({ ...spec, code: codes.get(spec.code)! }));
  });
  return { ...modules[0]!, name: 'conformance', functions: parts.flat() };
}

function shiftRefs(refs: ReadonlyMap<InsnIndex, Ref>, base: number): Map<InsnIndex, Ref> {
  return new Map(
    [...refs].map(([index, ref]) => [
      index,
      ref.kind === 'function' ? { ...ref, function: ref.function + base } : ref,
    ]),
  );
}
