import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { stackText } from '../../../src/driver/commands/map-print.js';
import { Symbolizer } from '../../../src/driver/symbolize.js';

test('addresses of a process are named by its symbols, whatever is stripped', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-symbols-'));
  try {
    const source = join(folder, 'target.c');
    writeFileSync(
      source,
      '#include <stdio.h>\n#include <stdlib.h>\nint here(int n) { return n + 1; }\n' +
        'int main(void) { printf("%p %p\\n", (void *)here, (void *)strtol); fflush(stdout); getchar(); return 0; }\n',
    );
    execFileSync('gcc', ['-O0', source, '-o', join(folder, 'target')]);
    const child = spawn(join(folder, 'target'), { stdio: ['pipe', 'pipe', 'inherit'] });
    t.teardown(() => child.kill());
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [own, libc] = line.toString().trim().split(' ').map(BigInt) as [bigint, bigint];
    const symbols = new Symbolizer(child.pid!);
    t.is(symbols.name(own + 3n), 'here+0x3 (target)');
    t.regex(symbols.name(libc + 1n), /strto\w+\+0x1 \(libc/);
    t.is(symbols.name(1n), '0x1');
    const value = Buffer.alloc(24);
    value.writeBigUInt64LE(own, 0);
    t.is(stackText(Uint8Array.of(5, 0, 0, 0), value, symbols), 'stack 5:\n\there+0x0 (target)\n');
    t.is(stackText(Uint8Array.of(5, 0, 0, 0), value, undefined), `stack 5:\n\t0x${own.toString(16)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  t.throws(() => new Symbolizer(2 ** 30));
});
