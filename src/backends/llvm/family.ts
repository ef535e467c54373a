/** Helpers whose result depends on the type of the program, but which are not told it. */
import type { Func, IrModule } from '../../ir/function.js';
import { programType } from '../../platform/programs.js';

/** `enum ebpfc_family`, runtime-c/include/ebpfc.h: the kind of context that a program has. */
export const FAMILY = { unknown: 0, skb: 1, xdp: 2, other: 3 } as const;
export type Family = (typeof FAMILY)[keyof typeof FAMILY];

/** bpf_redirect, whose verdicts differ, and bpf_perf_event_output, which may append the packet. */
export const FAMILY_HELPERS: ReadonlySet<number> = new Set([23, 25]);

/** The family of each function: a program's by its type, a subprogram's by its callers, unknown where they differ. */
export function familiesOf(module: IrModule): ReadonlyMap<Func, Family> {
  const found = new Map<Func, Family>();
  const visit = (func: Func, family: Family): void => {
    const known = found.get(func);
    const joined = known === undefined || known === family ? family : FAMILY.unknown;
    if (joined === known) return;
    found.set(func, joined);
    for (const block of func.order)
      for (const inst of func.block(block).insts) {
        const { op, ref } = func.inst(inst);
        if (op === 'call' || op === 'func.addr') visit(module.functions[ref]!, joined);
      }
  };
  for (const func of module.functions) {
    if (func.entry === 'sub') continue;
    visit(func, func.programType === undefined ? FAMILY.unknown : familyOf(func.programType));
  }
  return found;
}

function familyOf(type: NonNullable<Func['programType']>): Family {
  switch (programType(type).context) {
    case 'xdp_md':
      return FAMILY.xdp;
    case '__sk_buff':
      return FAMILY.skb;
    default:
      return FAMILY.other;
  }
}
