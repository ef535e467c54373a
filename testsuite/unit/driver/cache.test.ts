import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { Cache, cacheFolder, cacheKey } from '../../../src/driver/cache.js';

function folder(t: { teardown(f: () => void): void }): string {
  const path = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(path, { recursive: true }));
  return path;
}

test('what was put is got, by the same parts and no others', async t => {
  const cache = new Cache(folder(t));
  const key = cacheKey(['ab', 'c']);
  await cache.put(key, Uint8Array.of(1, 2, 3));
  t.deepEqual(await cache.get(cacheKey(['ab', 'c'])), Uint8Array.of(1, 2, 3));
  t.is(await cache.get(cacheKey(['a', 'bc'])), undefined);
});

test('a damaged entry is not used', async t => {
  const dir = folder(t);
  const cache = new Cache(dir);
  await cache.put(cacheKey(['x']), new Uint8Array(100));
  truncateSync(join(dir, cacheKey(['x'])), 90);
  t.is(await cache.get(cacheKey(['x'])), undefined);
  t.deepEqual(readdirSync(dir), [], 'and is removed');
});

test('the cache stays within its limit and keeps what was used last', async t => {
  const dir = folder(t);
  const cache = new Cache(dir, 10_000);
  for (let i = 0; i < 9; i++) {
    await cache.put(cacheKey([`${i}`]), new Uint8Array(1000));
    utimesSync(join(dir, cacheKey([`${i}`])), i + 1, i + 1);
  }
  await cache.get(cacheKey(['0']));
  await cache.put(cacheKey(['last']), new Uint8Array(1000));
  const left = readdirSync(dir);
  t.true(left.length * 1032 <= 10_000);
  t.true(left.includes(cacheKey(['0'])), 'used just now');
  t.true(left.includes(cacheKey(['last'])));
  t.false(left.includes(cacheKey(['1'])), 'the oldest');
});

test('several writers of one entry do not disturb each other', async t => {
  const dir = folder(t);
  const data = new Uint8Array(50_000).fill(7);
  await Promise.all(Array.from({ length: 20 }, () => new Cache(dir).put(cacheKey(['x']), data)));
  t.deepEqual(await new Cache(dir).get(cacheKey(['x'])), data);
});

test('a cache that cannot be is no error', async t => {
  const cache = new Cache('/proc/none/ebpfc');
  await cache.put(cacheKey(['x']), new Uint8Array(1));
  t.is(await cache.get(cacheKey(['x'])), undefined);
  t.is(cacheFolder({ XDG_CACHE_HOME: '/x' }), '/x/ebpfc');
  t.is(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/u' }), '/home/u/.cache/ebpfc');
});
