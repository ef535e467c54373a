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

/** The process we run in. Its streams are made when they are used: many runs print nothing. */
export function processShell(): Shell {
  let open = true;
  const guarded = new Set<NodeJS.WriteStream>();
  const guard = (stream: NodeJS.WriteStream): NodeJS.WriteStream => {
    if (guarded.has(stream)) return stream;
    guarded.add(stream);
    stream.on('error', () => {
      // The reader has gone (`ebpfc disasm x.o | head`): as if SIGPIPE had ended us, without the noise.
      open = false;
      process.exitCode = 128 + 13;
    });
    return stream;
  };
  return {
    env: process.env,
    get width() {
      return process.stderr.columns ?? 100;
    },
    get isTerminal() {
      return process.stderr.isTTY === true;
    },
    print: data =>
      new Promise(resolve => {
        if (open) guard(process.stdout).write(data, () => resolve());
        else resolve();
      }),
    note: text => {
      if (open) guard(process.stderr).write(text);
    },
  };
}
