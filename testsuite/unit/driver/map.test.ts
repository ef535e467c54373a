// Sessions looked into from the command line: their maps by type, their programs, and what is refused.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { main } from '../../../src/driver/main.js';
import { testShell } from './shell.js';

let folder = '';
const inFolder = (name: string) => join(folder, name);
const object = () => inFolder('flows.so');
const NAME = 'demo';
const FRAME = `02000000000102000000000208${'00'.repeat(47)}`;

test.before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ebpfc-map-test-'));
  mkdirSync(inFolder('run'));
  const source = ['-O2', '-g', '-target', 'bpf', '-mcpu=v3', '-c', 'testsuite/hosts/flows.bpf.c'];
  execFileSync('clang-19', [...source, '-o', inFolder('flows.o')]);
  const compiled = await ebpfc('-o', object(), inFolder('flows.o'));
  if (compiled.exit !== 0) throw new Error(compiled.err);
  await runOnce();
});
test.after.always(() => rmSync(folder, { recursive: true, force: true }));

const environment = () => ({
  ...process.env,
  NO_COLOR: '1',
  XDG_RUNTIME_DIR: inFolder('run'),
  XDG_CACHE_HOME: inFolder('cache'),
});

async function ebpfc(...words: string[]) {
  const { shell, output } = testShell(environment());
  const exit = await main(words, shell);
  return { exit, ...output() };
}

/** The program runs once, in the session, which it makes if need be. */
async function runOnce(): Promise<void> {
  const words = ['--program=count_frames', object(), `--hex=${FRAME}`];
  const ran = await ebpfc('run', `--session=${NAME}`, ...words);
  if (ran.exit !== 0) throw new Error(ran.err);
}

const parsed = async (...words: string[]): Promise<unknown> => {
  const { out, err } = await ebpfc(...words);
  if (err !== '') throw new Error(err);
  return JSON.parse(out) as unknown;
};

test.serial('maps, programs and sessions are listed with the words of bpftool', async t => {
  const [{ name, maps, processes }] = (await parsed('session', 'list', '--json')) as [
    { name: string; maps: number; processes: number },
  ];
  t.is(name, NAME);
  t.true(maps >= 5 && processes === 0);
  const list = (await parsed('map', 'list', '--json')) as { name: string; type: string; bytes_key: number }[];
  t.deepEqual(
    list.slice(0, 5).map(map => `${map.type} ${map.name} ${map.bytes_key}`),
    ['hash flows 4', 'percpu_array totals 4', 'array untyped 4', 'queue lengths 0', 'ringbuf events 0'],
  );
  t.regex((await ebpfc('map', 'list')).out, /^\d+: hash {2}name flows {2}flags 0x0\n\tkey 4B {2}value 128B/);
  const programs = (await parsed('prog', 'list', '--json')) as Record<string, unknown>[];
  t.deepEqual(
    programs.map(({ type, name, gpl_compatible, verified }) => [type, name, gpl_compatible, verified]),
    [
      ['xdp', 'count_frames', true, true],
      ['xdp', 'drop_all', true, true],
    ],
  );
  t.regex((await ebpfc('prog', 'list')).out, /xdp {2}name drop_all {2}tag [0-9a-f]{16} {2}gpl/);
});

