import { release } from 'node:os';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { executeOnKernel, kernelAvailable } from '../../../bpf_conformance/kernel.js';
import { GROUPS } from '../../../bpf_conformance/requirements.js';
import { runConformance } from '../../../bpf_conformance/run.js';

const own = fileURLToPath(new URL('../../../../bpf_conformance/data/', import.meta.url));

/** What the kernel does not take, and what it says: the rules of its verifier, not the meaning of instructions. */
const REJECTED: Readonly<Record<string, RegExp>> = {
  'call-local-backwards.data': /jump out of range/,
  // The function that calls the program is a ninth frame.
  'call-local-eight-frames.data': /call stack of 9 frames is too deep/,
  'call-local-not-a-helper.data': /unreachable insn/,
  'call-local-own-stack.data': /combined stack size/,
  'call-local-returns-pointer.data': /cannot return stack pointer/,
  'call-local-shared-callee.data': /jump out of range/,
  'callx-register-in-immediate.data': /unknown opcode 8d/,
  'lddw-as-target.data': /unreachable insn/,
  'lock-cmpxchg-loop.data': /BPF program is too large/,
  'lock-xchg-pointer.data': /invalid mem access 'scalar'/,
  'packet-abs.data': /LD_ABS is not allowed in subprogs/,
  'packet-in-range-at-end.data': /LD_ABS is not allowed in subprogs/,
  'packet-ind.data': /LD_ABS is not allowed in subprogs/,
  'packet-out-of-range.data': /LD_ABS is not allowed in subprogs/,
  'store-narrow-truncates.data': /misaligned stack access/,
};

test('the kernel agrees with our own tests', async t => {
  // Acquire and release came with 6.15.
  const [major = 0, minor = 0] = release().split('.').map(Number);
  if (major * 100 + minor < 615 || !kernelAvailable()) {
    t.log('skipped: needs Linux 6.15 and the right to load programs into it');
    t.pass();
    return;
  }
  const reports = await runConformance(own, { cpu: 'v4', includeGroups: GROUPS }, executeOnKernel);
  for (const { name, verdict, detail } of reports) {
    const rejected = REJECTED[name];
    if (rejected) {
      t.is(verdict, 'error', name);
      t.regex(detail, rejected, name);
    } else {
      t.is(verdict, 'pass', `${name}: ${detail}`);
    }
  }
  t.log(`${reports.filter(r => r.verdict === 'pass').length} of ${reports.length} run in the kernel`);
});
