/** The machines there is code for, by their LLVM triple. */
import { arch } from 'node:os';

export interface Target {
  readonly triple: string;
  readonly help: string;
  /** What `process.arch` calls it. */
  readonly nodeArch: string;
  /** Other first words of its triple. */
  readonly aliases: readonly string[];
}

export const TARGETS: readonly Target[] = [
  { triple: 'x86_64-linux-gnu', help: '64-bit x86', nodeArch: 'x64', aliases: ['x86-64', 'amd64'] },
  { triple: 'aarch64-linux-gnu', help: '64-bit Arm, little-endian', nodeArch: 'arm64', aliases: ['arm64'] },
  { triple: 'riscv64-linux-gnu', help: '64-bit RISC-V', nodeArch: 'riscv64', aliases: [] },
];

/** The target that a triple or a machine's name (`--target=`) means; the one we run on when there is none. */
export function findTarget(name: string | undefined): Target | undefined {
  if (name === undefined) return TARGETS.find(target => target.nodeArch === arch());
  return TARGETS.find(({ triple, aliases }) => {
    const machines = [triple.split('-')[0]!, ...aliases];
    return machines.some(machine => {
      if (name === machine) return true;
      return (
        name.startsWith(`${machine}-`) && /^(\w+-)?linux(-(gnu|musl))?$/.test(name.slice(machine.length + 1))
      );
    });
  });
}
