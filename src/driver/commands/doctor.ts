import { readFile } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import { EXIT } from '../exit.js';
import { version } from '../resources.js';
import { findClang, runTool } from '../toolchain.js';
import type { CommandContext } from './command.js';

const CAP_SYS_PTRACE = 19n;

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
  for (const [mark, found] of await attachLimits()) await line(mark, 'attach', found);
  return EXIT.ok.code;
}

/** What of this machine, or of the container around us, stands in the way of attaching to running processes. */
async function attachLimits(): Promise<[mark: string, found: string][]> {
  const read = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '');
  if (arch() !== 'x64')
    return [['--', `there are no trampolines for ${arch()} yet: programs can be called, not attached`]];
  const status = await read('/proc/self/status');
  const privileged = (BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(status)?.[1] ?? '0'}`) >> CAP_SYS_PTRACE) & 1n;
  const scope = Number(await read('/proc/sys/kernel/yama/ptrace_scope'));
  const found: [string, string][] = [];
  if (scope === 3) found.push(['--', 'kernel.yama.ptrace_scope is 3: only `start` works, `attach` does not']);
  else if (scope > 0 && !privileged)
    found.push([
      '--',
      `kernel.yama.ptrace_scope is ${scope}: \`attach\` needs root or CAP_SYS_PTRACE; \`start\` works`,
    ]);
  if (/^Seccomp:\s*2/m.test(status))
    found.push([
      '--',
      'a seccomp filter is in force (a container?): it may forbid ptrace, and then only `start` works',
    ]);
  if (Number(await read('/proc/sys/vm/memfd_noexec')) === 2)
    found.push(['--', 'vm.memfd_noexec is 2: there is no memory for trampolines']);
  return found.length > 0 ? found : [['ok', 'running processes can be attached to']];
}
