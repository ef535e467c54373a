/** What surrounds a run of ebpfc, as a value, so that tests can give it another. */
export interface Shell {
  readonly env: NodeJS.ProcessEnv;
  /** Columns of the terminal that diagnostics go to. */
  readonly width: number;
  /** Whether diagnostics go to a terminal. */
  readonly isTerminal: boolean;
  /** Data, to the standard output. */
  print(data: string | Uint8Array): Promise<void>;
  /** Messages, to the standard error. */
  note(text: string): void;
}

/** The process we run in. */
export function processShell(): Shell {
  let open = true;
  const close = () => {
    // The reader has gone (`ebpfc disasm x.o | head`): as if SIGPIPE had ended us, without the noise.
    open = false;
    process.exitCode = 128 + 13;
  };
  process.stdout.on('error', close);
  process.stderr.on('error', close);
  return {
    env: process.env,
    width: process.stderr.columns ?? 100,
    isTerminal: process.stderr.isTTY === true,
    print: data =>
      new Promise(resolve => {
        if (open) process.stdout.write(data, () => resolve());
        else resolve();
      }),
    note: text => {
      if (open) process.stderr.write(text);
    },
  };
}
