/**
 * Calls made from the helper table, put to the running kernel: each prototype's own call must be accepted, and
 * each change of one argument accepted or refused as the prototype says.
 */
import test from 'ava';
import type { ContextUser } from '../../../src/platform/contexts.js';
import type { Arg, Helper } from '../../../src/platform/helpers/prototype.js';
import { argsOf, HELPERS, mayCall } from '../../../src/platform/helpers.js';
import { MAP_FLAGS, MAP_TYPES, type MapFlag, type MapType, takesMap } from '../../../src/platform/maps.js';
import { ATTACH_TYPES, programType, returnRange } from '../../../src/platform/programs.js';
import { askKernel, type Create, EXIT, insn, type Load, loadMap, mov } from './kernel.js';

/** The first of these that may call a helper is asked. */
const CALLERS: readonly ContextUser[] = [
  { type: 'kprobe' },
  { type: 'sched_cls' },
  { type: 'xdp', attachType: 'XDP' },
  { type: 'cgroup_skb', attachType: 'CGROUP_INET_INGRESS' },
  { type: 'sk_skb' },
  { type: 'sk_msg', attachType: 'SK_MSG_VERDICT' },
  { type: 'sock_ops', attachType: 'CGROUP_SOCK_OPS' },
  { type: 'perf_event' },
  { type: 'lwt_xmit' },
  { type: 'lwt_seg6local' },
  { type: 'cgroup_sysctl', attachType: 'CGROUP_SYSCTL' },
  { type: 'cgroup_sock', attachType: 'CGROUP_INET_SOCK_CREATE' },
  { type: 'cgroup_sock_addr', attachType: 'CGROUP_INET4_CONNECT' },
  { type: 'sk_reuseport', attachType: 'SK_REUSEPORT_SELECT' },
  { type: 'sk_lookup', attachType: 'SK_LOOKUP' },
  { type: 'syscall' },
];

/** Kinds whose values need BTF, a lock, an object or a callback: calls with them are not built here. */
const BUILT = new Set<Arg['kind']>([
  ...(['ANYTHING', 'CONST_MAP_PTR', 'PTR_TO_MAP_KEY', 'PTR_TO_MAP_VALUE', 'PTR_TO_MEM'] as const),
  ...(['PTR_TO_FIXED_SIZE_MEM', 'CONST_SIZE', 'CONST_SIZE_OR_ZERO', 'PTR_TO_CTX'] as const),
]);
/** Helpers that a kernel may be built or locked down without, or that ask more than types of their arguments. */
const LEFT_OUT = new Set([
  'bpf_override_return',
  'bpf_probe_write_user',
  'bpf_skb_get_xfrm_state',
  'bpf_trace_printk', // the format must be in a frozen map
  'bpf_trace_vprintk',
  'bpf_snprintf_btf',
  'bpf_sys_bpf',
  'bpf_btf_find_by_name_kind',
]);

const MAP_FD = 100;
const READ_ONLY_FD = 99;
const BYTES = 64;

/** One map of each type as descriptor MAP_FD + number, and an array that programs cannot write. */
const MAPS: readonly Create[] = [
  {
    kind: 'map',
    fd: READ_ONLY_FD,
    type: 2,
    keySize: 4,
    valueSize: BYTES,
    maxEntries: 1,
    flags: MAP_FLAGS.RDONLY_PROG,
  },
  ...MAP_TYPES.map((type): Create => {
    const required: readonly MapFlag[] = (type as MapType).required ?? [];
    return {
      kind: 'map',
      fd: MAP_FD + type.id,
      type: type.id,
      keySize: Math.max(type.key.min, Math.min(type.key.max, 8)),
      valueSize: Math.max(type.value.min, Math.min(type.value.max, 8)),
      maxEntries: { positive: 1, zero: 0, one: 1, ring: 4096 }[type.entries],
      flags: required.reduce((mask, name) => mask | MAP_FLAGS[name], 0),
    };
  }),
];

const MOV_REG = 0xbf;
const ADD_IMM = 0x07;
const STORE_DW = 0x7a;
const CALL = 0x85;
const FRAME = 10;
const SAVED_CTX = 6;

/** What register `reg` is given. */
type Choice = 'good' | 'unset' | 'zero' | 'read_only';

function setArg(reg: number, arg: Arg, map: number | undefined, choice: Choice): Buffer[] {
  if (choice === 'unset') return [];
  if (choice === 'zero') return [mov(reg, 0)];
  if (choice === 'read_only') return [Buffer.concat([insn(0x18, reg, 2, 0, READ_ONLY_FD), insn(0)])]; // BPF_PSEUDO_MAP_VALUE
  switch (arg.kind) {
    case 'ANYTHING':
      return [mov(reg, 0)];
    case 'CONST_MAP_PTR':
      return [loadMap(reg, MAP_FD + map!)];
    case 'CONST_SIZE':
    case 'CONST_SIZE_OR_ZERO':
      return [mov(reg, 8)];
    case 'PTR_TO_CTX':
      return [insn(MOV_REG, reg, SAVED_CTX)];
    default:
      return [insn(MOV_REG, reg, FRAME), insn(ADD_IMM, reg, 0, 0, -BYTES)];
  }
}

const builds = (helper: Helper, user: ContextUser): boolean =>
  !LEFT_OUT.has(helper.name) &&
  !helper.effects.includes('acquires') &&
  argsOf(helper, user).every(arg => BUILT.has(arg.kind));

interface Question {
  readonly name: string;
  readonly load: Load;
  readonly expected: boolean;
}

