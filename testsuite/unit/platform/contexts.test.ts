import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { type ContextKind, contextAccess, contextOf, fieldAt } from '../../../src/platform/contexts.js';
import {
  ATTACH_TYPES,
  type AttachTypeName,
  type ProgramTypeName,
  programType,
  returnRange,
} from '../../../src/platform/programs.js';
import { PT_REGS, registerOffset } from '../../../src/platform/pt-regs.js';
import { askKernel, EXIT, insn, type Load, mov } from './kernel.js';

const KINDS: readonly ContextKind[] = [
  ...(['xdp_md', '__sk_buff', 'pt_regs', 'bpf_perf_event_data', 'tracepoint', 'raw_tracepoint'] as const),
  ...(['tracing', 'bpf_sock', 'bpf_sock_ops', 'bpf_sock_addr', 'sk_msg_md', 'sk_reuseport_md'] as const),
  ...([
    'bpf_sk_lookup',
    'bpf_sysctl',
    'bpf_sockopt',
    'bpf_cgroup_dev_ctx',
    'bpf_nf_ctx',
    'lirc_mode2',
  ] as const),
];

test('fields are sorted, inside the struct and do not overlap', t => {
  for (const kind of KINDS) {
    const { fields, size = 0 } = contextOf(kind, 'x86_64');
    let end = 0;
    for (const f of fields) {
      t.true(f.offset >= end && f.size % f.element === 0, `${kind}.${f.name}`);
      end = f.offset + f.size;
    }
    t.true(end <= size, kind);
  }
});

