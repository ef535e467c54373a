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
  /** By stage; a pass that runs several times counts once, with the sum. */
  readonly stages: ReadonlyMap<string, number>;
}

export const SIZES = [10, 100, 1000, 10000, 50000] as const;

/** Measures each shape at each size; throws when one does not compile. */
export function* measureScaling(sizes: readonly number[] = SIZES): Generator<ScalingRow> {
  compileShape('branches', 1000); // The first time is that of the JIT.
  for (const shape of Object.keys(SHAPES)) for (const size of sizes) yield compileShape(shape, size);
}

function compileShape(shape: string, size: number): ScalingRow {
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
  lowerModule(ir, {
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
    flags: 0,
    helperName: id => `helper_${id}`,
  });
  stage('lower');
  const totalMs = [...stages.values()].reduce((sum, ms) => sum + ms, 0);
  return { shape, insns: assembled.insns.length, totalMs, stages };
}

/** One line a row: the total, what an instruction costs, and the three dearest stages. */
export function formatScaling({ shape, insns, totalMs, stages }: ScalingRow): string {
  const dearest = [...stages].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
  const parts = dearest.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ');
  const each = ((totalMs * 1000) / insns).toFixed(1);
  return `${shape.padEnd(10)} ${String(insns).padStart(6)} insns ${totalMs.toFixed(1).padStart(8)} ms ${each.padStart(6)} us each   ${parts}`;
}
