/** What compiling costs as programs grow: our own CPU time, stage by stage, without clang. */
import { lowerModule } from '../../src/backends/llvm/module.js';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { assemble } from '../../src/frontend/asm/assemble.js';
import { moduleFromCode } from '../../src/frontend/raw.js';
import { LATE_PASSES, PASSES, runPasses } from '../../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../../src/ir/translate.js';

/** Programs of any length, each heavy in one thing: assembly of about `size` instructions. */
const SHAPES: Readonly<Record<string, (size: number) => string[]>> = {
  arithmetic: size => repeat(size, i => (i % 3 === 0 ? [`mul %r0, ${i + 3}`] : ['add %r0, %r2'])),
  branches: size => repeat(size / 3, i => [`jgt %r2, ${i}, +1`, 'add %r0, %r2', 'lsh %r0, 1']),
  loads: size => repeat(size / 2, i => [`ldxdw %r3, [%r1+${(i * 8) % 4000}]`, 'add %r0, %r3']),
  stack: size => [
    ...repeat(60, i => [`stxdw [%r10-${8 * i + 8}], %r2`]),
    ...repeat(size / 4, i => [
      `jgt %r2, ${i}, +1`,
      `stxdw [%r10-${8 * (i % 60) + 8}], %r0`,
      `ldxdw %r3, [%r10-${8 * ((i * 7) % 60) + 8}]`,
      'add %r0, %r3',
    ]),
  ],
};

const repeat = (count: number, lines: (i: number) => string[]): string[] =>
  Array.from({ length: Math.round(count) }, (_, i) => lines(i)).flat();

export interface ScalingRow {
  readonly shape: string;
  readonly insns: number;
  /** CPU time in milliseconds. */
  readonly totalMs: number;
  /** Bytes of the heap that the module and its text hold at the end. */
  readonly heapBytes: number;
  /** By stage; a pass that runs several times counts once, with the sum. */
  readonly stages: ReadonlyMap<string, number>;
}

export const SIZES = [10, 100, 1000, 10000, 30000, 100000] as const;

/** Measures each shape at each size; throws when one does not compile. */
export function* measureScaling(sizes: readonly number[] = SIZES): Generator<ScalingRow> {
  compileShape('branches', 1000); // The first time is that of the JIT.
  for (const shape of Object.keys(SHAPES)) for (const size of sizes) yield compileShape(shape, size);
}

function compileShape(shape: string, size: number): ScalingRow {
  globalThis.gc?.();
  const heapBefore = process.memoryUsage().heapUsed;
  const sink = new DiagnosticSink();
  const text = `${['mov %r0, 1', ...SHAPES[shape]!(size)].join('\n')}\nexit\n`;
  const assembled = assemble(text, sink, { file: shape });
  const stages = new Map<string, number>();
  let last = process.cpuUsage();
  const stage = (name: string) => {
    const now = process.cpuUsage();
    const ms = (now.user + now.system - last.user - last.system) / 1000;
    stages.set(name, (stages.get(name) ?? 0) + ms);
    last = now;
  };
  const module = assembled && moduleFromCode(shape, assembled.insns, {}, sink);
  stage('link');
  const ir = module && translateModule(module, { entry: 'raw', stackSize: KERNEL_STACK_SIZE }, sink);
  if (!assembled || !ir) throw new Error(`${shape}: ${sink.diagnostics[0]?.message}`);
  stage('translate');
  const options = { disabled: new Set<string>(), sink, after: (pass: { name: string }) => stage(pass.name) };
  runPasses(ir, options, [...PASSES, ...LATE_PASSES]);
  const lowered = lowerModule(ir, {
    triple: 'x86_64-linux-gnu',
    target: 'x86_64-linux-gnu',
    debug: false,
    features: '',
    producer: '',
    command: '',
    inputSha256: '',
    zeroStack: true,
    versions: [],
    disabledPasses: new Set(),
    inline: true,
    standalone: false,
    flags: 0,
    helperName: id => `helper_${id}`,
  });
  stage('lower');
  globalThis.gc?.();
  const heapBytes = Math.max(0, process.memoryUsage().heapUsed - heapBefore) + lowered.length;
  const totalMs = [...stages.values()].reduce((sum, ms) => sum + ms, 0);
  return { shape, insns: assembled.insns.length, totalMs, heapBytes, stages };
}

/**
 * The power of the size that the time grows with from 1,000 instructions on, by shape: 1 is linear, and n log n is 1.1
 * over these sizes. A line through the logarithms, by least squares.
 */
export function growthOf(rows: readonly ScalingRow[]): Map<string, number> {
  const growth = new Map<string, number>();
  for (const shape of new Set(rows.map(row => row.shape))) {
    const points = rows
      .filter(row => row.shape === shape && row.insns >= 1000)
      .map(row => [Math.log(row.insns), Math.log(row.totalMs)] as const);
    const mean = (i: 0 | 1): number => points.reduce((sum, point) => sum + point[i], 0) / points.length;
    const [x, y] = [mean(0), mean(1)];
    const slope = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
    growth.set(shape, slope / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0));
  }
  return growth;
}

/** One line a row: the total, what an instruction costs, and the three dearest stages. */
export function formatScaling({ shape, insns, totalMs, heapBytes, stages }: ScalingRow): string {
  const dearest = [...stages].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  const parts = dearest.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ');
  const each = ((totalMs * 1000) / insns).toFixed(1);
  return `${shape.padEnd(10)} ${String(insns).padStart(6)} insns ${totalMs.toFixed(1).padStart(8)} ms ${each.padStart(6)} us each ${(heapBytes / 2 ** 20).toFixed(0).padStart(5)} MiB   ${parts}`;
}
