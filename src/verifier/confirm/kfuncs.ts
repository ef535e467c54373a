/** The kernel functions of the judge's host: by their prototypes, as its helpers are. */
import type { IrMachine } from '../../ir/interp.js';
import { kfuncOf } from '../../platform/kfuncs.js';
import { type ShadowHost, Violation } from './shadow.js';

/** Undefined for what the host here does not have. */
export function callShadowKfunc(
  host: ShadowHost,
  name: string,
  args: readonly bigint[],
  machine: IrMachine,
): bigint | undefined {
  const kfunc = kfuncOf(name);
  if (kfunc === undefined || 'refused' in kfunc) return undefined;
  const { params, flags, returns } = kfunc;
  if (machine.unwritten >= 0 && machine.unwritten < params.length)
    throw new Violation(`argument ${machine.unwritten + 1} was never set`);
  for (const [i, param] of params.entries()) {
    const value = args[i]!;
    switch (param.kind) {
      case 'scalar':
      case 'unchecked':
      case 'size':
        break;
      case 'ctx':
        if (value !== host.context.base) throw new Violation('argument is not the context');
        break;
      case 'map':
        host.mapAt(value);
        break;
      case 'dynptr':
        if (!param.uninit) host.dynptrAt(value);
        break;
      case 'mem': {
        const length = params[i + 1]?.kind === 'size' ? Number(args[i + 1]!) : 8;
        if (value === 0n && param.nullable) break;
        host.need(value, length, { write: param.write === true, unset: param.write === true });
        if (param.write) host.fill(value, length);
        break;
      }
      case 'iter':
        iterate(host, value, flags);
        break;
    }
  }
  switch (name) {
    case 'bpf_iter_num_next': {
      const iterator = host.iterators.get(args[0]!)!;
      if (iterator.left-- <= 0) return 0n;
      return host.memory.map('number', host.random.bytes(4)).base;
    }
    case 'bpf_dynptr_from_skb':
    case 'bpf_dynptr_from_xdp': {
      const region = host.memory.map('packet behind a dynptr', host.random.bytes(host.random.below(100)));
      host.newDynptr(args[2]!, () => ({ base: region.base, length: region.bytes.length, writable: true }));
      return 0n;
    }
    case 'bpf_dynptr_slice':
    case 'bpf_dynptr_slice_rdwr': {
      const { base, length } = host.dynptrAt(args[0]!);
      const offset = args[1]! & 0xffffffffn;
      if (offset + args[3]! > BigInt(length)) return 0n;
      return host.random.chance(0.5) || args[2] === 0n ? base + offset : args[2]!;
    }
    case 'bpf_dynptr_clone': {
      const { base, length, writable } = host.dynptrAt(args[0]!);
      host.newDynptr(args[1]!, () => ({ base, length, writable }));
      return 0n;
    }
    case 'bpf_xdp_pull_data':
      host.movePacket();
      return 0n;
  }
  return returns.kind === 'scalar' || returns.kind === 'void' ? host.random.number() : undefined;
}

function iterate(host: ShadowHost, at: bigint, flags: readonly string[]): void {
  if (flags.includes('ITER_NEW')) {
    if (host.iterators.has(at)) throw new Violation('the iterator is open');
    host.need(at, 8, { write: true, unset: true });
    host.fill(at, 8);
    const resource = host.acquire({ what: 'iterator', address: at });
    host.iterators.set(at, { left: host.random.below(6), resource });
    return;
  }
  if (!host.iterators.has(at)) throw new Violation('the iterator is not open');
  if (!flags.includes('ITER_DESTROY')) return;
  host.release('iterator', at);
  host.iterators.delete(at);
}