/** Compiles a C program of assertions; resolves to the compiler's complaints. */
function compileAssertions(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-offsets-'));
  const include = resolve(import.meta.dirname, '../../../../runtime-c/include');
  try {
    execFileSync('cc', ['-std=gnu11', '-I', include, '-fsyntax-only', '-x', 'c', '-'], {
      input: source,
      stdio: ['pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
    });
    return '';
  } catch (failure) {
    return (failure as { stderr?: string }).stderr ?? String(failure);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const same = (c: string, value: number) => `_Static_assert(${c} == ${value}, "${c} is not ${value}");\n`;

test('native fields are where ebpfc.h has them', t => {
  let source = '#include <ebpfc.h>\n';
  for (const kind of ['xdp_md', '__sk_buff'] as const) {
    const { native, fields } = contextOf(kind, 'x86_64');
    source += same(`sizeof(struct ${native!.struct})`, native!.size);
    for (const f of fields) {
      source += same(`offsetof(struct ${native!.struct}, ${f.name})`, f.native!.offset);
      source += same(`sizeof(((struct ${native!.struct} *)0)->${f.name})`, f.native!.size);
    }
  }
  t.is(compileAssertions(source), '');
  t.regex(compileAssertions(`${source}${same('sizeof(struct ebpfc_xdp)', 1)}`), /static assertion failed/);
});

test('UAPI fields are where linux/bpf.h has them', t => {
  if (!existsSync('/usr/include/linux/bpf.h')) {
    t.log('skipped: no linux/bpf.h');
    t.pass();
    return;
  }
  let source = '#include <stddef.h>\n#include <linux/types.h>\n#include <linux/bpf.h>\n';
  const bySize: Partial<Record<ContextKind, readonly string[]>> = {
    bpf_sock: ['dst_port'],
    bpf_sk_lookup: ['remote_port'],
    bpf_sock_ops: ['args'],
  };
  for (const kind of KINDS) {
    const { struct, fields } = contextOf(kind, 'x86_64');
    if (!struct || kind === 'pt_regs' || kind === 'bpf_perf_event_data' || kind === 'raw_tracepoint')
      continue;
    for (const f of fields) {
      if (f.name === 'skb_hwtstamp') continue; // younger than the headers of current distributions
      const member = kind === 'bpf_sock_ops' && f.name === 'args' ? 'args[1]' : f.name;
      source += same(`offsetof(struct ${struct}, ${member})`, f.offset);
      if (!bySize[kind]?.includes(f.name))
        source += same(`sizeof(((struct ${struct} *)0)->${f.name})`, f.size);
    }
  }
  t.is(compileAssertions(source), '');
});

test('registers of the three targets', t => {
  t.is(8 * PT_REGS.x86_64.registers.length, 168);
  t.is(8 * PT_REGS.aarch64.registers.length, 272);
  t.is(8 * PT_REGS.riscv64.registers.length, 256);
  t.is(registerOffset('x86_64', 'di'), 112);
  t.is(registerOffset('aarch64', 'sp'), 248);
  t.is(registerOffset('riscv64', 'a0'), 80);
  t.is(registerOffset('x86_64', 'a0'), -1);
  for (const regs of Object.values(PT_REGS))
    for (const name of [...regs.args, regs.result, regs.ip, regs.sp]) t.true(regs.registers.includes(name));
});

test('access to virtual packet fields', t => {
  const xdp = contextOf('xdp_md', 'x86_64');
  const user = { type: 'xdp' } as const;
  t.is(contextAccess(xdp, user, 4, 4, false), fieldAt(xdp, 4)!);
  t.deepEqual(contextAccess(xdp, user, 4, 8, false), { refused: 'shape' });
  t.deepEqual(contextAccess(xdp, user, 4, 4, true), { refused: 'read_only' });
  t.deepEqual(contextAccess(xdp, user, 20, 4, false), { refused: 'forbidden' });
  t.deepEqual(contextAccess(xdp, user, 24, 4, false), { refused: 'outside' });
  t.deepEqual(contextAccess(contextOf('tracepoint', 'x86_64'), { type: 'tracepoint' }, 0, 8, false), {
    refused: 'padding',
  });
});

/** Program and attach types whose context access the running kernel is asked about. */
const ASKED: readonly (readonly [ProgramTypeName, AttachTypeName?])[] = [
  ['socket_filter'],
  ['kprobe'],
  ['sched_cls'],
  ['sched_act'],
  ['tracepoint'],
  ['xdp', 'XDP'],
  ['xdp', 'XDP_DEVMAP'],
  ['perf_event'],
  ['cgroup_skb', 'CGROUP_INET_INGRESS'],
  ['cgroup_skb', 'CGROUP_INET_EGRESS'],
  ['cgroup_sock', 'CGROUP_INET_SOCK_CREATE'],
  ['cgroup_sock', 'CGROUP_INET_SOCK_RELEASE'],
  ['cgroup_sock', 'CGROUP_INET4_POST_BIND'],
  ['cgroup_sock', 'CGROUP_INET6_POST_BIND'],
  ['lwt_in'],
  ['lwt_out'],
  ['lwt_xmit'],
  ['lwt_seg6local'],
  ['sock_ops', 'CGROUP_SOCK_OPS'],
  ['sk_skb'],
  ['cgroup_device', 'CGROUP_DEVICE'],
  ['sk_msg', 'SK_MSG_VERDICT'],
  ['raw_tracepoint'],
  ['cgroup_sock_addr', 'CGROUP_INET4_BIND'],
  ['cgroup_sock_addr', 'CGROUP_INET6_CONNECT'],
  ['cgroup_sock_addr', 'CGROUP_UDP4_SENDMSG'],
  ['cgroup_sock_addr', 'CGROUP_UDP6_SENDMSG'],
  ['cgroup_sock_addr', 'CGROUP_UDP4_RECVMSG'],
  ['cgroup_sock_addr', 'CGROUP_INET6_GETPEERNAME'],
  ['cgroup_sock_addr', 'CGROUP_UNIX_CONNECT'],
  ['sk_reuseport', 'SK_REUSEPORT_SELECT'],
  ['flow_dissector', 'FLOW_DISSECTOR'],
  ['cgroup_sysctl', 'CGROUP_SYSCTL'],
  ['cgroup_sockopt', 'CGROUP_GETSOCKOPT'],
  ['cgroup_sockopt', 'CGROUP_SETSOCKOPT'],
  ['sk_lookup', 'SK_LOOKUP'],
  ['netfilter', 'NETFILTER'],
];
const SIZE_BITS = { 1: 0x10, 2: 0x08, 4: 0x00, 8: 0x18 } as const;

test('the kernel allows the same accesses', t => {
  const loads: Load[] = [];
  const questions: { readonly name: string; readonly expected: boolean }[] = [];
  for (const [type, attachType] of ASKED) {
    const row = programType(type);
    const context = contextOf(row.context, 'x86_64');
    const limit = Math.min(context.size ?? 64, 256) + 8;
    const result = Math.max(returnRange(row, attachType)?.min ?? 0, 0);
    for (let offset = 0; offset < limit; offset++) {
      for (const size of [1, 2, 4, 8] as const) {
        if (offset % size) continue;
        for (const write of [false, true]) {
          const access = contextAccess(context, { type, attachType }, offset, size, write);
          const op = SIZE_BITS[size];
          const body = write ? [mov(2, 0), insn(0x63 | op, 1, 2, offset)] : [insn(0x61 | op, 0, 1, offset)];
          loads.push({
            kind: 'program',
            type: row.id,
            attachType: attachType ? ATTACH_TYPES.indexOf(attachType) : 0,
            code: [...body, mov(0, result), EXIT],
          });
          questions.push({
            name: `${type}/${attachType ?? ''} ${write ? 'store' : 'load'} of ${size} at ${offset}`,
            expected: access === 'open' || !('refused' in access),
          });
        }
      }
    }
  }
  const verdicts = askKernel(loads);
  if (!verdicts) {
    t.log('skipped: the kernel does not let this user load programs');
    t.pass();
    return;
  }
  const wrong = questions.filter((q, i) => q.expected !== (verdicts[i] === 'ok'));
  t.deepEqual(
    wrong.map(q => `${q.name}: expected ${q.expected ? 'allowed' : 'refused'}`),
    [],
  );
});