test.serial('elements are read and written by their types, and as bytes', async t => {
  const dumped = (await parsed('map', 'dump', 'flows', '--json')) as {
    formatted: { key: object; value: Record<string, unknown> };
  }[];
  t.deepEqual(dumped[0]!.formatted.key, { ether_type: 8, vlan: 0 });
  t.is(dumped[0]!.formatted.value['frames'], 1);
  t.is(dumped[0]!.formatted.value['verdict'], 'PASSED');
  t.is(dumped[0]!.formatted.value['label'], 'h');
  const value = '{"first":5,"third":"0x355aa12345","verdict":"FAR","points":[{"x":1,"y":-2}],"right":7}';
  const key = '{"ether_type":1,"vlan":2}';
  t.deepEqual(await ebpfc('map', 'update', 'flows', 'key', key, 'value', value), {
    exit: 0,
    out: '',
    err: '',
  });
  const read = (await parsed(
    'map',
    'lookup',
    'name',
    'flows',
    'key',
    'hex',
    '01',
    '00',
    '02',
    '00',
    '--json',
  )) as {
    formatted: { value: Record<string, unknown> };
  };
  const { first, third, verdict, points } = read.formatted.value;
  t.deepEqual([first, third, verdict], ['0x5', '0x355aa12345', 'FAR']);
  t.deepEqual(points, [
    { x: 1, y: -2 },
    { x: 0, y: 0 },
  ]);
  t.regex(
    (await ebpfc('map', 'update', 'flows', 'key', key, 'value', value, 'noexist')).err,
    /exists already/,
  );
  t.is((await ebpfc('map', 'delete', 'flows', 'key', key)).err, '');
  t.regex((await ebpfc('map', 'lookup', 'flows', 'key', key)).err, /E0841.*no such element/);
  t.regex((await ebpfc('map', 'update', 'flows', 'key', 'hex', '01')).err, /E0843.*a value of 128 bytes/);
  t.regex((await ebpfc('map', 'lookup', 'flows', 'key', '{"vlanes":1}')).err, /ether_type, vlan/);
  t.regex((await ebpfc('map', 'dump', 'nothing')).err, /E0840.*map nothing: there is none/);

  // One value for all CPUs, sections by their variables, values without types, queues.
  t.is((await ebpfc('map', 'update', 'totals', 'key', '1', 'value', '77')).err, '');
  const totals = (await parsed('map', 'lookup', 'totals', 'key', '1', '--json')) as {
    formatted: { values: { cpu: number; value: number }[] };
  };
  t.true(totals.formatted.values.every(({ cpu, value }, i) => cpu === i && value === 77));
  const bss = (await parsed('map', 'dump', 'flows.bss', '--json')) as { formatted: object }[];
  t.deepEqual(bss[0]!.formatted, { value: { '.bss': [{ calls: 1 }, { unused_event: 0 }] } });
  t.is(
    (await ebpfc('map', 'update', 'untyped', 'key', '1', 'value', '1', '2', '3', '4', '5', '0xff')).err,
    '',
  );
  t.is(
    (await ebpfc('map', 'dump', 'untyped')).out,
    'key: 00 00 00 00  value: 00 00 00 00 00 00\nkey: 01 00 00 00  value: 01 02 03 04 05 ff\nFound 2 elements\n',
  );
  t.is((await ebpfc('map', 'lookup', 'lengths')).out, '{\n    "value": 60\n}\n');
  t.is((await ebpfc('map', 'delete', 'lengths')).out, '{\n    "value": 60\n}\n');
  t.regex((await ebpfc('map', 'delete', 'lengths')).err, /no such element/);
});

test.serial('records are watched as they come, typed', async t => {
  const watched = ebpfc('map', 'watch', 'events', '--count=2', '--type=struct event', '--json');
  await runOnce();
  const { out, err } = await watched;
  t.is(err, '');
  const records = out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as { formatted: object });
  t.is(records.length, 2);
  t.deepEqual(records[1]!.formatted, { length: 60, verdict: 'PASSED', key: { ether_type: 8, vlan: 0 } });
  await runOnce();
  const raw = await ebpfc('map', 'watch', 'events', '--timeout=0');
  t.is(raw.out, '3c 00 00 00 01 00 00 00 08 00 00 00\n');
  t.regex((await ebpfc('map', 'watch', 'events', '--type=nothing')).err, /E0843/);
  t.regex((await ebpfc('map', 'watch', 'flows')).err, /E0841.*only ring buffers/);
});

test.serial('a map is pinned, and named by its pin', async t => {
  const path = inFolder('pin');
  t.deepEqual(await ebpfc('map', 'pin', 'untyped', path), { exit: 0, out: '', err: '' });
  t.regex((await ebpfc('map', 'pin', 'untyped', path)).err, /E0840.*there is something of that name/);
  t.regex((await ebpfc('map', 'dump', 'pinned', path)).out, /Found 2 elements/);
  chmodSync(path, 0o644);
  t.regex((await ebpfc('map', 'dump', 'pinned', path)).err, /E0841.*its mode must be 0600/);
  symlinkSync(path, inFolder('pin-link'));
  t.regex((await ebpfc('map', 'dump', 'pinned', inFolder('pin-link'))).err, /E0841.*not a pin/);
});

