/** Running a compiled program in a process of its own: it may crash or hang, and we are told. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { onKill } from './cleanup.js';

/** What is to be run; bytes as hexadecimal text. */
export interface Job {
  /** Path of libebpfc.so, and of the compiled object. */
  readonly runtime: string;
  readonly object: string;
  /** Where its maps are shared; private when absent. */
  readonly session?: string | undefined;
  readonly program: string;
  readonly data: string;
  readonly repeat: number;
  /** Maps whose entries are wanted afterwards. */
  readonly maps: readonly WantedMap[];
  /** Measure this many rounds instead, each of `repeat` calls, or of as many as fill a round. */
  readonly rounds?: number;
}

export interface WantedMap {
  readonly name: string;
  readonly keySize: number;
  /** Entries, at most. */
  readonly limit: number;
  /** Leave out the entries that are all zero. */
  readonly omitZero: boolean;
}

export interface Ran {
  readonly kind: 'result';
  /** 64-bit numbers as decimal text. */
  readonly retval: string;
  readonly durationNs: string;
  readonly data: string;
  /** Of a measurement: calls in each round, and nanoseconds a call in each. */
  readonly calls?: number;
  readonly samples?: readonly number[];
  readonly maps: readonly {
    readonly name: string;
    readonly entries: readonly (readonly [string, string])[];
  }[];
}

export type Answer =
  | Ran
  /** The runtime would not load or run it. */
  | { readonly kind: 'refused'; readonly message: string };

export type IsolatedRun =
  | Answer
  | { readonly kind: 'died'; readonly signal: string }
  | { readonly kind: 'timeout' };

/** Runs a job; what the program prints goes to `output` as it comes. */
export function runIsolated(
  job: Job,
  timeoutSeconds: number,
  output: (text: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<IsolatedRun> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'isolated.js')], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    env,
  });
  const [stdin, stdout, stderr, channel] = child.stdio as typeof child.stdio & { 3: NodeJS.ReadableStream };
  let answer = '';
  let messages = '';
  stdout!.setEncoding('utf8').on('data', output);
  stderr!.setEncoding('utf8').on('data', (text: string) => {
    messages += text;
    output(text);
  });
  channel.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  stdin!.on('error', () => {}); // It may end before it has read its job.
  stdin!.end(JSON.stringify(job));
  const settled = onKill(() => child.kill('SIGKILL'));
  return new Promise((resolve, reject) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutSeconds * 1000);
    child.on('error', reject);
    child.on('close', (_, signal) => {
      clearTimeout(timer);
      settled();
      if (late) resolve({ kind: 'timeout' });
      else if (signal) resolve({ kind: 'died', signal });
      else if (answer === '')
        reject(new Error(`the process that runs the program gave no answer\n${messages}`));
      else resolve(JSON.parse(answer) as Answer);
    });
  });
}
