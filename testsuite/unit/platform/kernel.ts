/** The running kernel as an oracle: loads programs (never attaches or runs them) and hands back its verdicts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const SOURCE = resolve(import.meta.dirname, '../../../../testsuite/unit/platform/kernel-load.c');

export interface Load {
  /** `enum bpf_prog_type`. */
  readonly type: number;
  /** `enum bpf_attach_type`. */
  readonly attachType: number;
  readonly code: readonly Buffer[];
}

/** One instruction of 8 bytes. */
export function insn(opcode: number, dst = 0, src = 0, offset = 0, imm = 0): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt8(opcode, 0);
  bytes.writeUInt8((src << 4) | dst, 1);
  bytes.writeInt16LE(offset, 2);
  bytes.writeInt32LE(imm, 4);
  return bytes;
}

export const EXIT = insn(0x95);
export const mov = (dst: number, imm: number): Buffer => insn(0xb7, dst, 0, 0, imm);

/** Verdict of each program: `ok`, or the error number and log. Undefined when the kernel cannot be asked. */
export function askKernel(loads: readonly Load[]): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-kernel-'));
  try {
    const tool = join(folder, 'kernel-load');
    execFileSync('cc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', tool, SOURCE], { stdio: 'pipe' });
    const ask = (programs: readonly Load[]): string[] => {
      const input = programs.map(p => `${p.type} ${p.attachType} ${Buffer.concat(p.code).toString('hex')}\n`);
      return execFileSync(tool, { input: input.join(''), encoding: 'utf8', maxBuffer: 1 << 28 })
        .split('\n')
        .slice(0, -1);
    };
    const trial = ask([{ type: 1, attachType: 0, code: [mov(0, 0), EXIT] }]);
    return trial[0] === 'ok' ? ask(loads) : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
