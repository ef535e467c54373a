/**
 * Multiversioning: functions with loops are compiled again for newer processors, and an indirect function (ifunc)
 * chooses among them when the object is loaded. A call costs nothing more, and the object still runs anywhere.
 *
 * Only loops gain: what newer processors have is mostly wider vectors, bit counting and shifts without flags.
 */
import type { IrModule } from '../../ir/function.js';
import { inlineLoop } from './loop.js';
import { globalName } from './text.js';

/** One more set of processor features to compile for. */
export interface Version {
  /** What is appended to the names of its functions; empty for what the triple alone allows. */
  readonly suffix: string;
  /** Attributes of its functions, each with a space before it. */
  readonly attributes: string;
}

export const BASELINE: Version = { suffix: '', attributes: '' };

/** One `cpuid` word and the bits of it that a version needs. */
interface CpuidTest {
  readonly leaf: number;
  /** 0 to 3: eax, ebx, ecx, edx. */
  readonly register: number;
  readonly bits: readonly number[];
}

interface X86Version extends Version {
  /** Bits of XCR0: the registers that the kernel saves. */
  readonly xcr0: number;
  readonly tests: readonly CpuidTest[];
}

const [EBX, ECX] = [1, 2];

/**
 * Worst first. Intel SDM volume 2, CPUID; the levels of the x86-64 psABI. Vectors of 256 bits are preferred even
 * where there are wider ones, as compilers do for every processor that has them: wide ones may lower its clock. Tuned
 * for the newest processors that have no more than the version: how far to unroll comes from their model.
 */
const X86_VERSIONS: readonly X86Version[] = [
  {
    suffix: '.v3',
    attributes: ' "target-cpu"="x86-64-v3" "tune-cpu"="alderlake"',
    xcr0: 0x6,
    tests: [
      // FMA, SSE4.2, MOVBE, POPCNT, OSXSAVE, AVX, F16C
      { leaf: 1, register: ECX, bits: [12, 20, 22, 23, 27, 28, 29] },
      // BMI1, AVX2, BMI2
      { leaf: 7, register: EBX, bits: [3, 5, 8] },
      // LZCNT
      { leaf: 0x80000001, register: ECX, bits: [5] },
    ],
  },
  {
    suffix: '.v4',
    attributes:
      ' "target-cpu"="x86-64-v4" "tune-cpu"="sapphirerapids" "target-features"="+avx512bitalg,+avx512ifma,+avx512vbmi,+avx512vbmi2,+avx512vnni,+avx512vpopcntdq" "prefer-vector-width"="256"',
    xcr0: 0xe6,
    tests: [
      // AVX512F, DQ, IFMA, CD, BW, VL
      { leaf: 7, register: EBX, bits: [16, 17, 21, 28, 30, 31] },
      // AVX512 VBMI, VBMI2, VNNI, BITALG, VPOPCNTDQ
      { leaf: 7, register: ECX, bits: [1, 6, 11, 12, 14] },
    ],
  },
];

/** The versions beside the baseline that there are for a triple: where indirect functions exist, and features to ask for. */
export const versionsFor = (triple: string): readonly Version[] =>
  /^x86_64-.*linux-gnu$/.test(triple) ? X86_VERSIONS : [];

/** The functions that loop, by index, or call one that does. */
export function loopingFunctions({ functions }: IrModule): ReadonlySet<number> {
  const looping = new Set<number>();
  const callers = functions.map((): number[] => []);
  const add = (index: number): void => {
    if (looping.has(index)) return;
    looping.add(index);
    for (const caller of callers[index]!) add(caller);
  };
  const loops = functions.map((func, index) => {
    const position = new Map(func.order.map((block, i) => [block, i]));
    let loop = false;
    func.order.forEach((block, i) => {
      for (const inst of func.block(block).insts) {
        const data = func.inst(inst);
        if (data.op === 'call' || data.op === 'func.addr') callers[data.ref]!.push(index);
        loop ||= inlineLoop(func, data) !== undefined;
      }
      loop ||= func.terminator(block).targets.some(target => position.get(target.block)! <= i);
    });
    return loop;
  });
  loops.forEach((loop, index) => {
    if (loop) add(index);
  });
  return looping;
}

