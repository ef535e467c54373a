/** Running a tool and knowing what it cost. */
import { DEFAULT_TIMEOUT_SECONDS } from '../../src/driver/compile.js';
import { runTool } from '../../src/driver/toolchain.js';

export interface ToolCost {
  readonly stdout: string;
  readonly stderr: string;
  /** CPU time of the tool and of all that it started, in milliseconds. */
  readonly cpuMs: number;
}

/** Runs a tool to its end; throws what it said when it fails. */
export async function runMeasured(command: readonly string[], input = ''): Promise<ToolCost> {
  // `times`: the shell's own time, then that of its children; user and system. (Not bash, which takes a socket on
  // its standard input for a remote login and reads the user's start-up files.)
  const script = '"$@"; status=$?; times >&2; exit $status';
  const run = await runTool('sh', ['-c', script, 'sh', ...command], {
    input,
    timeoutSeconds: DEFAULT_TIMEOUT_SECONDS,
  });
  if (!run.ok) throw new Error(`${command.join(' ')}\n${run.stderr.trim()}`);
  return { stdout: run.stdout, stderr: run.stderr, cpuMs: childTime(run.stderr) };
}

/** The last line of `times`: `0m0.052s 0m0.011s`. */
export function childTime(text: string): number {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  const times = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return times.reduce(
    (sum, [, minutes, seconds]) => sum + (Number(minutes) * 60 + Number(seconds)) * 1000,
    0,
  );
}

/** The first line that a tool prints about its version; undefined when there is no such tool. */
export async function versionOf(command: string): Promise<string | undefined> {
  const run = await runTool(command, ['--version'], { timeoutSeconds: 10 }).catch(() => undefined);
  return run?.ok ? run.stdout.split('\n')[0] : undefined;
}
