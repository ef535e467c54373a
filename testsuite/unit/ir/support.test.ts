import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import type { ExternSpec, MapSpec, Module, Ref } from '../../../src/frontend/program.js';
import { runPasses } from '../../../src/ir/passes.js';
import { checkSupport } from '../../../src/ir/support.js';
import { translateModule } from '../../../src/ir/translate.js';
import type { InsnIndex } from '../../../src/isa/types.js';
import { fixtureModule, fixtureObject } from '../frontend/fixture.js';
import { moduleOfHex } from './module-of.js';

const EXIT = 'b700000000000000 9500000000000000';
const call = (id: number): string => `85000000${Buffer.of(id, 0, 0, 0).toString('hex')}`;

function reports(module: Module, section?: string): string[] {
  const sink = new DiagnosticSink();
  const functions = module.functions.map(f => (section === undefined ? f : { ...f, section }));
  const entry = section === undefined ? 'raw' : 'ctx';
  const ir = translateModule({ ...module, functions }, { entry, stackSize: 512 }, sink)!;
  checkSupport(ir, sink);
  return sink.diagnostics.map(d => `${d.code} ${d.message}`);
}

test('what the runtime has is not spoken of', t => {
  t.deepEqual(reports(moduleOfHex('p', `${call(5)} ${call(7)} ${EXIT}`)), []);
});

test('a host may have helpers of its own', t => {
  t.deepEqual(reports(moduleOfHex('p', `85000000e8030000 ${EXIT}`)), []);
});

test('a helper is refused once a function, with the reason', t => {
  t.deepEqual(reports(moduleOfHex('p', `${call(158)} ${call(158)} ${EXIT}`)), [
    'E0501 bpf_get_current_task_btf cannot be had in user space: it takes or returns a task_struct of the kernel',
  ]);
});

test('a helper with one answer is warned of', t => {
  t.deepEqual(reports(moduleOfHex('p', `${call(35)} ${call(35)} ${EXIT}`)), [
    'W0501 bpf_get_current_task always answers 0: there is no task_struct, and reading through it fails',
  ]);
});

test('a program type is refused', t => {
  t.deepEqual(reports(moduleOfHex('p', EXIT), 'freplace/f'), [
    'E0505 ext programs cannot run in user space: it replaces a function of a program that is loaded in the kernel',
  ]);
  t.deepEqual(reports(moduleOfHex('p', EXIT), 'xdp'), []);
});

const map = (name: string, type: number): MapSpec => ({
  ...{ name, type, keySize: 4, valueSize: 4, maxEntries: 1, flags: 0, mapExtra: 0n, pinning: 'none' },
  ...{ inner: undefined, template: false, values: [], btfKey: undefined, btfValue: undefined },
});

test('map types are refused or unknown', t => {
  const maps = [map('good', 1), map('sockets', 15), map('gpu', 1503)];
  t.deepEqual(reports({ ...moduleOfHex('p', EXIT), maps }), [
    'E0503 map sockets of type sockmap cannot be had in user space: it holds sockets of the kernel',
    'E0504 map gpu has type 1503, which no kernel has',
  ]);
});

test('kernel functions are refused, those of a host are not', t => {
  const kfunc = (name: string, weak = false): ExternSpec => ({ name, kind: 'kfunc', weak, btfId: undefined });
  const module = moduleOfHex('p', `8520000000000000 8520000000000000 8520000000000000 ${EXIT}`);
  const refs = new Map<InsnIndex, Ref>(
    [0, 1, 2].map(i => [i as InsnIndex, { kind: 'extern', extern: i } as const]),
  );
  const functions = module.functions.map(f => ({ ...f, code: { ...f.code, refs } }));
  const externs = [kfunc('bpf_cpumask_create'), kfunc('nginx_time'), kfunc('bpf_task_from_pid', true)];
  t.deepEqual(reports({ ...module, functions, externs }), [
    'E0502 kernel function bpf_cpumask_create cannot be had in user space: it takes a CPU mask of the kernel',
  ]);
});

test('a field that the target lacks is an error where control can reach it, and not behind a check', t => {
  const targetBtf = fixtureObject('core-target.o').btf!;
  const module = fixtureModule(['core.v3.o'], { targetBtf });
  const sink = new DiagnosticSink();
  const ir = translateModule(module, { entry: 'ctx', stackSize: 512 }, sink)!;
  runPasses(ir, { disabled: new Set(), sink });
  checkSupport(ir, sink);
  t.deepEqual(sink.diagnostics, []);
  t.deepEqual(reports({ ...module, functions: module.functions.slice(0, 1) }), [
    'E0114 CO-RE relocation cannot be applied: struct subject___local.gone is not in the target',
  ]);
});

test('a map is refused that nobody could make', t => {
  const maps = [
    { ...map('keys', 2), keySize: 8 },
    { ...map('later', 1), maxEntries: 0 },
    { ...map('ring', 27), keySize: 0, valueSize: 0, maxEntries: 5000 },
    { ...map('prefix', 11), keySize: 8 },
  ];
  t.deepEqual(reports({ ...moduleOfHex('p', EXIT), maps }), [
    'E0506 map keys of type array cannot be made: its key is 4 bytes, not 8',
    'E0506 map prefix of type lpm_trie cannot be made: it needs the flag BPF_F_NO_PREALLOC',
  ]);
});
