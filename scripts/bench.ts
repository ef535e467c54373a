/**
 * Measures compiled code against the same C compiled by C compilers.
 *
 *     scripts/bench [--programs GLOB] [--only RUNTIMES] [--rounds N] [--sample-us N] [--json FILE] [--clang PATH]
 *         [--disable-pass NAME]
 *         [--peers] [--ubpf-prefix DIR] [--peer NAME=ADAPTER.so[:MODE]]...
 *         [--count] [--ablation] [--scaling] [--csv FILE] [--html FILE [--history REPORT.json]... [--label TEXT]]
 *     scripts/bench --from REPORT.json [--csv FILE] [--html FILE] [--png FILE] ...
 *     scripts/bench --gate | --accept | --scaling
 *
 * Prints a table; `--json` writes all samples too, `--csv` one row for each program and runtime, `--html` a page with
 * charts, with earlier runs in it if there are. `--count` counts instructions beside the times, `--ablation` what
 * each part of the compiler is worth in instructions. `--gate` counts instructions instead and exits 1 with the names of
 * what got worse; `--accept` makes the counts of today the accepted ones. `--scaling` measures compiling instead: our own time by size.
 */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { withTemporary } from '../src/driver/cleanup.js';
import { findTarget } from '../src/driver/targets.js';
import { findClang } from '../src/driver/toolchain.js';
import { formatAblation, measureAblation } from '../testsuite/bench/ablation.js';
import { reportCsv } from '../testsuite/bench/csv.js';
import { accept, compareInstructions, countInstructions, readAccepted } from '../testsuite/bench/gate.js';
import {
  type BenchReport,
  buildHarness,
  makeReport,
  measureProgram,
  type ProgramReport,
} from '../testsuite/bench/measure.js';
import { reportPage } from '../testsuite/bench/page/page.js';
import { drawPicture, findBrowser } from '../testsuite/bench/page/picture.js';
import { type FoundPeers, findPeers } from '../testsuite/bench/peers.js';
import { findPrograms, globPattern } from '../testsuite/bench/programs.js';
import { type Build, RUNTIMES } from '../testsuite/bench/runtimes.js';
import { formatScaling, growthOf, measureScaling, type ScalingRow } from '../testsuite/bench/scaling.js';
import { formatTable } from '../testsuite/bench/table.js';
import { versionOf } from '../testsuite/bench/tools.js';

const { values: flags } = parseArgs({
  options: {
    programs: { type: 'string', default: '*' },
    only: { type: 'string', default: '*' },
    rounds: { type: 'string', default: '15' },
    'sample-us': { type: 'string', default: '1500' },
    json: { type: 'string' },
    clang: { type: 'string' },
    'disable-pass': { type: 'string', multiple: true, default: [] },
    gate: { type: 'boolean', default: false },
    accept: { type: 'boolean', default: false },
    scaling: { type: 'boolean', default: false },
    count: { type: 'boolean', default: false },
    ablation: { type: 'boolean', default: false },
    csv: { type: 'string' },
    html: { type: 'string' },
    peers: { type: 'boolean', default: false },
    'ubpf-prefix': { type: 'string' },
    peer: { type: 'string', multiple: true, default: [] },
    png: { type: 'string' },
    history: { type: 'string', multiple: true, default: [] },
    label: { type: 'string' },
    from: { type: 'string' },
  },
});

/** With --peers, or an option that names one, other runtimes are measured too. */
async function otherRuntimes(build: Build): Promise<FoundPeers> {
  const prefix = flags['ubpf-prefix'];
  if (!flags.peers && prefix === undefined && flags.peer.length === 0)
    return { runtimes: [], absent: [{ name: 'other runtimes', reason: 'not asked for: --peers' }] };
  return findPeers({ peers: flags.peer, ...(prefix !== undefined && { ubpfPrefix: prefix }) }, build);
}

