import test from 'ava';
import {
  loadedShape,
  MAP_FLAGS,
  MAP_TYPES,
  type MapFlag,
  type MapShape,
  mapFlagNames,
  mapProblem,
  mapType,
} from '../../../src/platform/maps.js';
import { askKernel, type Create } from './kernel.js';

test('map types are in the order of their numbers', t => {
  MAP_TYPES.forEach((type, id) => {
    t.is(type.id, id);
    t.is(mapType(type.name), mapType(id)!);
  });
  t.is(mapType(1503), undefined);
});

test('what is wrong with a map is said in words', t => {
  const problem = (name: 'hash' | 'array' | 'lpm_trie' | 'ringbuf' | 'queue', shape: Partial<MapShape>) =>
    mapProblem(mapType(name), { keySize: 4, valueSize: 4, maxEntries: 1, flags: 0, ...shape });
  t.is(problem('hash', {}), undefined);
  t.is(problem('hash', { maxEntries: 0 }), 'max_entries is 0');
  t.is(problem('hash', { keySize: 0 }), 'its key size is 1 to 4194304 bytes, not 0');
  t.is(problem('array', { keySize: 8 }), 'its key is 4 bytes, not 8');
  t.is(problem('array', { flags: 1 }), 'it does not take the flag BPF_F_NO_PREALLOC');
  t.is(problem('lpm_trie', { keySize: 8 }), 'it needs the flag BPF_F_NO_PREALLOC');
  t.is(problem('queue', {}), 'it has no key, not one of 4 bytes');
  t.is(
    problem('ringbuf', { keySize: 0, valueSize: 0, maxEntries: 5000 }),
    'max_entries is 5000, not a power of two of at least 4096',
  );
  t.deepEqual(mapFlagNames(MAP_FLAGS.MMAPABLE | (1 << 31)), ['BPF_F_MMAPABLE', '0x80000000']);
});

test('sizes that definitions leave to the loader', t => {
  const sizes = (id: number, keySize: number, valueSize: number) =>
    Object.values(loadedShape(id, { keySize, valueSize }));
  t.deepEqual(sizes(27, 4, 16), [0, 0]);
  t.deepEqual(sizes(4, 0, 84), [4, 4]);
  t.deepEqual(sizes(12, 4, 0), [4, 4]);
  t.deepEqual(sizes(13, 8, 0), [8, 4]);
  t.deepEqual(sizes(13, 0, 0), [0, 4]);
  t.deepEqual(sizes(2, 8, 0), [8, 0]);
  t.deepEqual(sizes(1503, 0, 0), [0, 0]);
});

/** A shape that the type accepts. */
function goodShape(type: (typeof MAP_TYPES)[number]): MapShape {
  const required: readonly MapFlag[] = ('required' in type ? type.required : undefined) ?? [];
  return {
    keySize: type.key.min,
    valueSize: type.value.min,
    maxEntries: { positive: 2, zero: 0, one: 1, ring: 4096 }[type.entries],
    flags: required.reduce((mask, name) => mask | MAP_FLAGS[name], 0),
  };
}

/** Types that also need BTF of the value, and so cannot be asked about with sizes alone. */
const NEEDS_BTF = new Set([
  'sk_storage',
  'inode_storage',
  'task_storage',
  'cgrp_storage',
  'struct_ops',
  'unspec',
]);
/** Flags that come with another attribute: a descriptor, a token, a type. */
const WITH_ATTRIBUTE: readonly MapFlag[] = ['TOKEN_FD', 'VTYPE_BTF_OBJ_FD', 'PATH_FD', 'LINK', 'CLONE'];

test('the kernel creates the same maps', t => {
  const questions: { readonly name: string; readonly create: Create; readonly expected: boolean }[] = [];
  for (const type of MAP_TYPES) {
    if (NEEDS_BTF.has(type.name)) continue;
    const ask = (change: Partial<MapShape>) => {
      const shape = { ...goodShape(type), ...change };
      questions.push({
        name: `${type.name} ${JSON.stringify(change)}`,
        create: { kind: 'map', type: type.id, ...shape },
        expected: mapProblem(type, shape) === undefined,
      });
    };
    ask({});
    for (const keySize of [0, 1, 3, 4, 5, 8, 16, 260, 261, 512, 513]) ask({ keySize });
    for (const valueSize of [0, 1, 4, 7, 8, 12, 16, 24, 1016, 1024, 4096, 4097, 32 << 10, (32 << 10) + 1])
      ask({ valueSize });
    // The kernel has no more entries in a CPUMAP than it could have CPUs; user space need not care.
    const counts = type.name === 'cpumap' ? [0, 1] : [0, 1, 3, 4096, 8192, 12288];
    for (const maxEntries of counts) ask({ maxEntries });
    for (const [name, bit] of Object.entries(MAP_FLAGS))
      if (!WITH_ATTRIBUTE.includes(name as MapFlag)) ask({ flags: goodShape(type).flags ^ bit });
    ask({ flags: goodShape(type).flags | MAP_FLAGS.RDONLY_PROG | MAP_FLAGS.WRONLY_PROG });
    ask({ flags: goodShape(type).flags | MAP_FLAGS.RDONLY | MAP_FLAGS.WRONLY });
  }
  const answers = askKernel(questions.map(q => q.create));
  if (!answers) {
    t.log('skipped: the kernel does not let this user create maps');
    t.pass();
    return;
  }
  const wrong = questions.flatMap((q, i) =>
    q.expected === (answers[i] === 'ok') ? [] : `${q.name}: expected ${q.expected}, kernel ${answers[i]}`,
  );
  t.deepEqual(wrong, []);
});
