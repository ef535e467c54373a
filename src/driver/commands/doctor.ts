import { arch, platform } from 'node:os';
import { EXIT } from '../exit.js';
import { version } from '../resources.js';
import { findClang, runTool } from '../toolchain.js';
import type { CommandContext } from './command.js';

/** `ebpfc doctor`: what is here and what is missing, one line each. */
export async function run({ options, shell, sink }: CommandContext): Promise<number> {
  const line = (mark: string, what: string, found: string) =>
    shell.print(`${mark.padEnd(5)}${what.padEnd(12)}${found}\n`);
  await line('ok', 'ebpfc', version());
  await line('ok', 'node', `${process.version} on ${platform()} ${arch()}`);

  const clang = await findClang(options.clang, shell.env, sink);
  if (!clang) {
    await line('MISS', 'clang', '19 to 22 is needed to compile');
    return EXIT.toolchain.code;
  }
  await line('ok', 'clang', `${clang.version}, ${clang.command}`);
  const lld = await runTool(clang.command, ['-print-prog-name=ld.lld'], { timeoutSeconds: 20 });
  const linker = lld.stdout.trim();
  const probe = await runTool(linker, ['--version'], { timeoutSeconds: 20 });
  if (!probe.ok) {
    await line('MISS', 'lld', `apt-get install lld-${clang.major}`);
    sink.report('E0701', { tool: 'ld.lld' }, undefined, {
      help: `on Debian: \`apt-get install lld-${clang.major}\``,
    });
    return EXIT.toolchain.code;
  }
  await line('ok', 'lld', `${/LLD ([\d.]+)/.exec(probe.stdout)?.[1] ?? 'found'}, ${linker}`);

  for (const machine of ['aarch64', 'riscv64']) {
    const triple = `${machine}-linux-gnu`;
    const libc = await runTool(clang.command, [`--target=${triple}`, '-print-file-name=libc.so'], {
      timeoutSeconds: 20,
    });
    const found = libc.stdout.trim().startsWith('/');
    await line(
      found ? 'ok' : '--',
      triple,
      found ? 'libc found' : `no libc (optional): apt-get install gcc-${triple}`,
    );
  }
  return EXIT.ok.code;
}