async function bench(build: Build): Promise<BenchReport> {
  const only = globPattern(flags.only);
  const gcc = await versionOf('gcc');
  const peers = await otherRuntimes(build);
  const runtimes = [...RUNTIMES, ...peers.runtimes].filter(
    ({ name, compiler }) => only.test(name) && (gcc || compiler.kind !== 'gcc'),
  );
  const settings = { rounds: Number(flags.rounds), sampleUs: Number(flags['sample-us']), count: flags.count };
  const harness = await buildHarness(build);
  const reports: ProgramReport[] = [];
  for (const program of findPrograms(flags.programs)) {
    process.stderr.write(`${program.name}\n`);
    reports.push(await measureProgram(harness, program, runtimes, build, settings));
  }
  const report = await makeReport(reports, runtimes, build, settings, peers.absent);
  const rows = flags.ablation
    ? await measureAblation(harness, findPrograms(flags.programs), build, part =>
        process.stderr.write(`${part}\n`),
      )
    : undefined;
  return {
    ...report,
    ...(flags.label !== undefined && { label: flags.label }),
    ...(rows && { ablation: rows }),
    ...(flags.scaling && {
      scaling: [...measureScaling()].map(row => ({ ...row, stages: Object.fromEntries(row.stages) })),
    }),
  };
}

/** Prints a report and writes it in the forms that were asked for. */
async function publish(report: BenchReport): Promise<void> {
  process.stdout.write(formatTable(report));
  for (const row of report.ablation ?? []) console.log(formatAblation(row));
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(report)}\n`);
  if (flags.csv !== undefined) writeFileSync(flags.csv, reportCsv(report));
  if (flags.png !== undefined) await draw(report, resolve(flags.png));
  if (flags.html !== undefined) writeFileSync(flags.html, reportPage(report, flags.history.map(readReport)));
}

async function draw(report: BenchReport, output: string): Promise<void> {
  const browser = await findBrowser();
  if (browser === undefined) throw new Error('no browser is installed: apt-get install chromium');
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-picture-'));
  await withTemporary(folder, () => drawPicture(browser, report, folder, output));
}

const readReport = (file: string): BenchReport => JSON.parse(readFileSync(file, 'utf8')) as BenchReport;

/** What compiling costs: a line each, and how it grows. */
function scaling(): void {
  const rows: ScalingRow[] = [];
  for (const row of measureScaling()) {
    rows.push(row);
    console.log(formatScaling(row));
  }
  for (const [shape, power] of growthOf(rows))
    console.log(`${shape} grows with the power ${power.toFixed(2)} of its size`);
}

async function gate(build: Build): Promise<void> {
  const { major } = build.clang;
  const accepted = readAccepted()[major];
  if (!flags.accept && accepted === undefined) {
    console.log(`skipped: no counts were accepted for clang ${major}`);
    return;
  }
  if ((await versionOf('valgrind')) === undefined) {
    console.log('skipped: valgrind is not installed');
    return;
  }
  const counted = await countInstructions(await buildHarness(build), findPrograms(flags.programs), build);
  if (flags.accept || accepted === undefined) {
    accept(major, counted);
    return;
  }
  const worse = compareInstructions(accepted, counted);
  for (const line of worse) console.log(line);
  console.log(`${worse.length} of ${Object.keys(counted).length} programs got worse`);
  if (worse.length > 0) process.exitCode = 1;
}

/** With --scaling alone nothing else is measured. */
const wantsReport = [flags.json, flags.csv, flags.html].some(file => file !== undefined);

if (flags.from !== undefined) {
  // A report that was measured before, in other forms.
  await publish(readReport(flags.from));
} else {
  const sink = new DiagnosticSink();
  const clang = await findClang(flags.clang, process.env, sink, undefined);
  const target = findTarget(undefined);
  if (!clang || !target) throw new Error(sink.diagnostics[0]?.message ?? 'no code for this machine');
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-bench-'));
  await withTemporary(folder, async () => {
    const build: Build = {
      clang,
      target,
      folder,
      disabledPasses: new Set(flags['disable-pass']),
      oneVersion: flags.gate || flags.accept,
    };
    if (flags.gate || flags.accept) await gate(build);
    else if (flags.scaling && !wantsReport) scaling();
    else await publish(await bench(build));
  });
}
