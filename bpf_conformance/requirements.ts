import type { Cpu, Group, Insn, InsnDesc } from '../src/isa/types.js';

/** What a machine must know in order to run a program. */
export interface Requirements {
  readonly cpu: Cpu;
  readonly groups: ReadonlySet<Group>;
}

export const CPUS: readonly Cpu[] = ['v1', 'v2', 'v3', 'v4'];

/** The groups as the public suite names them, and ours for what is not in RFC 9669. */
export const GROUPS: readonly Group[] = [
  'base32',
  'base64',
  'atomic32',
  'atomic64',
  'divmul32',
  'divmul64',
  'callx',
  'packet',
  'kernel',
];

/**
 * Where the public suite's own list deviates from RFC 9669's appendix, which the instruction table follows.
 * Selecting tests by group must select what the suite's runner does.
 */
const SUITE_GROUPS: Readonly<Record<string, Group>> = { 'sub.reg': 'base32', neg: 'base32' };

function groupsOf(desc: InsnDesc): readonly Group[] {
  const { sem } = desc;
  if (SUITE_GROUPS[desc.id]) return [SUITE_GROUPS[desc.id]!];
  if (sem.kind === 'load' && sem.signed) return ['base32'];
  return desc.groups;
}

/** The suite takes all atomics for v3, the plain add that v1 has included. */
const cpuOf = (desc: InsnDesc): Cpu => (desc.sem.kind === 'atomic' && desc.cpu === 'v1' ? 'v3' : desc.cpu);

/** The highest version and all groups that a program's instructions need; of no instructions: v1 and base32. */
export function requirementsOf(insns: readonly Insn[]): Requirements {
  const groups = new Set<Group>(['base32']);
  let cpu = 0;
  for (const { desc } of insns) {
    for (const group of groupsOf(desc)) groups.add(group);
    cpu = Math.max(cpu, CPUS.indexOf(cpuOf(desc)));
  }
  return { cpu: CPUS[cpu]!, groups };
}
