import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import type { ContextUser } from '../../../src/platform/contexts.js';
import { argsOf, HELPERS, helperOf, mayCall } from '../../../src/platform/helpers.js';
import { MAP_TYPES, takesMap } from '../../../src/platform/maps.js';
import {
  ATTACH_TYPES,
  type AttachTypeName,
  type ProgramTypeName,
  programType,
} from '../../../src/platform/programs.js';
import { matchSection } from '../../../src/platform/sections.js';
import { readManifest } from './corpus.js';
import { askKernel, EXIT, insn, type Load } from './kernel.js';

test('helpers have no gaps', t => {
  HELPERS.forEach((helper, i) => {
    t.is(helper.id, i + 1, helper.name);
    t.is(helperOf(helper.name), helper);
    t.is(helperOf(helper.id), helper);
  });
  t.is(HELPERS.length, 211);
  t.is(helperOf(212), undefined);
  t.is(helperOf(0), undefined);
  t.is(helperOf('bpf_no_such'), undefined);
});

test('prototypes hold together', t => {
  for (const helper of HELPERS) {
    for (const args of [helper.args, ...(helper.variants ?? []).map(v => v.args)]) {
      t.true(args.length <= 5, helper.name);
      args.forEach((arg, i) => {
        const next = args[i + 1]?.kind ?? '';
        if (arg.kind === 'PTR_TO_MEM') t.regex(next, /^CONST_SIZE/, `${helper.name} argument ${i + 1}`);
        if (/^CONST_SIZE/.test(next)) t.is(arg.kind, 'PTR_TO_MEM', `${helper.name} argument ${i + 1}`);
        if (arg.kind === 'PTR_TO_FIXED_SIZE_MEM') t.true((arg.size ?? 0) > 0, helper.name);
        if (arg.kind === 'PTR_TO_BTF_ID' && arg.struct === undefined)
          t.true(arg.flags.includes('OBJ_RELEASE'));
        if (/^PTR_TO_MAP_(KEY|VALUE)$/.test(arg.kind))
          t.true(
            args.slice(0, i).some(a => a.kind === 'CONST_MAP_PTR'),
            helper.name,
          );
      });
      const releases = args.some(arg => arg.flags.includes('OBJ_RELEASE'));
      t.is(releases, helper.effects.includes('releases'), helper.name);
      const calls = args.some(arg => arg.kind === 'PTR_TO_FUNC');
      t.is(
        calls,
        helper.effects.some(e => e === 'calls_back' || e === 'keeps_callback'),
        helper.name,
      );
    }
  }
});