/** A program that calls a helper once; `map` is the type of its map. */
function program(
  helper: Helper,
  user: ContextUser,
  map: number | undefined,
  choices: readonly Choice[],
): Load {
  const row = programType(user.type);
  return {
    kind: 'program',
    type: row.id,
    attachType: user.attachType ? ATTACH_TYPES.indexOf(user.attachType) : 0,
    sleepable: user.type === 'syscall' || helper.effects.includes('may_sleep'),
    code: [
      insn(MOV_REG, SAVED_CTX, 1),
      ...Array.from({ length: BYTES / 8 }, (_, i) => insn(STORE_DW, FRAME, 0, -8 * (i + 1))),
      insn(CALL, 0, 0, 0, 5), // forgets r1 to r5
      ...argsOf(helper, user).flatMap((arg, i) => setArg(i + 1, arg, map, choices[i]!)),
      insn(CALL, 0, 0, 0, helper.id),
      mov(0, Math.max(returnRange(row, user.attachType)?.min ?? 0, 0)),
      EXIT,
    ],
  };
}

function ask(helper: Helper, user: ContextUser): Question[] {
  const args = argsOf(helper, user);
  const map = MAP_TYPES.find(type => takesMap(helper.name, type))?.id;
  const load = (choices: readonly Choice[]): Load => program(helper, user, map, choices);
  const good: readonly Choice[] = args.map(() => 'good');
  const questions: Question[] = [{ name: helper.name, load: load(good), expected: true }];
  args.forEach((arg, i) => {
    const change = (what: string, changes: Readonly<Record<number, Choice>>, expected: boolean) =>
      questions.push({
        name: `${helper.name} argument ${i + 1} ${what}`,
        load: load(good.map((choice, k) => changes[k] ?? choice)),
        expected,
      });
    change('unset', { [i]: 'unset' }, false);
    const size = args[i + 1]?.kind.startsWith('CONST_SIZE') ? { [i + 1]: 'zero' as const } : {};
    const mayBeNull = arg.flags.includes('PTR_MAYBE_NULL');
    if (arg.kind.startsWith('PTR_') || arg.kind === 'CONST_MAP_PTR')
      change('null', { [i]: 'zero', ...(mayBeNull ? size : {}) }, mayBeNull);
    if (arg.kind === 'CONST_SIZE') change('zero', { [i]: 'zero' }, false);
    if (arg.kind === 'CONST_SIZE_OR_ZERO') change('zero', { [i]: 'zero' }, true);
    if (arg.kind === 'PTR_TO_MEM' || arg.kind === 'PTR_TO_FIXED_SIZE_MEM')
      change('in read-only memory', { [i]: 'read_only' }, !arg.flags.includes('MEM_WRITE'));
  });
  return questions;
}

test('the kernel takes the same arguments', t => {
  const questions: Question[] = [];
  const helpers = new Set<string>();
  for (const helper of HELPERS) {
    const user = CALLERS.find(caller => mayCall(helper, caller));
    if (!user || !builds(helper, user)) continue;
    helpers.add(helper.name);
    questions.push(...ask(helper, user));
  }
  t.true(helpers.size > 120, `${helpers.size} helpers`);
  const answers = askKernel([...MAPS, ...questions.map(q => q.load)])?.slice(MAPS.length);
  if (!answers) {
    t.log('skipped: the kernel does not let this user load programs');
    t.pass();
    return;
  }
  const wrong = questions.flatMap((q, i) =>
    q.expected === (answers[i] === 'ok')
      ? []
      : `${q.name}: expected ${q.expected ? 'accepted' : 'refused'}, kernel ${answers[i]?.slice(-200)}`,
  );
  t.deepEqual(wrong, []);
});

/**
 * A DEVMAP belongs to the type of the first program that names it. Elements of socket maps are sockets, with
 * references that these programs neither have nor release.
 */
const asksOnlyTypes = (helper: Helper, type: MapType): boolean =>
  !helper.name.endsWith('_elem') || !['devmap', 'sockmap', 'sockhash'].includes(type.name);

test('the kernel takes the same maps', t => {
  const questions: (Question & { readonly map: number })[] = [];
  for (const helper of HELPERS) {
    const user = CALLERS.find(caller => mayCall(helper, caller));
    if (!user || !builds(helper, user)) continue;
    const args = argsOf(helper, user);
    if (!args.some(arg => arg.kind === 'CONST_MAP_PTR')) continue;
    for (const type of MAP_TYPES) {
      if (!asksOnlyTypes(helper, type)) continue;
      questions.push({
        name: `${helper.name} of ${type.name}`,
        map: type.id,
        load: program(
          helper,
          user,
          type.id,
          args.map(() => 'good'),
        ),
        expected: takesMap(helper.name, type),
      });
    }
  }
  const answers = askKernel([...MAPS, ...questions.map(q => q.load)]);
  if (!answers) {
    t.log('skipped: the kernel does not let this user load programs');
    t.pass();
    return;
  }
  // Maps that need BTF of their values cannot be made here.
  const made = new Set(MAP_TYPES.flatMap(({ id }, i) => (answers[i + 1] === 'ok' ? id : [])));
  t.true(made.size >= 25, `${made.size} maps`);
  const wrong = questions.flatMap((q, i) => {
    const answer = answers[MAPS.length + i]!;
    if (!made.has(q.map) || q.expected === (answer === 'ok')) return [];
    return `${q.name}: expected ${q.expected ? 'accepted' : 'refused'}, kernel ${answer.slice(-200)}`;
  });
  t.deepEqual(wrong, []);
});
