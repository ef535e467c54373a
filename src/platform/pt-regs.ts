/**
 * The registers of a probed function, in the order of the struct that `bpf_user_pt_regs_t` is on each target:
 * struct pt_regs on x86-64, struct user_pt_regs on AArch64, struct user_regs_struct on RISC-V. All are 64 bits wide.
 */
export type TargetArch = 'x86_64' | 'aarch64' | 'riscv64';

export interface PtRegs {
  readonly struct: string;
  readonly registers: readonly string[];
  /** The registers of the C calling convention: integer arguments in order, and the result. */
  readonly args: readonly string[];
  readonly result: string;
  readonly ip: string;
  readonly sp: string;
}

const count = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}${from + i}`);

export const PT_REGS: Readonly<Record<TargetArch, PtRegs>> = {
  x86_64: {
    struct: 'pt_regs',
    registers: [
      ...['r15', 'r14', 'r13', 'r12', 'bp', 'bx', 'r11', 'r10', 'r9', 'r8'],
      ...['ax', 'cx', 'dx', 'si', 'di', 'orig_ax', 'ip', 'cs', 'flags', 'sp', 'ss'],
    ],
    args: ['di', 'si', 'dx', 'cx', 'r8', 'r9'],
    result: 'ax',
    ip: 'ip',
    sp: 'sp',
  },
  aarch64: {
    struct: 'user_pt_regs',
    registers: [...count('x', 0, 30), 'sp', 'pc', 'pstate'],
    args: count('x', 0, 7),
    result: 'x0',
    ip: 'pc',
    sp: 'sp',
  },
  riscv64: {
    struct: 'user_regs_struct',
    registers: [
      ...['pc', 'ra', 'sp', 'gp', 'tp'],
      ...count('t', 0, 2),
      ...count('s', 0, 1),
      ...count('a', 0, 7),
      ...count('s', 2, 11),
      ...count('t', 3, 6),
    ],
    args: count('a', 0, 7),
    result: 'a0',
    ip: 'pc',
    sp: 'sp',
  },
};

/** Byte offset of a register in the struct; -1 when the target has none of that name. */
export function registerOffset(arch: TargetArch, register: string): number {
  const index = PT_REGS[arch].registers.indexOf(register);
  return index < 0 ? -1 : 8 * index;
}
