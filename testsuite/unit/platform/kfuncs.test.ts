import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import test from 'ava';
import { KFUNCS, kfuncOf } from '../../../src/platform/kfuncs.js';

test('kfuncs are found by name', t => {
  t.is(new Set(KFUNCS.map(kfunc => kfunc.name)).size, KFUNCS.length);
  for (const kfunc of KFUNCS) {
    t.is(kfuncOf(kfunc.name), kfunc);
    t.true(kfunc.params.length <= 5, kfunc.name);
  }
  t.deepEqual(kfuncOf('bpf_cpumask_create'), { refused: 'it takes a CPU mask of the kernel' });
  t.is(kfuncOf('nginx_time'), undefined);
});

test('the runtime has the kfuncs of the table, and no others', t => {
  const table = new URL('../../../../runtime-c/src/helpers/kfunc_table.h', import.meta.url);
  const rows = [...readFileSync(table, 'utf8').matchAll(/^EBPFC_KFUNC\((\w+)\)/gm)].map(([, name]) => name!);
  t.deepEqual(rows.sort(), KFUNCS.map(kfunc => kfunc.name).sort());
});

interface Prototype {
  readonly name: string;
  readonly params: number;
}

/** The kfuncs of the running kernel and how many parameters each has; undefined when its BTF cannot be read. */
function kernelKfuncs(): Prototype[] | undefined {
  let dump: string;
  try {
    dump = execFileSync('bpftool', ['btf', 'dump', 'file', '/sys/kernel/btf/vmlinux', 'format', 'raw'], {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
  const functions = new Map<string, { name: string; proto: string }>();
  const params = new Map<string, number>();
  const tagged: string[] = [];
  for (const line of dump.split('\n')) {
    const [, id = '', kind, rest = ''] = /^\[(\d+)\] (FUNC|FUNC_PROTO|DECL_TAG) (.*)/.exec(line) ?? [];
    if (kind === 'FUNC') {
      const [, name = '', proto = ''] = /^'(\w+)' type_id=(\d+)/.exec(rest) ?? [];
      functions.set(id, { name, proto });
    } else if (kind === 'FUNC_PROTO') params.set(id, Number(/vlen=(\d+)/.exec(rest)?.[1]));
    else if (rest.startsWith("'bpf_kfunc'")) tagged.push(/type_id=(\d+)/.exec(rest)![1]!);
  }
  return tagged.map(id => functions.get(id)!).map(f => ({ name: f.name, params: params.get(f.proto)! }));
}

test('every kfunc of the running kernel is known or refused', t => {
  const kernel = kernelKfuncs();
  if (!kernel || kernel.length === 0) {
    t.log('skipped: no bpftool, or a kernel without BTF of its kfuncs');
    t.pass();
    return;
  }
  for (const { name, params } of kernel) {
    const found = kfuncOf(name);
    t.truthy(found, name);
    if (found && !('refused' in found)) {
      t.is(found.params.length, params, name);
    }
  }
});
