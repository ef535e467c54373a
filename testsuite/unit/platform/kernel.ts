/** The running kernel as an oracle: loads programs and creates maps (never attaches or runs anything) and hands back its verdicts. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { MapShape } from '../../../src/platform/maps.js';

const SOURCE = resolve(import.meta.dirname, '../../../../testsuite/unit/platform/kernel-load.c');

export interface Load {
  readonly kind: 'program';
  /** `enum bpf_prog_type`. */
  readonly type: number;
  /** `enum bpf_attach_type`. */
  readonly attachType?: number;
  /** BPF_F_SLEEPABLE. */
  readonly sleepable?: boolean;
  readonly code: readonly Buffer[];
}

export interface Create extends MapShape {
  readonly kind: 'map';
  /** `enum bpf_map_type`. */
  readonly type: number;
  /** Descriptor that programs asked about later name it by. */
  readonly fd?: number;
}

const BPF_F_SLEEPABLE = 1 << 4;

function line(question: Load | Create): string {
  if (question.kind === 'program') {
    const { type, attachType = 0, sleepable, code } = question;
    return `p ${type} ${attachType} ${sleepable ? BPF_F_SLEEPABLE : 0} ${Buffer.concat(code).toString('hex')}\n`;
  }
  const { fd = 0, type, keySize, valueSize, maxEntries, flags } = question;
  return `m ${fd} ${type} ${keySize} ${valueSize} ${maxEntries} ${flags}\n`;
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
/** 16 bytes: the address of a map. */
export const loadMap = (dst: number, fd: number): Buffer =>
  Buffer.concat([insn(0x18, dst, 1, 0, fd), insn(0)]);
export const mov = (dst: number, imm: number): Buffer => insn(0xb7, dst, 0, 0, imm);

/** Answers in order: `ok`, or the error number and log. Undefined when the kernel cannot be asked. */
export function askKernel(questions: readonly (Load | Create)[]): readonly string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-kernel-'));
  try {
    const tool = join(folder, 'kernel-load');
    execFileSync('cc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', tool, SOURCE], { stdio: 'pipe' });
    const ask = (lines: readonly string[]): string[] =>
      execFileSync(tool, { input: lines.join(''), encoding: 'utf8', maxBuffer: 1 << 28 })
        .split('\n')
        .slice(0, -1);
    const trial = ask([line({ kind: 'program', type: 1, code: [mov(0, 0), EXIT] })]);
    return trial[0] === 'ok' ? ask(questions.map(line)) : undefined;
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
