/**
 * Judges the verifier: every program of the open corpus against the verdict of the kernel.
 *
 *     node build/scripts/verify-corpus.js [--grep TEXT] [--verbose] [--slow] [--raw] [--corpus DIR]
 *
 * The programs are verified as they are compiled, after the passes; with --raw, as they are translated.
 *
 * Prints false rejections by reason, kernel rejections that were accepted, and what it cost. Exit 1 when a program
 * that the kernel accepts was rejected. Says so and exits 0 when the corpus is not there.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Diagnostic, DiagnosticSink } from '../src/diag/diagnostic.js';
import { linkModule } from '../src/frontend/link.js';
import { readObject } from '../src/frontend/object.js';
import { runPasses } from '../src/ir/passes.js';
import { KERNEL_STACK_SIZE, translateModule } from '../src/ir/translate.js';
import type { AttachTypeName, ProgramTypeName } from '../src/platform/programs.js';
import { matchSection } from '../src/platform/sections.js';
import { type ProgramResult, Verifier } from '../src/verifier/verify.js';

interface ManifestProgram {
  readonly name: string;
  readonly section: string;
  readonly prog_type: string;
  readonly verdict: 'accepted' | 'rejected' | 'not_loadable' | 'not_tested';
  readonly reason?: string;
  readonly reject_class?: string;
  readonly total_insns: number;
}
interface ManifestFile {
  readonly file: string;
  readonly category: string;
  readonly programs?: readonly ManifestProgram[];
}

const { values: flags } = parseArgs({
  options: {
    grep: { type: 'string', default: '' },
    corpus: { type: 'string', default: '../shared/corpus' },
    verbose: { type: 'boolean', default: false },
    raw: { type: 'boolean', default: false },
    slow: { type: 'boolean', default: false },
    steps: { type: 'string', default: '2000000' },
    progress: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly file: string;
  readonly expected: ManifestProgram;
  readonly result: ProgramResult | undefined;
  readonly diagnostic: Diagnostic | undefined;
  readonly ms: number;
}

function judgeFile(file: ManifestFile, rows: Row[], unread: string[]): void {
  const bytes = new Uint8Array(readFileSync(join(flags.corpus, file.file)));
  const sink = new DiagnosticSink();
  const object = readObject(file.file, bytes, sink);
  const module = object && linkModule([object], { allowUndefined: true }, sink);
  const type = file.programs?.[0]?.prog_type as ProgramTypeName | undefined;
  const ir =
    module &&
    translateModule(
      module,
      {
        entry: 'ctx',
        stackSize: KERNEL_STACK_SIZE,
        ...(type && { programType: type }),
      },
      sink,
    );
  if (ir === undefined) {
    unread.push(`${file.file}: ${sink.diagnostics[0]?.message}`);
    return;
  }
  // What a pass cannot compile the verifier must find as well: its own reports count.
  if (!flags.raw) runPasses(ir, { disabled: new Set(), sink: new DiagnosticSink() });
  const expected = file.programs ?? [];
  const verifier = new Verifier(ir, {
    arch: 'x86_64',
    limits: { steps: Number(flags.steps) },
    userOf: spec => {
      const type = expected.find(p => p.name === spec.name)?.prog_type as ProgramTypeName | undefined;
      const match = matchSection(spec.section);
      const attachType: AttachTypeName | undefined = match?.rule.attachType;
      return type === undefined ? undefined : { type, attachType };
    },
  });
  for (const program of expected) {
    if (program.verdict !== 'accepted' && program.verdict !== 'rejected') continue;
    if (!`${file.file}:${program.name}`.includes(flags.grep)) continue;
    const index = ir.functions.findIndex(f => f.spec.name === program.name);
    const own = new DiagnosticSink();
    const start = performance.now();
    let result: ProgramResult | undefined;
    try {
      result = index < 0 ? undefined : verifier.verify(index, own);
    } catch (error) {
      console.log(`${file.file}:${program.name}: ${(error as Error).stack}`);
    }
    const ms = performance.now() - start;
    if (flags.progress)
      console.error(`${ms.toFixed(0)} ms ${file.file}:${program.name} ${result?.steps} ${result?.states}`);
    rows.push({ file: file.file, expected: program, result, diagnostic: own.diagnostics[0], ms });
  }
}

function describe({ file, expected, diagnostic, result }: Row): string {
  const place = diagnostic?.place;
  const at = place?.line === undefined ? `insn ${place?.insn?.index}` : `${place.file}:${place.line}`;
  const text = diagnostic
    ? `${diagnostic.code} ${diagnostic.message} (${at}: ${place?.insn?.text ?? ''}) ${diagnostic.label ?? ''}`
    : result
      ? ''
      : 'no such function';
  return `  ${file.replace('elf/', '')}:${expected.name} [${result?.steps} steps] ${text}`;
}

function percentile(sorted: readonly number[], p: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * p) / 100))] ?? 0;
}

function main(): void {
  const manifestPath = join(flags.corpus, 'MANIFEST.json');
  if (!existsSync(manifestPath)) {
    console.log(`skipped: ${manifestPath} is not there`);
    return;
  }
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { files: ManifestFile[] };
  const rows: Row[] = [];
  const unread: string[] = [];
  for (const file of manifest.files)
    if (file.category === 'elf' && file.programs?.some(p => `${file.file}:${p.name}`.includes(flags.grep)))
      judgeFile(file, rows, unread);

  const accepted = rows.filter(r => r.expected.verdict === 'accepted');
  const falseRejects = accepted.filter(r => r.result?.verdict !== 'accepted');
  const genuine = rows.filter(
    r =>
      r.expected.verdict === 'rejected' &&
      (r.expected.reject_class === 'verifier' || r.expected.reject_class === 'unsupported-helper-for-type'),
  );
  const falseAccepts = genuine.filter(r => r.result?.verdict === 'accepted');

  const reasons = new Map<string, Row[]>();
  for (const row of falseRejects) {
    const key = row.diagnostic ? `${row.diagnostic.code} ${row.diagnostic.message}` : 'none';
    reasons.set(key, [...(reasons.get(key) ?? []), row]);
  }
  console.log(`false rejections: ${falseRejects.length} of ${accepted.length} that the kernel accepts`);
  for (const [reason, list] of [...reasons].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`${String(list.length).padStart(5)}  ${reason}`);
    for (const row of flags.verbose ? list : list.slice(0, 2)) console.log(describe(row));
  }
  console.log(`accepted although the kernel rejects: ${falseAccepts.length} of ${genuine.length}`);
  for (const row of falseAccepts) console.log(`${describe(row)} kernel: ${row.expected.reason}`);
  if (unread.length) console.log(`not read:\n  ${unread.join('\n  ')}`);

  const ms = rows.map(r => r.ms).sort((a, b) => a - b);
  const steps = rows.reduce((sum, r) => sum + (r.result?.steps ?? 0), 0);
  const total = ms.reduce((a, b) => a + b, 0);
  console.log(
    `${rows.length} programs, ${steps} steps in ${total.toFixed(0)} ms (${((total * 1e6) / Math.max(1, steps)).toFixed(0)} ns a step); ` +
      `ms a program: p50 ${percentile(ms, 50).toFixed(2)}, p95 ${percentile(ms, 95).toFixed(1)}, max ${percentile(ms, 100).toFixed(0)}`,
  );
  if (flags.slow)
    for (const row of [...rows].sort((a, b) => b.ms - a.ms).slice(0, 20))
      console.log(
        `  ${row.ms.toFixed(0)} ms ${row.result?.steps} steps ${row.result?.states} states ${row.file}:${row.expected.name}`,
      );
  process.exitCode = falseRejects.length > 0 ? 1 : 0;
}

main();
