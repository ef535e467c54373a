import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import test from 'ava';
import { packageRoot } from '../../../src/driver/resources.js';

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined;

test('bash completes commands, options and values', t => {
  const complete = (...words: string[]): string[] => {
    const script = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _ebpfc 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const file = join(packageRoot(), 'completions/ebpfc.bash');
    const { stdout } = spawnSync('bash', ['-c', script, 'bash', file, ...words], { encoding: 'utf8' });
    return stdout.split('\n').filter(Boolean);
  };
  t.deepEqual(complete('ebpfc', 'disa'), ['disasm']);
  t.deepEqual(complete('ebpfc', '--em'), ['--emit=']);
  t.deepEqual(complete('ebpfc', '--emit', '=', 'll'), ['llvm', 'llvm-opt']);
  t.deepEqual(complete('ebpfc', 'disasm', '--em'), []);
});

test('the man page is roff without complaints', t => {
  if (!has('groff')) {
    t.log('skipped: groff is not installed');
    t.pass();
    return;
  }
  const { stderr, status } = spawnSync(
    'groff',
    ['-man', '-Tutf8', '-ww', '-z', join(packageRoot(), 'man/ebpfc.1')],
    {
      encoding: 'utf8',
    },
  );
  t.is(stderr, '');
  t.is(status, 0);
});
