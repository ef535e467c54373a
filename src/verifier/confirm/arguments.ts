/** What the judge's host requires of the arguments of helpers: the words of the prototypes, on plain addresses. */
import type { Arg, Helper } from '../../platform/helpers/prototype.js';
import { isHostObject, type ShadowHost, Violation } from './shadow.js';

/** Lengths from here on are refused. */
const MAX_LENGTH = 1n << 29n;

/** Requires of an argument what the prototype says; adds the memory that the call writes to `written`. */
export function checkArgument(
  host: ShadowHost,
  helper: Helper,
  prototype: readonly Arg[],
  args: readonly bigint[],
  i: number,
  arg: Arg,
  written: [bigint, number][],
): void {
  const value = args[i] ?? 0n;
  const flag = (name: Arg['flags'][number]): boolean => arg.flags.includes(name);
  if (value === 0n && flag('PTR_MAYBE_NULL')) {
    const next = prototype[i + 1]?.kind;
    // The length that goes with no memory may be anything, but for the checksum of nothing.
    if (helper.name === 'bpf_csum_diff' && next?.startsWith('CONST_SIZE') && args[i + 1] !== 0n)
      throw new Violation('no memory with a length');
    return;
  }
  const memory = (length: number): void => {
    host.need(value, length, { write: flag('MEM_WRITE'), unset: flag('MEM_UNINIT') });
    if (flag('MEM_WRITE')) written.push([value, length]);
  };
  const mapIndex = prototype.findIndex(other => other.kind === 'CONST_MAP_PTR');
  const map = mapIndex >= 0 && mapIndex < i ? host.mapAt(args[mapIndex]!) : undefined;
  switch (arg.kind) {
    case 'ANYTHING':
      break;
    case 'CONST_MAP_PTR':
      host.mapAt(value);
      break;
    case 'PTR_TO_MAP_KEY':
      memory(map?.keySize ?? 0);
      break;
    case 'PTR_TO_MAP_VALUE':
      memory(map?.valueSize ?? 0);
      break;
    case 'PTR_TO_FIXED_SIZE_MEM':
      memory(arg.size!);
      break;
    case 'PTR_TO_MEM': {
      const length = args[i + 1]!;
      if (length >= MAX_LENGTH) throw new Violation(`length ${length}`);
      if (length === 0n && prototype[i + 1]!.kind === 'CONST_SIZE') throw new Violation('length 0');
      memory(Number(length));
      break;
    }
    case 'CONST_SIZE':
    case 'CONST_SIZE_OR_ZERO':
    case 'CONST_ALLOC_SIZE_OR_ZERO':
      if (value >= MAX_LENGTH) throw new Violation(`length ${value}`);
      break;
    case 'PTR_TO_CTX':
      if (value !== host.context.base) throw new Violation(`argument ${i + 1} is not the context`);
      break;
    case 'PTR_TO_STACK':
      if (host.memory.find(value, 0)?.name !== 'stack') throw new Violation('argument is not on the stack');
      break;
    case 'PTR_TO_CONST_STR': {
      const region = host.memory.find(value, 1);
      if (region === undefined || region.writable) throw new Violation('argument is no constant');
      if (!region.bytes.includes(0, Number(value - region.base))) throw new Violation('a string without end');
      break;
    }
    case 'PTR_TO_FUNC':
      if (host.functionAt(value) === undefined) throw new Violation('argument is no function');
      break;
    case 'PTR_TO_SPIN_LOCK':
      host.need(value, 4, { write: true, unset: true });
      break;
    case 'PTR_TO_TIMER':
      host.need(value, 16, { write: true, unset: true });
      break;
    case 'PTR_TO_KPTR':
      host.need(value, 8, { write: true, unset: true });
      break;
    case 'PTR_TO_DYNPTR':
      host.checkDynptr(helper, args, value, flag('MEM_UNINIT'), flag('OBJ_RELEASE'));
      break;
    case 'PTR_TO_RINGBUF_MEM':
      host.release('ringbuf', value);
      break;
    case 'PTR_TO_SOCKET':
    case 'PTR_TO_SOCK_COMMON':
    case 'PTR_TO_BTF_ID_SOCK_COMMON':
      if (flag('OBJ_RELEASE')) host.release('socket', value);
      else if (!isHostObject(value) && host.memory.find(value, 1)?.base !== value)
        throw new Violation('argument is no socket');
      break;
    case 'PTR_TO_BTF_ID':
    case 'PTR_TO_PERCPU_BTF_ID':
      if (flag('OBJ_RELEASE')) host.release('host', value);
      else if (!isHostObject(value) && host.memory.find(value, 1)?.name !== 'socket')
        throw new Violation('argument is no host object');
  }
}
