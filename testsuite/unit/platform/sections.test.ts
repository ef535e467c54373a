import test from 'ava';
import { ATTACH_TYPES, PROGRAM_TYPES, programType, returnRange } from '../../../src/platform/programs.js';
import { matchSection, SECTION_RULES, typeFromNeighbours } from '../../../src/platform/sections.js';
import { readManifest } from './corpus.js';

test('program types are in the order of their numbers', t => {
  PROGRAM_TYPES.forEach((type, id) => {
    t.is(type.id, id);
    t.is(programType(type.name).id, id);
    t.is(programType(id), programType(type.name));
  });
  t.is(programType(99), undefined);
});

test('section names', t => {
  const shape = (name: string) => {
    const match = matchSection(name);
    return (
      match && [match.rule.type, match.rule.attachType, match.rule.autoAttach, match.extras, match.loose]
    );
  };
  t.deepEqual(shape('xdp'), ['xdp', 'XDP', undefined, '', false]);
  t.deepEqual(shape('xdp.frags/devmap'), ['xdp', 'XDP_DEVMAP', undefined, '', false]);
  t.deepEqual(shape('xdp_fwd'), ['xdp', 'XDP', undefined, '_fwd', true]);
  t.deepEqual(shape('tc/tail'), ['sched_cls', undefined, undefined, 'tail', true]);
  t.deepEqual(shape('tc/ingress'), ['sched_cls', 'TCX_INGRESS', undefined, '', false]);
  t.deepEqual(shape('socket1'), ['socket_filter', undefined, undefined, '1', true]);
  t.deepEqual(shape('kprobe'), ['kprobe', undefined, 'kprobe', '', false]);
  t.deepEqual(shape('uprobe.s//bin/sh:main+0x10'), [
    'kprobe',
    undefined,
    'uprobe',
    '/bin/sh:main+0x10',
    false,
  ]);
  t.deepEqual(shape('usdt/libc.so.6:setjmp'), ['kprobe', undefined, 'usdt', 'libc.so.6:setjmp', false]);
  t.deepEqual(shape('lsm.s/bpf'), ['lsm', 'LSM_MAC', 'lsm', 'bpf', false]);
  t.deepEqual(shape('cgroup/connect4'), ['cgroup_sock_addr', 'CGROUP_INET4_CONNECT', undefined, '', false]);
  t.deepEqual(shape('cgroup_skb'), ['cgroup_skb', undefined, undefined, '', true]);
  for (const name of ['2/1', '.text', 'kprobes', 'from-netdev', 'tcp_input', 'sockets', ''])
    t.is(shape(name), undefined, name);
  t.true(matchSection('?tp/syscalls/sys_enter_open')?.optional);
  t.true(matchSection('uretprobe.multi.s/x')?.rule.sleepable);
  t.true(matchSection('uretprobe.multi.s/x')?.rule.atReturn);
});

test('rules are unique and name rows that exist', t => {
  t.is(new Set(SECTION_RULES.map(r => r.pattern)).size, SECTION_RULES.length);
  for (const rule of SECTION_RULES) {
    t.truthy(programType(rule.type), rule.pattern);
    if (rule.attachType) t.true(ATTACH_TYPES.includes(rule.attachType));
    if (rule.sleepable) t.true(programType(rule.type).sleepable, rule.pattern);
  }
});

test('neighbours decide when they agree', t => {
  t.is(typeFromNeighbours(['2/1', 'xdp', 'xdp_x', '.text']), 'xdp');
  t.is(typeFromNeighbours(['2/1', 'xdp', 'tc']), undefined);
  t.is(typeFromNeighbours(['2/1']), undefined);
});

test('return ranges', t => {
  t.deepEqual(returnRange(programType('cgroup_skb'), 'CGROUP_INET_EGRESS'), { min: 0, max: 3 });
  t.deepEqual(returnRange(programType('cgroup_skb'), 'CGROUP_INET_INGRESS'), { min: 0, max: 1 });
  t.deepEqual(returnRange(programType('sk_lookup'), 'SK_LOOKUP'), { min: 0, max: 1 });
  t.is(returnRange(programType('xdp'), 'XDP'), undefined);
});

test('the sections of published objects', t => {
  const manifest = readManifest();
  if (!manifest) {
    t.log('skipped: no corpus');
    t.pass();
    return;
  }
  let known = 0;
  for (const { file, programs = [] } of manifest.files) {
    for (const { section, prog_type } of programs) {
      const match = matchSection(section);
      // The manifest took what its loader had no rule for as sched_cls.
      if (!match || (match.loose && prog_type === 'sched_cls')) continue;
      known++;
      t.is(match.rule.type, prog_type as typeof match.rule.type, `${file} ${section}`);
    }
  }
  t.true(known > 400, `${known} sections known`);
});