test('numbers and names are those of linux/bpf.h', t => {
  const path = '/usr/include/linux/bpf.h';
  if (!existsSync(path)) {
    t.log('skipped: no linux/bpf.h');
    t.pass();
    return;
  }
  const text = readFileSync(path, 'utf8');
  const list = /#define __+BPF_FUNC_MAPPER\(FN[^\n]*\n((?:.*\\\n)+)/.exec(text)?.[1] ?? '';
  const names = [...list.matchAll(/\bFN\((\w+)/g)].map(m => `bpf_${m[1]}`);
  t.true(names.length > 200, `${names.length} names`);
  names.forEach((name, id) => {
    if (id > 0) t.is(helperOf(id)?.name, name);
  });
});

test('published programs call helpers that exist and that their type may call', t => {
  const manifest = readManifest();
  if (!manifest) {
    t.log('skipped: no corpus');
    t.pass();
    return;
  }
  let calls = 0;
  for (const { file, programs = [] } of manifest.files) {
    for (const { name, section, prog_type, verdict, helpers } of programs) {
      for (const called of helpers) {
        if (/^helper_\d+$/.test(called)) continue; // a host's own
        const helper = helperOf(called);
        t.truthy(helper, called);
        if (verdict !== 'accepted' || !helper) continue;
        const attachType = matchSection(section)?.rule.attachType;
        const type = programType(prog_type)!.name as ProgramTypeName;
        t.true(mayCall(helper, { type, attachType }), `${file} ${name} ${called}`);
        calls++;
      }
    }
  }
  t.true(calls > 3000, `${calls} calls`);
});

const CALL_ANY = 0x85;
const SLEEPABLE = ['syscall'];

/** All program types that the kernel lets root load without BTF of a target, with the attach types that differ. */
const USERS: readonly (readonly [ProgramTypeName, AttachTypeName?])[] = [
  ...(['socket_filter', 'kprobe', 'sched_cls', 'sched_act', 'tracepoint', 'perf_event'] as const).map(
    type => [type] as const,
  ),
  ...(['lwt_in', 'lwt_out', 'lwt_xmit', 'lwt_seg6local', 'sk_skb', 'raw_tracepoint'] as const).map(
    type => [type] as const,
  ),
  ['raw_tracepoint_writable'],
  ['syscall'],
  ['xdp', 'XDP'],
  ['cgroup_skb', 'CGROUP_INET_INGRESS'],
  ['cgroup_sock', 'CGROUP_INET_SOCK_CREATE'],
  ['cgroup_sock', 'CGROUP_INET4_POST_BIND'],
  ['sock_ops', 'CGROUP_SOCK_OPS'],
  ['cgroup_device', 'CGROUP_DEVICE'],
  ['sk_msg', 'SK_MSG_VERDICT'],
  ['cgroup_sock_addr', 'CGROUP_INET4_BIND'],
  ['cgroup_sock_addr', 'CGROUP_INET6_CONNECT'],
  ['cgroup_sock_addr', 'CGROUP_UDP4_SENDMSG'],
  ['cgroup_sock_addr', 'CGROUP_UDP6_RECVMSG'],
  ['cgroup_sock_addr', 'CGROUP_INET4_GETPEERNAME'],
  ['cgroup_sock_addr', 'CGROUP_UNIX_SENDMSG'],
  ['sk_reuseport', 'SK_REUSEPORT_SELECT'],
  ['flow_dissector', 'FLOW_DISSECTOR'],
  ['cgroup_sysctl', 'CGROUP_SYSCTL'],
  ['cgroup_sockopt', 'CGROUP_GETSOCKOPT'],
  ['cgroup_sockopt', 'CGROUP_SETSOCKOPT'],
  ['sk_lookup', 'SK_LOOKUP'],
  ['netfilter', 'NETFILTER'],
];

/** Helpers that a kernel may be built or locked down without. */
const OPTIONAL = new Set(['bpf_override_return', 'bpf_probe_write_user', 'bpf_skb_get_xfrm_state']);

test('the kernel lets the same program types call the same helpers', t => {
  const loads: Load[] = [];
  const questions: { readonly name: string; readonly expected: boolean }[] = [];
  for (const [type, attachType] of USERS) {
    for (const helper of HELPERS) {
      if (OPTIONAL.has(helper.name)) continue;
      loads.push({
        kind: 'program',
        type: programType(type).id,
        attachType: attachType ? ATTACH_TYPES.indexOf(attachType) : 0,
        sleepable: SLEEPABLE.includes(type),
        code: [insn(CALL_ANY, 0, 0, 0, helper.id), EXIT],
      });
      questions.push({
        name: `${type}/${attachType ?? ''} ${helper.name}`,
        expected: mayCall(helper, { type, attachType }),
      });
    }
  }
  const answers = askKernel(loads);
  if (!answers) {
    t.log('skipped: the kernel does not let this user load programs');
    t.pass();
    return;
  }
  const refused = /cannot use helper|unknown func|invalid func|not supported for program type/;
  const wrong = questions.filter((q, i) => q.expected === refused.test(answers[i]!));
  t.deepEqual(
    wrong.map(q => `${q.name}: expected ${q.expected ? 'allowed' : 'refused'}`),
    [],
  );
});

test('every map helper is taken by some map type, and every named helper exists', t => {
  for (const helper of HELPERS) {
    if (!helper.args.some(arg => arg.kind === 'CONST_MAP_PTR')) continue;
    t.true(
      MAP_TYPES.some(type => takesMap(helper.name, type)),
      helper.name,
    );
  }
  for (const type of MAP_TYPES)
    for (const name of type.helpers) t.truthy(helperOf(name), `${type.name} ${name}`);
});

test('arguments that depend on the program type', t => {
  const kinds = (name: string, user: ContextUser) => argsOf(helperOf(name)!, user).map(arg => arg.kind);
  t.deepEqual(kinds('bpf_get_socket_cookie', { type: 'sched_cls' }), ['PTR_TO_CTX']);
  t.deepEqual(kinds('bpf_get_socket_cookie', { type: 'tracing' }), ['PTR_TO_BTF_ID_SOCK_COMMON']);
  t.deepEqual(kinds('bpf_get_cgroup_classid', { type: 'kprobe' }), []);
  t.deepEqual(kinds('bpf_sk_assign', { type: 'sk_lookup', attachType: 'SK_LOOKUP' })[1], 'PTR_TO_SOCKET');
});

test('the runtime has the helpers that the table says it has', t => {
  const table = new URL('../../../../runtime-c/src/helpers/table.h', import.meta.url);
  const rows = [...readFileSync(table, 'utf8').matchAll(/^EBPFC_HELPER\((\d+), (\w+)\)/gm)];
  const present = new Map(rows.map(([, id, name]) => [Number(id), `bpf_${name}`]));
  for (const helper of HELPERS) {
    const refused = typeof helper.source === 'object' && 'refused' in helper.source;
    if (helper.source === 'inline') continue; // there for pointers to it
    t.is(present.get(helper.id), refused ? undefined : helper.name, helper.name);
  }
});
