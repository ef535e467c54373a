import test from 'ava';
import { CPUS, fixtureModule, refsOf } from './fixture.js';

for (const cpu of CPUS) {
  test(`maps of every kind, ${cpu}`, t => {
    const { maps, functions } = fixtureModule([`maps.${cpu}.o`]);
    const map = (name: string) => maps.find(m => m.name === name)!;
    t.like(map('flows'), {
      type: 1,
      keySize: 8,
      valueSize: 16,
      maxEntries: 1024,
      flags: 1,
      pinning: 'by_name',
    });
    t.like(map('counters'), { type: 2, keySize: 4, valueSize: 8, maxEntries: 4, pinning: 'none' });
    t.like(map('bloom'), { type: 30, keySize: 0, valueSize: 4, mapExtra: 3n });
    t.like(map('events'), { type: 27, keySize: 0, valueSize: 0, maxEntries: 4096 });
    const outer = map('outer');
    t.like(outer, { type: 12, keySize: 4, valueSize: 4, maxEntries: 8 });
    t.like(maps[outer.inner!], { template: true, type: 2, maxEntries: 2, keySize: 4, valueSize: 8 });
    t.deepEqual(
      outer.values.map(({ index, ref }) => [index, ref.kind === 'map' && maps[ref.map]?.name]),
      [
        [1, 'first_inner'],
        [5, 'second_inner'],
      ],
    );
    t.like(maps[map('outer_hash').inner!], {
      template: true,
      type: 1,
      maxEntries: 16,
      keySize: 8,
      valueSize: 4,
    });
    t.deepEqual(
      map('tails').values.map(({ index, ref }) => [
        index,
        ref.kind === 'function' && functions[ref.function]?.name,
      ]),
      [
        [0, 'tail_one'],
        [3, 'tail_two'],
      ],
    );
  });

  test(`references to maps, ${cpu}`, t => {
    const module = fixtureModule([`maps.${cpu}.o`]);
    t.deepEqual(refsOf(module, 'count'), [
      'lddw.value map flows',
      'lddw.value map outer',
      'lddw.value map counters',
      'lddw.value map tails',
    ]);
    t.deepEqual(
      module.functions.map(f => `${f.kind} ${f.section} ${f.name}`),
      ['program xdp tail_one', 'program xdp tail_two', 'program xdp count'],
    );
    t.is(module.license, 'Dual MIT/GPL');
  });

  test(`global data, ${cpu}`, t => {
    const module = fixtureModule([`globals.${cpu}.o`]);
    const global = (name: string) => module.globals.find(g => g.name === name)!;
    t.is(new DataView(global('.rodata').data.buffer).getUint32(0, true), 100);
    t.like(global('.data'), { kind: 'data', align: 64 });
    t.is(global('.bss').kind, 'bss');
    t.deepEqual([...global('.data.custom').data], [42, 0, 0, 0, 0, 0, 0, 0]);
    const data = global('.data');
    const symbol = (name: string) => data.symbols.find(s => s.name === name)!;
    t.like(symbol('weak_value'), { size: 4, linkage: 'weak' });
    const bss = global('.bss');
    const zeroes = bss.symbols.find(s => s.name === 'zeroes')!;
    t.deepEqual(data.relocs, [
      {
        offset: symbol('pointer').offset,
        ref: { kind: 'global', global: module.globals.indexOf(data), offset: symbol('total').offset },
      },
      {
        offset: symbol('into').offset,
        ref: { kind: 'global', global: module.globals.indexOf(bss), offset: zeroes.offset + 12 },
      },
    ]);
  });

  test(`subprograms and callbacks, ${cpu}`, t => {
    const module = fixtureModule([`subprograms.${cpu}.o`]);
    t.deepEqual(
      module.functions.map(f => `${f.kind} ${f.linkage} ${f.section} ${f.name}`),
      [
        'subprogram global .text global_sum',
        'subprogram static .text square',
        'subprogram weak .text weak_twice',
        'subprogram static .text hidden_half',
        'subprogram static .text each',
        'subprogram static .text step',
        'subprogram static xdp beside',
        'program global xdp calls',
      ],
    );
    t.deepEqual(refsOf(module, 'calls'), [
      'call.local function global_sum',
      'call.local function weak_twice',
      'call.local function hidden_half',
      'call.local function beside',
      'lddw.value map numbers',
      'lddw.value function each',
      'lddw.value function step',
    ]);
    t.deepEqual(refsOf(module, 'global_sum'), ['call.local function square', 'call.local function square']);
    for (const fn of module.functions) {
      t.is(module.btf?.types[fn.btfId!]?.kind, 'func');
      t.like(module.btf?.types[fn.btfId!], { name: fn.name });
    }
  });

  test(`source lines, ${cpu}`, t => {
    const module = fixtureModule([`subprograms.${cpu}.o`]);
    const { code, end } = module.functions.find(f => f.name === 'square')!;
    const place = code.placeOf((end - 1) as typeof end);
    t.regex(place.file ?? '', /subprograms\.bpf\.c$/);
    t.like(place, {
      line: 13,
      text: '\treturn x * x + bpf_ktime_get_ns();',
      program: 'square',
      section: '.text',
    });
  });

  test(`struct_ops, ${cpu}`, t => {
    const { globals, functions } = fixtureModule([`struct-ops.${cpu}.o`]);
    t.deepEqual(
      globals[0]?.relocs.map(({ offset, ref }) => [
        offset,
        ref.kind === 'function' && functions[ref.function]?.name,
      ]),
      [
        [0, 'demo_open'],
        [8, 'demo_close'],
      ],
    );
  });
}
