import { main } from '../../../src/driver/main.js';
import type { Shell } from '../../../src/driver/shell.js';

/** A shell that remembers what was printed to it. */
export function testShell(env: NodeJS.ProcessEnv = process.env) {
  const out: Uint8Array[] = [];
  let err = '';
  const shell: Shell = {
    env,
    width: 100,
    isTerminal: false,
    print: async data => void out.push(typeof data === 'string' ? Buffer.from(data) : data),
    note: text => {
      err += text;
    },
  };
  return { shell, output: () => ({ out: Buffer.concat(out).toString(), err }) };
}

/** Runs ebpfc in this process on words separated by blanks; without a cache, unless `env` names one. */
export async function run(words: string | readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const cache = env === process.env ? { XDG_CACHE_HOME: 'none', HOME: '/' } : {};
  const { shell, output } = testShell({ ...env, NO_COLOR: '1', ...cache });
  const argv = typeof words === 'string' ? words.split(' ').filter(Boolean) : words;
  const exit = await main(argv, shell);
  return { exit, ...output() };
}
