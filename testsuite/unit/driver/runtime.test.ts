// The library as hosts get it: installed below a prefix, found by pkg-config, linked both ways.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { main } from '../../../src/driver/main.js';
import { testShell } from './shell.js';

const folder = mkdtempSync(join(tmpdir(), 'ebpfc-install-test-'));
const inFolder = (name: string) => join(folder, name);
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

async function ebpfc(env: NodeJS.ProcessEnv, ...words: string[]) {
  const cache = { XDG_CACHE_HOME: inFolder('cache'), NO_COLOR: '1' };
  const { shell, output } = testShell({ ...process.env, ...cache, ...env });
  const exit = await main(words, shell);
  return { exit, ...output() };
}

const pkgConfig = (...args: string[]): string[] =>
  execFileSync('pkg-config', args, {
    encoding: 'utf8',
    env: { ...process.env, PKG_CONFIG_PATH: inFolder('root/lib/pkgconfig') },
  })
    .trim()
    .split(/\s+/);

test.serial('a host is compiled with pkg-config, against the shared and the static library', async t => {
  const { exit, out, err } = await ebpfc({}, 'runtime', 'install', `--prefix=${inFolder('root')}`);
  t.deepEqual([exit, err], [0, '']);
  for (const path of out.trim().split('\n')) t.true(existsSync(path), path);
  t.is(readlinkSync(inFolder('root/lib/libebpfc.so')), 'libebpfc.so.0');
  const [version] = pkgConfig('--modversion', 'ebpfc');
  t.is(version, (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version);
  const host = ['-Wall', '-Wextra', '-Werror', 'testsuite/hosts/embed.c'];
  const run = (program: string) => {
    try {
      return execFileSync(program, ['/nonexistent', 'x'], { stdio: 'pipe', encoding: 'utf8' });
    } catch (error) {
      return String((error as { stderr: unknown }).stderr);
    }
  };
  if (!existsSync('/usr/bin/pkg-config')) return void t.log('skipped: no pkg-config');
  const shared = pkgConfig('--cflags', '--libs', 'ebpfc');
  execFileSync('gcc', [...host, ...shared, `-Wl,-rpath,${inFolder('root/lib')}`, '-o', inFolder('shared')]);
  t.regex(execFileSync('readelf', ['-d', inFolder('shared')], { encoding: 'utf8' }), /\[libebpfc\.so\.0\]/);
  t.regex(run(inFolder('shared')), /embed: \/nonexistent: No such file/);
  const parts = pkgConfig('--static', '--cflags', '--libs', 'ebpfc').map(word =>
    word === '-lebpfc' ? '-l:libebpfc.a' : word,
  );
  execFileSync('gcc', [...host, ...parts, '-o', inFolder('static')]);
  t.notRegex(execFileSync('readelf', ['-d', inFolder('static')], { encoding: 'utf8' }), /libebpfc/);
  t.regex(run(inFolder('static')), /embed: \/nonexistent: No such file/);
  return undefined;
});

test.serial('DESTDIR goes before the prefix, and into no file', async t => {
  const { exit } = await ebpfc({ DESTDIR: inFolder('stage') }, 'runtime', 'install', '--prefix=/opt/ebpfc');
  t.is(exit, 0);
  const pc = readFileSync(inFolder('stage/opt/ebpfc/lib/pkgconfig/ebpfc.pc'), 'utf8');
  t.true(pc.startsWith('prefix=/opt/ebpfc\n'), pc);
  t.false(pc.includes('stage'));
});

test.serial('the library alone is built too, and what is wrong is said', async t => {
  const output = inFolder('libmine.so');
  t.deepEqual(await ebpfc({}, 'runtime', 'build', '-o', output), { exit: 0, out: '', err: '' });
  t.true(statSync(output).size > 10_000);
  t.regex((await ebpfc({}, 'runtime')).err, /E0806/);
  t.regex((await ebpfc({}, 'runtime', 'build', '--target=vax')).err, /E0808/);
  t.regex((await ebpfc({}, 'runtime', 'install', '--prefix=/dev/null/x')).err, /E0805/);
});