test.serial('values read as bpftool reads the same bytes of a kernel map', async t => {
  const pin = `/sys/fs/bpf/ebpfc-map-test-${process.pid}`;
  try {
    if (!existsSync('/sys/fs/bpf')) throw new Error('no bpf file system');
    execFileSync('bpftool', ['prog', 'loadall', inFolder('flows.o'), pin, 'pinmaps', pin], { stdio: 'pipe' });
  } catch (error) {
    t.log(`skipped: ${(error as Error).message.split('\n')[0]}`);
    t.pass();
    return;
  }
  try {
    const random = (seed: number) =>
      Array.from({ length: 128 }, (_, i) => (i * 37 + seed * 101 + ((i * seed) >> 3)) & 255);
    for (let seed = 1; seed < 7; seed++) {
      const bytes = random(seed);
      // Text, and a `_Bool` that is 0 or 1.
      if (seed % 2) bytes.splice(40, 8, ...Buffer.from('text\0abc'));
      if (seed % 3 === 0) bytes.splice(24, 4, 0xf9, 255, 255, 255);
      if (seed % 5 === 0) bytes.splice(32, 8, 0xab, 0x89, 0x67, 0x45, 0x23, 1, 0, 0);
      bytes[52] = seed & 1;
      const words = ['key', 'hex', ...[seed, 0, 3, 0].map(hex), 'value', 'hex', ...bytes.map(hex)];
      execFileSync('bpftool', ['map', 'update', 'pinned', `${pin}/flows`, ...words]);
      t.is((await ebpfc('map', 'update', 'flows', ...words)).err, '');
    }
    const kernel = execFileSync('bpftool', ['-j', 'map', 'dump', 'pinned', `${pin}/flows`], {
      encoding: 'utf8',
    });
    await ebpfc('map', 'delete', 'flows', 'key', '{"ether_type":8}');
    const sorted = (text: string) =>
      text
        .slice(1, -2)
        .replace(/\]$/, '')
        .split(/(?<=\}\}\}),/)
        .sort();
    const ours = await ebpfc('map', 'dump', 'flows', '--json');
    t.deepEqual(sorted(`${ours.out.trim()}\n`), sorted(`${kernel.trim()}\n`));
  } finally {
    rmSync(pin, { recursive: true, force: true });
  }
});

test.serial('a session that is damaged, or not ours alone, is refused', async t => {
  const path = inFolder(`run/ebpfc/${NAME}/maps`);
  const whole = readFileSync(path);
  const refusal = async (pattern: RegExp) => {
    const { exit, out, err } = await ebpfc('map', 'list', `--session=${NAME}`);
    t.regex(err, pattern);
    t.deepEqual([exit, out], [1, '']);
  };
  const damage = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(whole);
    change(bytes);
    writeFileSync(path, bytes);
  };

  damage(bytes => bytes.fill(0xee, 0, 8));
  await refusal(/E0840.*is not a session of this runtime/);
  t.regex((await ebpfc('session', 'list')).err, /E0840.*is not a session of this runtime/);
  damage(bytes => bytes.writeUInt32LE(99, 8));
  await refusal(/E0840.*another version of this runtime/);
  writeFileSync(path, whole);
  truncateSync(path, 5000);
  await refusal(/E0840.*is damaged/);
  truncateSync(path, 10);
  await refusal(/E0840.*is not a session/);
  writeFileSync(path, whole);
  chmodSync(path, 0o640);
  await refusal(/E0840.*its mode must be 0600/);
  chmodSync(path, 0o600);
  renameSync(path, inFolder('elsewhere'));
  symlinkSync(inFolder('elsewhere'), path);
  await refusal(/E0840.*symbolic link/);
  rmSync(path);
  renameSync(inFolder('elsewhere'), path);
  renameSync(inFolder(`run/ebpfc/${NAME}`), inFolder('aside'));
  symlinkSync(inFolder('aside'), inFolder(`run/ebpfc/${NAME}`));
  await refusal(/E0840.*its directory cannot be used/);
  rmSync(inFolder(`run/ebpfc/${NAME}`));
  renameSync(inFolder('aside'), inFolder(`run/ebpfc/${NAME}`));
  if (process.getuid?.() === 0) {
    chownSync(path, 65534, 65534);
    await refusal(/E0840.*belongs to another user/);
    chownSync(path, 0, 0);
  } else t.log('skipped: another owner needs root');

  // The second map's row: its extent points outside of the file.
  damage(bytes => bytes.writeBigUInt64LE(1n << 50n, 4096 + 256 * 1 + 24));
  const hurt = await ebpfc('map', 'dump', 'id', '4098');
  t.regex(hurt.err, /E0840.*entry in the session is damaged/);
  writeFileSync(path, whole);
  t.is((await ebpfc('map', 'dump', 'id', '4098')).err, '');

  t.deepEqual(await ebpfc('session', 'rm', NAME), { exit: 0, out: '', err: '' });
  t.is((await ebpfc('session', 'list')).out, '');
  t.regex((await ebpfc('session', 'rm', NAME)).err, /E0840.*does not exist/);
  t.regex((await ebpfc('map', 'list')).err, /E0806.*a session/);
  await refusal(/E0840.*does not exist/);
});

const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

test.serial('what is no command is said', async t => {
  for (const words of [['map'], ['map', 'lst'], ['prog'], ['session', 'rm'], ['map', 'dump']])
    t.regex((await ebpfc(...words)).err, /E0806/);
});
