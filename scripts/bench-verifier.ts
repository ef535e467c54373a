/**
 * Times the verifier beside the kernel's, on the programs of the open corpus that the kernel accepts.
 *
 *     node build/scripts/bench-verifier.js [--corpus DIR] [--grep TEXT] [--rounds N] [--json FILE]
 *
 * Ours is the processor time of one verification when the code is warm, without reading, translating and passes; the
 * kernel's is what its log says of a load. Both are the least of some rounds. Programs that libbpf cannot load
 * (maps of the old form) are left out, and counted. Needs root, cc and libbpf.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { linkModule } from '../src/frontend/link.js';
import { readObject } from '../src/frontend/object.js';
import type { IrModule } from '../src/ir/function.js';
import { runPasses } from '../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../src/ir/translate.js';
import { type ProgramTypeName, programType } from '../src/platform/programs.js';
import { matchSection } from '../src/platform/sections.js';
import { Verifier } from '../src/verifier/verify.js';

interface ManifestProgram {
  readonly name: string;
  readonly prog_type: ProgramTypeName;
  readonly verdict: string;
}

interface ManifestFile {
  readonly file: string;
  readonly category: string;
  readonly programs?: readonly ManifestProgram[];
}

interface Row {
  readonly name: string;
  /** Milliseconds. */
  readonly ours: number;
  readonly kernel: number;
  /** Instructions of the IR that we executed; instructions that the kernel processed. */
  readonly steps: number;
  readonly processed: number;
}

const { values: flags } = parseArgs({
  options: {
    corpus: { type: 'string', default: '../shared/corpus' },
    grep: { type: 'string', default: '' },
    rounds: { type: 'string', default: '5' },
    json: { type: 'string' },
  },
});

const root = resolve(import.meta.dirname, '../..');

/** By program: microseconds and instructions. */
function kernelTimes(
  tool: string,
  file: string,
  programs: readonly ManifestProgram[],
): Map<string, readonly [number, number]> {
  const args = programs.flatMap(p => [p.name, String(programType(p.prog_type).id)]);
  const { stdout } = spawnSync(tool, [file, ...args], { encoding: 'utf8', timeout: 120_000 });
  const times = new Map<string, readonly [number, number]>();
  for (const line of (stdout ?? '').split('\n')) {
    const [name, usec, insns] = line.split(' ');
    if (name && insns !== undefined) times.set(name, [Number(usec), Number(insns)]);
  }
  return times;
}

function irOf(path: string, type: ProgramTypeName): IrModule | undefined {
  const sink = new DiagnosticSink();
  const object = readObject(path, new Uint8Array(readFileSync(path)), sink);
  const module = object && linkModule([object], { allowUndefined: true }, sink);
  const options = { entry: 'ctx', stackSize: KERNEL_STACK_SIZE, programType: type } as const;
  const ir = module && translateModule(module, options, sink);
  if (ir) runPasses(ir, { disabled: new Set(), sink: new DiagnosticSink() });
  return ir;
}

/** Milliseconds of processor time, and steps. */
function verifyTime(ir: IrModule, program: ManifestProgram): readonly [number, number] {
  const index = ir.functions.findIndex(f => f.spec.name === program.name);
  let least = Number.POSITIVE_INFINITY;
  let steps = 0;
  for (let round = 0; round < Number(flags.rounds); round++) {
    const start = process.cpuUsage();
    const verifier = new Verifier(ir, {
      arch: 'x86_64',
      userOf: spec => ({ type: program.prog_type, attachType: matchSection(spec.section)?.rule.attachType }),
    });
    steps = verifier.verify(index, new DiagnosticSink()).steps;
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return [least, steps];
}

function percentile(list: readonly number[], p: number): string {
  const sorted = [...list].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0).toFixed(2);
}

function main(): void {
  const manifestPath = join(flags.corpus, 'MANIFEST.json');
  if (!existsSync(manifestPath)) {
    console.log(`skipped: ${manifestPath} is not there`);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-verifier-'));
  const tool = join(folder, 'kernel-verifier');
  execFileSync('cc', [
    '-std=gnu11',
    '-O1',
    '-o',
    tool,
    join(root, 'testsuite/bench/kernel-verifier.c'),
    '-lbpf',
  ]);
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { files: ManifestFile[] };
  const rows: Row[] = [];
  let left = 0;
  for (const { file, category, programs = [] } of manifest.files) {
    const accepted = programs.filter(
      p => p.verdict === 'accepted' && `${file}:${p.name}`.includes(flags.grep),
    );
    if (category !== 'elf' || accepted.length === 0) continue;
    const path = join(flags.corpus, file);
    const kernel = kernelTimes(tool, path, accepted);
    left += accepted.length - kernel.size;
    const ir = kernel.size > 0 ? irOf(path, accepted[0]!.prog_type) : undefined;
    for (const program of ir ? accepted : []) {
      const theirs = kernel.get(program.name);
      if (theirs === undefined) continue;
      const [ours, steps] = verifyTime(ir!, program);
      rows.push({
        name: `${file}:${program.name}`,
        ours,
        kernel: theirs[0] / 1000,
        steps,
        processed: theirs[1],
      });
    }
  }
  rmSync(folder, { recursive: true });
  console.log(`${rows.length} programs, ${left} that libbpf does not load; milliseconds`);
  for (const who of ['ours', 'kernel'] as const) {
    const ms = rows.map(row => row[who]);
    const sum = ms.reduce((a, b) => a + b, 0).toFixed(0);
    console.log(
      `${who.padEnd(7)} p50 ${percentile(ms, 50)}  p95 ${percentile(ms, 95)}  max ${percentile(ms, 100)}  sum ${sum}`,
    );
  }
  const steps = rows.reduce((sum, row) => sum + row.steps, 0);
  const processed = rows.reduce((sum, row) => sum + row.processed, 0);
  console.log(`steps ${steps}, the kernel processed ${processed} instructions`);
  console.log(
    `no slower than the kernel: ${rows.filter(row => row.ours <= row.kernel).length} of ${rows.length}`,
  );
  for (const row of [...rows].sort((a, b) => b.ours - a.ours).slice(0, 5))
    console.log(`  ${row.ours.toFixed(1)} (kernel ${row.kernel.toFixed(1)}) ${row.name}`);
  if (flags.json) writeFileSync(flags.json, `${JSON.stringify(rows, null, 1)}\n`);
}

main();
