/**
 * The prototype of a host's own function, from its declaration in the object's types: arguments by their C types and
 * by the suffixes of the kernel's kfuncs (Documentation/bpf/kfuncs.rst).
 */
import type { Kfunc, KfuncFlag, KfuncParam, KfuncReturn } from '../../platform/kfuncs.js';
import type { Btf, BtfId, BtfParam, BtfType } from './types.js';
import { resolve, sizeOf, skipModifiers, typeOf } from './walk.js';

const CONTEXTS = new Set([
  'xdp_md',
  '__sk_buff',
  'pt_regs',
  'bpf_sock_ops',
  'bpf_raw_tracepoint_args',
  'sk_msg_md',
]);
const MAX_PARAMS = 5;

/** What the command line or a file says of a function. */
export interface HostFunction {
  readonly flags: readonly KfuncFlag[];
  /** Names of the parameters: clang leaves those of external functions out of the types. */
  readonly params?: readonly string[];
}

/** The prototype of FUNC `id`; a text says why it has none that can be checked. */
export function kfuncPrototype(btf: Btf, id: BtfId, { flags, params: names }: HostFunction): Kfunc | string {
  const func = typeOf(btf, id);
  const proto = func.kind === 'func' ? typeOf(btf, func.type) : undefined;
  if (func.kind !== 'func' || proto?.kind !== 'func_proto')
    return 'the types of the object do not declare it';
  if (proto.params.length > MAX_PARAMS)
    return `it takes ${proto.params.length} arguments, and 5 registers pass them`;
  if (names && names.filter(Boolean).length !== proto.params.length)
    return `it is declared with ${proto.params.length} parameters, not with ${names.length}`;
  const declared = proto.params.map(({ type, name }, i) => ({
    type,
    name: `${names?.[i] ?? name}${tagsOf(btf, id, i)}`,
  }));
  const params: KfuncParam[] = [];
  for (const [i, param] of declared.entries()) {
    const made = paramOf(btf, param, declared[i + 1]);
    if (typeof made === 'string') return `argument ${i + 1}: ${made}`;
    params.push(made);
  }
  const returns = returnOf(btf, proto.ret);
  if (typeof returns === 'string') return returns;
  // What may be NULL is so until the host says that it never is.
  const nullable: readonly KfuncFlag[] =
    returns.kind === 'host' && !flags.includes('RET_NULL') ? ['RET_NULL'] : [];
  return { name: func.name, params, returns, flags: [...flags, ...nullable] };
}

/** Declaration tags of a parameter that are suffixes: `__attribute__((btf_decl_tag("__sz")))`. */
const tagsOf = (btf: Btf, func: BtfId, index: number): string =>
  btf.types
    .map(type =>
      type.kind === 'decl_tag' && type.type === func && type.component === index && type.name.startsWith('__')
        ? type.name
        : '',
    )
    .join('');

const isSize = (param: BtfParam | undefined): boolean => /__szk?$/.test(param?.name ?? '');

function paramOf(btf: Btf, { name, type: id }: BtfParam, next: BtfParam | undefined): KfuncParam | string {
  const type = typeOf(btf, resolve(btf, id));
  if (type.kind === 'int' || type.kind === 'enum' || type.kind === 'enum64') {
    if (type.size > 8) return 'it is wider than a register';
    return isSize({ name, type: id }) ? { kind: 'size' } : { kind: 'scalar' };
  }
  if (type.kind !== 'ptr') return 'only numbers and pointers are passed in registers';
  if (/__ign$/.test(name)) return { kind: 'unchecked' };
  if (/__str$/.test(name)) return { kind: 'string' };
  if (/__map$/.test(name)) return { kind: 'map' };
  const nullable = /__(nullable|opt)(__|$)/.test(name);
  const pointee = typeOf(btf, resolve(btf, type.type));
  const struct = structName(pointee);
  if (struct === 'bpf_dynptr')
    return /__uninit$/.test(name) ? { kind: 'dynptr', uninit: true } : { kind: 'dynptr' };
  if (struct !== undefined && CONTEXTS.has(struct)) return { kind: 'ctx' };
  // An object that only the host knows the inside of.
  if (pointee.kind === 'fwd') return { kind: 'object' };
  const write = !isConst(btf, type.type);
  const uninit = write && /__uninit(__|$)/.test(name);
  const access = {
    ...(write && ({ write } as const)),
    ...(uninit && ({ uninit } as const)),
    ...(nullable && ({ nullable } as const)),
  };
  if (isSize(next)) return { kind: 'mem', ...access };
  const bytes = sizeOf(btf, type.type);
  if (bytes === undefined || bytes === 0)
    return 'the size of the memory behind the pointer is not known; name the parameter that says it: `--host-kfunc=f(data,data__sz)`';
  return { kind: 'mem', bytes, ...access };
}

const structName = (type: BtfType): string | undefined =>
  type.kind === 'struct' || type.kind === 'fwd' ? type.name : undefined;

/** Whether what a pointer leads to is `const`. */
function isConst(btf: Btf, id: BtfId): boolean {
  for (let at = id; ; ) {
    const type = typeOf(btf, at);
    if (type.kind === 'const') return true;
    if (type.kind !== 'volatile' && type.kind !== 'typedef' && type.kind !== 'type_tag') return false;
    at = type.type;
  }
}

function returnOf(btf: Btf, id: BtfId): KfuncReturn | string {
  if (skipModifiers(btf, id) === 0) return { kind: 'void' };
  const type = typeOf(btf, resolve(btf, id));
  if (type.kind === 'int' || type.kind === 'enum' || type.kind === 'enum64')
    return type.size <= 8 ? { kind: 'scalar' } : 'it returns more than a register';
  if (type.kind !== 'ptr') return 'it returns neither a number nor a pointer';
  const pointee = typeOf(btf, resolve(btf, type.type));
  if (structName(pointee) !== undefined) return { kind: 'host' };
  const bytes = sizeOf(btf, type.type);
  if (bytes === undefined || bytes === 0) return 'the size behind the pointer that it returns is not known';
  return { kind: 'mem', bytes, write: !isConst(btf, type.type) };
}
