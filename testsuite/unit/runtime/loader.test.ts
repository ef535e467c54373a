/** Builds the C library, its own tests under sanitizers, and the example hosts, and runs them. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../../..');
const runtime = join(root, 'runtime-c');
const library = join(runtime, 'ebpfc_all.c');
const WARNINGS = [
  '-std=gnu11',
  '-Wall',
  '-Wextra',
  '-Wconversion',
  '-Werror',
  `-I${join(runtime, 'include')}`,
];
const SANITIZE = ['-g', '-fno-omit-frame-pointer', '-fsanitize=address,undefined'];
const folder = await mkdtemp(join(tmpdir(), 'ebpfc-runtime-'));
test.after.always(() => rm(folder, { recursive: true, force: true }));

const cc = (...args: string[]) => run('gcc', [...WARNINGS, ...args]);
const built = (name: string) => join(folder, name);
const source = (name: string) => join(runtime, 'test', name);

/** What several tests link against, each made once. */
const sanitized = cc(...SANITIZE, '-c', library, '-o', built('sanitized.o'));
const shared = cc(
  ...['-O2', '-fPIC', '-shared', '-fvisibility=hidden', '-Wl,-z,defs', '-Wl,-soname,libebpfc.so'],
  '-Wl,-z,pack-relative-relocs',
  ...[`-Wl,--version-script=${join(runtime, 'ebpfc.map')}`, library, '-s', '-o', built('libebpfc.so')],
);
const fixture = cc(
  ...[
    '-O2',
    '-fPIC',
    '-shared',
    '-fvisibility=hidden',
    source('fixture_module.c'),
    '-o',
    built('fixture.so'),
  ],
);

test('the library compiles without a warning with clang too', async t => {
  const clang = ['clang-19', 'clang'].find(name => existsSync(`/usr/bin/${name}`));
  if (clang) await run(clang, [...WARNINGS, '-fsyntax-only', library]);
  else t.log('skipped: no clang');
  t.pass();
});

test('the shared library is small, needs only libc and exports what ebpfc.map lists', async t => {
  await shared;
  t.true((await stat(built('libebpfc.so'))).size < 200 * 1024);
  const { stdout } = await run('readelf', ['-d', built('libebpfc.so')]);
  const needed = [...stdout.matchAll(/NEEDED.*\[(.*)\]/g)].map(match => match[1]!);
  t.true(
    needed.every(name => /^(libc|ld-linux)[-.]/.test(name)),
    needed.join(' '),
  );
  const symbols = (await run('nm', ['-D', '--defined-only', built('libebpfc.so')])).stdout;
  const names = symbols.match(/\w+(?=@@|$)/gm)!.filter(name => name !== 'EBPFC_0');
  t.true(names.includes('ebpfc_object_open'));
  t.deepEqual(
    names.filter(name => !/^ebpfc_[a-z]|^EBPFC_|^\d+$/.test(name)),
    [],
  );
});

test('the embedding API on a hand-made object and on damaged ones', async t => {
  await Promise.all([sanitized, fixture]);
  await cc(...SANITIZE, source('api_object.c'), built('sanitized.o'), '-o', built('api_object'));
  t.is((await run(built('api_object'), [built('fixture.so')])).stderr, '');
});

for (const name of ['helper_text', 'helper_packet', 'helper_state']) {
  test(`${name}: helpers against what the kernel answers`, async t => {
    await sanitized;
    await cc(...SANITIZE, source(`${name}.c`), built('sanitized.o'), '-o', built(name));
    t.is((await run(built(name))).stderr, '');
  });
}

test('the example hosts run programs', async t => {
  const link = [`-L${folder}`, '-lebpfc', `-Wl,-rpath,${folder}`];
  await Promise.all([shared, fixture]);
  for (const host of ['embed', 'packet_path'])
    await cc('-O2', join(root, `testsuite/hosts/${host}.c`), ...link, '-o', built(host));
  const failed = await t.throwsAsync(run(built('embed'), [built('fixture.so'), 'count']));
  t.regex(String(failed), /helper 1000 \(host_double\) is provided neither by the host nor by the library/);
  await cc(
    ...[
      '-O2',
      '-fPIC',
      '-shared',
      '-fvisibility=hidden',
      '-DWITHOUT_HOST_HELPER',
      source('fixture_module.c'),
    ],
    ...['-o', built('plain.so')],
  );
  const frame = '00'.repeat(60);
  const { stdout, stderr } = await run(built('embed'), [built('plain.so'), 'count', frame, frame, '00']);
  t.is(stdout, '2\n2\n');
  t.regex(stderr, /a frame of 1 bytes/);
  const path = await run(built('packet_path'), [built('plain.so'), 'jump', '1000']);
  t.is(path.stdout, 'aborted 0 drop 0 pass 1000 tx 0 redirect 0\n');
});
