import koffi from 'koffi';
import { encodeCode } from '../src/isa/codec.js';
import { insnById } from '../src/isa/table.js';
import type { Insn } from '../src/isa/types.js';
import type { ConformanceTest, Execution } from './run.js';

/**
 * The running Linux kernel as an engine: the program becomes a local function of a traffic control program,
 * called with the address of a map value as memory, and all 64 bits of its result go to another map value.
 * Needs the right to load programs (root, or CAP_BPF and more).
 */

/** `enum bpf_cmd`. */
const CMD = {
  MAP_CREATE: 0,
  MAP_LOOKUP_ELEM: 1,
  MAP_UPDATE_ELEM: 2,
  PROG_LOAD: 5,
  PROG_TEST_RUN: 10,
} as const;
const MAP_TYPE_ARRAY = 2;
const PROG_TYPE_SCHED_CLS = 3;
/** Bytes of `union bpf_attr` that are given; the kernel takes the rest for zero. */
const ATTR_SIZE = 128;
const LOG_SIZE = 1 << 20;
const SYS_BPF: Partial<Record<string, number>> = { x64: 321, arm64: 280, riscv64: 280 };

const libc = koffi.load(null);
const syscall = libc.func('long syscall(long number, int command, void *attr, unsigned int size)');
const close = libc.func('int close(int fd)');

/** Fills an attribute: values by offset in bytes, of 4 bytes each, buffers as 8-byte addresses. */
function bpf(command: number, fields: Readonly<Record<number, number | Uint8Array>>): number {
  const attr = Buffer.alloc(ATTR_SIZE);
  for (const [offset, value] of Object.entries(fields)) {
    if (typeof value === 'number') attr.writeInt32LE(value, Number(offset));
    else attr.writeBigUInt64LE(BigInt(koffi.address(value)), Number(offset));
  }
  const number = SYS_BPF[process.arch];
  return number === undefined ? -1 : Number(syscall(number, command, attr, ATTR_SIZE));
}

const createArray = (valueSize: number): number =>
  bpf(CMD.MAP_CREATE, { 0: MAP_TYPE_ARRAY, 4: 4, 8: valueSize, 12: 1 });

/** Whether programs can be loaded here at all. */
export function kernelAvailable(): boolean {
  const fd = createArray(8);
  if (fd >= 0) close(fd);
  return fd >= 0;
}

const insn = (id: string, fields: Partial<Insn>): Insn => ({
  desc: insnById(id)!,
  dst: 0,
  src: 0,
  offset: 0,
  imm: 0n,
  ...fields,
});

/** Calls the program that follows and stores its result. */
function prologue(memory: { fd: number; size: number } | undefined, resultFd: number): Insn[] {
  const load = memory
    ? [
        insn('lddw.map_value', { dst: 1, src: 2, imm: BigInt(memory.fd) }),
        insn('mov.imm', { dst: 2, imm: BigInt(memory.size) }),
      ]
    : [];
  return [
    ...load,
    insn('call.local', { src: 1, imm: 5n }),
    insn('lddw.map_value', { dst: 1, src: 2, imm: BigInt(resultFd) }),
    insn('stxdw', { dst: 1 }),
    insn('mov.imm', {}),
    insn('exit', {}),
  ];
}

/** Runs a program in the kernel; the memory gets what the program left in it. */
export function executeOnKernel(test: ConformanceTest): Execution {
  const fds: number[] = [];
  const key = new Uint8Array(4);
  try {
    const result = createArray(8);
    fds.push(result);
    let memory: { fd: number; size: number } | undefined;
    if (test.memory) {
      memory = { fd: createArray(test.memory.length), size: test.memory.length };
      fds.push(memory.fd);
      bpf(CMD.MAP_UPDATE_ELEM, { 0: memory.fd, 8: key, 16: test.memory });
    }
    const code = encodeCode([...prologue(memory, result), ...test.code.insns]);
    const license = Buffer.from('GPL\0');
    const log = Buffer.alloc(LOG_SIZE);
    const program = bpf(CMD.PROG_LOAD, {
      0: PROG_TYPE_SCHED_CLS,
      4: code.length / 8,
      8: code,
      16: license,
      24: 1,
      28: LOG_SIZE,
      32: log,
    });
    if (program < 0) return { kind: 'error', message: lastLine(log) };
    fds.push(program);
    const packet = new Uint8Array(64);
    const ran = bpf(CMD.PROG_TEST_RUN, { 0: program, 8: packet.length, 16: packet, 32: 1 });
    if (ran < 0) return { kind: 'error', message: 'the kernel loaded the program and could not run it' };
    const r0 = new Uint8Array(8);
    bpf(CMD.MAP_LOOKUP_ELEM, { 0: result, 8: key, 16: r0 });
    if (memory) bpf(CMD.MAP_LOOKUP_ELEM, { 0: memory.fd, 8: key, 16: test.memory! });
    return { kind: 'result', r0: new DataView(r0.buffer).getBigUint64(0, true) };
  } finally {
    for (const fd of fds) if (fd >= 0) close(fd);
  }
}

/** What the verifier complained of: the last line of its log but for the statistics. */
function lastLine(log: Buffer): string {
  const text = log.toString('latin1', 0, log.indexOf(0));
  const lines = text.split('\n').filter(line => line !== '' && !/^processed \d+ insns/.test(line));
  return lines[lines.length - 1] ?? 'rejected without a word';
}
