/**
 * Runs every program of the corpus whose verdicts the kernel gave for recorded packets, and compares packet by
 * packet: return value, length and content of the output.
 *
 *   node build/scripts/packet-runs.js [--cache=DIR] [--runner=FILE] [--match=TEXT] [--option=OPTION]… [--verbose] [--json=FILE]
 *
 * Prints how many of the deterministic programs agree, and the others with the reason; exit 1 below --at-least=N.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** Packet index, return value, length, hash, whether it differs from the input; or index, "errno", number. */
type Run = readonly [number, number, number, string, number] | readonly [number, 'errno', number];

interface RecordedProgram {
  readonly file: string;
  readonly sha256: string;
  readonly program: string;
  readonly section: string;
  readonly prog_type: string;
  readonly deterministic: boolean;
  readonly runs: readonly Run[];
}

interface Recording {
  readonly packets: readonly string[];
  readonly programs: readonly RecordedProgram[];
}

const root = resolve(import.meta.dirname, '../..');
const corpus = resolve(root, '../shared/corpus');
const LIBRARY_SOURCES = ['runtime-c/test/packet_runner.c', 'runtime-c/ebpfc_all.c'];

/** The runner with the library built in. */
function buildRunner(folder: string): string {
  const runner = join(folder, 'packet_runner');
  const sources = LIBRARY_SOURCES.map(file => join(root, file));
  execFileSync('cc', ['-std=gnu11', '-O2', '-o', runner, ...sources], { stdio: 'inherit' });
  return runner;
}

/** Compiles an object, once a content and type; the first line of what was wrong otherwise. */
function compileObject(folder: string, program: RecordedProgram): { path: string } | { reason: string } {
  const path = join(folder, `${program.sha256}.${program.prog_type}.so`);
  if (existsSync(path)) return { path };
  const compiler = join(root, 'bin/ebpfc.js');
  // The type is for sections that do not tell theirs, and may be wrong for some of those beside this program's.
  const attempts = [[`--program-type=${program.prog_type}`], [], ['--program-type=sched_cls']];
  let reason = '';
  for (const type of attempts) {
    const args = [compiler, ...type, ...COMPILER_OPTIONS, '-o', path, join(corpus, program.file)];
    const result = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 120_000 });
    if (result.status === 0) return { path };
    const line = (result.stderr ?? '').split('\n').find(text => /error/.test(text)) ?? result.stderr ?? '';
    reason ||= `compile: ${result.signal ?? ''}${line.trim()}`;
  }
  return { reason };
}

/** What a run prints: `RETVAL LENGTH HASH` or `errno N`. */
function expectedLine(run: Run): string {
  return run[1] === 'errno' ? `errno ${run[2]}` : `${run[1]} ${run[2]} ${run[3]}`;
}

/** Undefined when all packets agree. */
function compareProgram(runner: string, object: string, program: RecordedProgram): string | undefined {
  const frames = program.runs.map(run => join(corpus, 'packets', recording.packets[run[0]]!));
  const result = spawnSync(runner, [object, program.program, program.prog_type, ...frames], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (result.signal) return `run: ${result.signal}`;
  if (result.status !== 0) return `bind: ${result.stderr.trim().split('\n')[0]}`;
  const lines = result.stdout.trimEnd().split('\n');
  const wrong = program.runs.flatMap((run, i) =>
    lines[i] === expectedLine(run) ? [] : [{ run, got: lines[i] }],
  );
  const first = wrong[0];
  if (first === undefined) return undefined;
  const packet = recording.packets[first.run[0]];
  return `differs: ${wrong.length} of ${program.runs.length}, ${packet}: kernel ${expectedLine(first.run)}, ours ${first.got}`;
}

const { values: options } = parseArgs({
  options: {
    cache: { type: 'string' },
    match: { type: 'string' },
    runner: { type: 'string' },
    option: { type: 'string', multiple: true, default: [] },
    'at-least': { type: 'string', default: '0' },
    json: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});
const COMPILER_OPTIONS = options.option;
const recordingPath = join(corpus, 'packets/kernel-runs.json');
if (!existsSync(recordingPath)) {
  console.log(`skipped: no ${recordingPath}`);
  process.exit(0);
}
const recording: Recording = JSON.parse(readFileSync(recordingPath, 'utf8'));
const folder = options.cache ?? mkdtempSync(join(tmpdir(), 'packet-runs-'));
mkdirSync(folder, { recursive: true });
const runner = options.runner ?? buildRunner(folder);
const outcomes: { file: string; program: string; section: string; reason: string | undefined }[] = [];
for (const program of recording.programs) {
  if (!program.deterministic) continue;
  if (options.match && !`${program.file}:${program.program}`.includes(options.match)) continue;
  const object = compileObject(folder, program);
  const reason = 'path' in object ? compareProgram(runner, object.path, program) : object.reason;
  outcomes.push({ file: program.file, program: program.program, section: program.section, reason });
  if (options.verbose && reason) console.log(`${basename(program.file)}:${program.program}: ${reason}`);
}
const same = outcomes.filter(outcome => outcome.reason === undefined).length;
if (!options.verbose) {
  for (const { file, program, reason } of outcomes) {
    if (reason !== undefined) console.log(`${basename(file)}:${program}: ${reason}`);
  }
}
console.log(`${same} of ${outcomes.length} programs return what the kernel returned`);
if (options.json) writeFileSync(options.json, `${JSON.stringify(outcomes, null, 1)}\n`);
if (options.cache === undefined) rmSync(folder, { recursive: true });
process.exitCode = same < Number(options['at-least']) ? 1 : 0;
