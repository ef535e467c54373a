import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { parseKconfig } from '../../../src/frontend/kconfig.js';
import { linkModule } from '../../../src/frontend/link.js';
import type { GlobalSpec, Module } from '../../../src/frontend/program.js';
import { CPUS, fixtureModule, fixtureObject, refsOf } from './fixture.js';

function bytesOf(module: Module, name: string): number[] {
  const section = module.globals.find(g => g.kind === 'kconfig') as GlobalSpec;
  const { offset, size } = section.symbols.find(s => s.name === name)!;
  return [...section.data.subarray(offset, offset + size)];
}

for (const cpu of CPUS) {
  test(`externs, ${cpu}`, t => {
    const module = fixtureModule([`externs.${cpu}.o`]);
    t.deepEqual(refsOf(module, 'use_externs'), [
      'lddw.value global .kconfig+4',
      'call.local extern host_sum',
      'lddw.value extern missing_kfunc',
      'call.local extern missing_kfunc',
      'lddw.value extern missing_symbol',
      'lddw.value extern present_symbol',
      'lddw.value global .kconfig+0',
      'lddw.value global .kconfig+8',
      'lddw.value global .kconfig+9',
    ]);
    t.deepEqual(
      module.externs.map(({ name, kind, weak }) => [name, kind, weak]),
      [
        ['host_sum', 'kfunc', false],
        ['missing_kfunc', 'kfunc', true],
        ['missing_symbol', 'ksym', true],
        ['present_symbol', 'ksym', false],
      ],
    );
    for (const { name, btfId } of module.externs) t.like(module.btf?.types[btfId!], { name });
  });
}

test('a weak variable that nobody set is zero; the kernel version is that of the runtime', t => {
  const module = fixtureModule(['externs.v3.o']);
  t.deepEqual(bytesOf(module, 'CONFIG_HZ'), [0, 0, 0, 0]);
  t.deepEqual(bytesOf(module, 'LINUX_KERNEL_VERSION'), [0, 18, 6, 0]);
});

test('values of a configuration file', t => {
  const kconfig = parseKconfig(
    '# CONFIG_OFF is not set\nCONFIG_HZ=250\nCONFIG_BPF_SYSCALL=y\nCONFIG_CC_VERSION_TEXT="a \\"quoted\\" compiler"\nLINUX_KERNEL_VERSION=0x50f00\n',
  );
  const module = fixtureModule(['externs.v3.o'], { kconfig });
  t.deepEqual(bytesOf(module, 'CONFIG_HZ'), [250, 0, 0, 0]);
  t.deepEqual(bytesOf(module, 'CONFIG_BPF_SYSCALL'), [1]);
  t.is(Buffer.from(bytesOf(module, 'CONFIG_CC_VERSION_TEXT')).toString(), 'a "quoted" comp\0');
  t.deepEqual(bytesOf(module, 'LINUX_KERNEL_VERSION'), [0, 15, 5, 0]);
});

test('values that do not fit are reported', t => {
  const report = (text: string): string[] => {
    const sink = new DiagnosticSink();
    linkModule([fixtureObject('externs.v3.o')], { kconfig: parseKconfig(text) }, sink);
    return sink.diagnostics.map(d => d.code);
  };
  t.deepEqual(report('CONFIG_HZ=4294967295'), []);
  t.deepEqual(report('CONFIG_HZ=4294967296'), ['E0116']);
  t.deepEqual(report('CONFIG_HZ=-1'), ['E0116']);
  t.deepEqual(report('CONFIG_HZ=y'), ['E0116']);
  t.deepEqual(report('CONFIG_BPF_SYSCALL=m'), ['E0116']);
  t.deepEqual(report('CONFIG_BPF_SYSCALL="y"'), ['E0116']);
});
