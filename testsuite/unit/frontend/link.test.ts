import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { parseBtf } from '../../../src/frontend/btf/parse.js';
import { linkModule } from '../../../src/frontend/link.js';
import { CPUS, fixtureModule, fixtureObject, refsOf } from './fixture.js';

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

for (const cpu of CPUS) {
  test(`several objects, ${cpu}`, t => {
    const module = fixtureModule([`link-one.${cpu}.o`, `link-two.${cpu}.o`]);
    t.deepEqual(
      module.functions.map(f => `${f.kind} ${f.linkage} ${f.section} ${f.name}`),
      [
        'program global xdp one',
        'subprogram global .text choice',
        'subprogram global .text two_helper',
        'program global tc two',
      ],
      'the strong choice wins over the weak one',
    );
    t.deepEqual(
      module.maps.map(m => m.name),
      ['table'],
    );
    t.deepEqual(refsOf(module, 'one').slice(-2), [
      'call.local function choice',
      'call.local function two_helper',
    ]);
    const data = module.globals.find(g => g.name === '.data')!;
    const view = new DataView(data.data.buffer);
    const at = (name: string) => data.symbols.find(s => s.name === name)!.offset;
    t.is(view.getUint32(at('own'), true), 1);
    t.is(view.getUint32(at('hidden_one'), true), 11);
    t.is(view.getUint32(at('hidden_two'), true), 22);
    t.is(view.getBigUint64(at('shared'), true), 100n);
    for (const symbol of data.symbols)
      t.like(module.btf?.types[symbol.btfId!], { kind: 'var', name: symbol.name });
    for (const fn of module.functions) t.like(module.btf?.types[fn.btfId!], { kind: 'func', name: fn.name });
    t.like(module.btf?.types[data.btfId!], { kind: 'datasec', name: '.data', size: data.size });
  });
}

test('types that two objects share are one', t => {
  const { btf, maps } = fixtureModule(['link-one.v3.o', 'link-two.v3.o']);
  const named = (name: string) => btf!.types.filter(type => 'name' in type && type.name === name);
  t.is(named('__u32').length, 1);
  t.is(named('unsigned long long').length, 1);
  t.like(btf!.types[maps[0]!.btfKey!], { kind: 'typedef', name: '__u32' });
  // Variables are things, not types: each object keeps its own.
  t.is(named('shared').length, 2);
  const sink = new DiagnosticSink();
  t.deepEqual(parseBtf(btf!.bytes, {}, sink), btf);
});

test('two strong definitions of a symbol', t => {
  const sink = new DiagnosticSink();
  const objects = ['link-two.v3.o', 'link-two.v4.o'].map(fixtureObject);
  t.is(linkModule(objects, {}, sink), undefined);
  t.deepEqual(
    sink.diagnostics.map(d => d.message).sort(),
    ['choice', 'shared', 'table', 'two', 'two_helper'].map(
      name => `${name} is defined in both link-two.v3.o and link-two.v4.o`,
    ),
  );
});

test('what the C compiler calls of its own accord is told apart', t => {
  const object = fixtureObject('link-one.v3.o');
  const symbols = object.symbols.map(s => (s.name === 'two_helper' ? { ...s, name: 'memset' } : s));
  const sink = new DiagnosticSink();
  linkModule([{ ...object, symbols, btf: undefined, ext: undefined, btfMaps: undefined }], {}, sink);
  const found = sink.diagnostics.find(d => d.message === 'undefined symbol memset');
  t.regex(found?.help ?? '', /the C compiler made a call of it/);
});

test('an undefined symbol is reported once, unless the host may provide it', t => {
  const object = fixtureObject('link-one.v3.o');
  const sink = new DiagnosticSink();
  t.is(linkModule([{ ...object, btf: undefined, ext: undefined, btfMaps: undefined }], {}, sink), undefined);
  t.deepEqual(
    sink.diagnostics.map(d => d.message).sort(),
    ['shared', 'table', 'two_helper'].map(name => `undefined symbol ${name}`),
  );
  const module = linkModule(
    [{ ...object, btf: undefined, ext: undefined, btfMaps: undefined }],
    { allowUndefined: true },
    new DiagnosticSink(),
  );
  t.deepEqual(module?.externs.map(({ name, kind }) => `${kind} ${name}`).sort(), [
    'kfunc two_helper',
    'ksym shared',
    'ksym table',
  ]);
});