/** An exported function that is one of its versions, chosen by `@ebpfc.cpu`. The baseline is `NAME.v1`. */
export function exportedVersions(name: string, type: string, versions: readonly Version[]): string[] {
  const choice = versions.reduce<{ lines: string[]; best: string }>(
    ({ lines, best }, { suffix }, i) => ({
      lines: [
        ...lines,
        `  %has${i} = icmp uge i32 %level, ${i + 2}`,
        `  %best${i} = select i1 %has${i}, ptr ${globalName(name + suffix)}, ptr ${best}`,
      ],
      best: `%best${i}`,
    }),
    { lines: [], best: globalName(`${name}.v1`) },
  );
  return [
    `${globalName(name)} = protected ifunc ${type}, ptr ${globalName(`${name}.resolve`)}`,
    // Not internal: LLVM's call graph begins at what can be called from outside, and does not look into ifuncs.
    `define hidden ptr ${globalName(`${name}.resolve`)}() nounwind {`,
    '  %level = call i32 @ebpfc.cpu()',
    ...choice.lines,
    `  ret ptr ${choice.best}`,
    '}',
    '',
  ];
}

/**
 * `@ebpfc.cpu`: 1 for the baseline, 2 and up for each further version that this processor has. It asks once: under
 * a hypervisor each `cpuid` is a trap. It runs while the object is relocated, so it calls nothing.
 */
export function cpuLevel(): string[] {
  const lines = [
    '@ebpfc.cpu.level = internal global i32 0',
    'define internal i32 @ebpfc.cpu() nounwind noinline cold {',
    '  %known = load atomic i32, ptr @ebpfc.cpu.level monotonic, align 4',
    '  %asked = icmp ne i32 %known, 0',
    '  br i1 %asked, label %old, label %ask',
    'old:',
    '  ret i32 %known',
    'ask:',
    ...cpuid('%basic', 0),
    ...cpuid('%extended', 0x80000000),
    ...cpuid('%leaf1', 1),
    '  %max = extractvalue { i32, i32, i32, i32 } %basic, 0',
    '  %maxExtended = extractvalue { i32, i32, i32, i32 } %extended, 0',
    '  %hasSeven = icmp uge i32 %max, 7',
    '  %hasLzcnt = icmp ugt i32 %maxExtended, -2147483648',
    '  %features = extractvalue { i32, i32, i32, i32 } %leaf1, 2',
    `  %osxsave = and i32 %features, ${1 << 27}`,
    '  %saves = icmp ne i32 %osxsave, 0',
    '  %leaves = and i1 %hasSeven, %hasLzcnt',
    '  %modern = and i1 %leaves, %saves',
    '  br i1 %modern, label %v1, label %done',
    'v1:',
    '  %xcr = call { i32, i32 } asm sideeffect "xgetbv", "={ax},={dx},{cx},~{dirflag},~{fpsr},~{flags}"(i32 0)',
    '  %xcr0 = extractvalue { i32, i32 } %xcr, 0',
    ...cpuid('%leaf7', 7),
    ...cpuid('%leaf2147483649', 0x80000001),
  ];
  X86_VERSIONS.forEach(({ xcr0, tests }, i) => {
    const ok = [`%os${i}`];
    lines.push(`  %saved${i} = and i32 %xcr0, ${xcr0}`, `  %os${i} = icmp eq i32 %saved${i}, ${xcr0}`);
    tests.forEach(({ leaf, register, bits }, j) => {
      const mask = bits.reduce((sum, bit) => sum | (1 << bit), 0);
      const id = `${i}.${j}`;
      lines.push(
        `  %word${id} = extractvalue { i32, i32, i32, i32 } %leaf${leaf}, ${register}`,
        `  %bits${id} = and i32 %word${id}, ${mask}`,
        `  %test${id} = icmp eq i32 %bits${id}, ${mask}`,
        `  %ok${id} = and i1 ${ok.at(-1)}, %test${id}`,
      );
      ok.push(`%ok${id}`);
    });
    lines.push(`  br i1 ${ok.at(-1)}, label %has${i}, label %done`, `has${i}:`);
  });
  const levels = ['[ 1, %ask ]', '[ 1, %v1 ]', ...X86_VERSIONS.map((_, i) => `[ ${i + 2}, %has${i} ]`)];
  lines.push(
    '  br label %done',
    'done:',
    `  %level = phi i32 ${levels.join(', ')}`,
    '  store atomic i32 %level, ptr @ebpfc.cpu.level monotonic, align 4',
    '  ret i32 %level',
    '}',
    '',
  );
  return lines;
}

const cpuid = (name: string, leaf: number): string[] => [
  `  ${name} = call { i32, i32, i32, i32 } asm sideeffect "cpuid", "={ax},={bx},={cx},={dx},{ax},{cx},~{dirflag},~{fpsr},~{flags}"(i32 ${leaf | 0}, i32 0)`,
];
