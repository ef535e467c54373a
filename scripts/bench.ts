/**
 * Measures compiled code against the same C compiled by C compilers.
 *
 *     scripts/bench [--programs GLOB] [--only RUNTIMES] [--rounds N] [--sample-us N] [--json FILE] [--clang PATH]
 *         [--disable-pass NAME]
 *     scripts/bench --gate | --accept | --scaling
 *
 * Prints a table; `--json` writes all samples too. `--gate` counts instructions instead and exits 1 with the names of
 * what got worse; `--accept` makes the counts of today the accepted ones. `--scaling` measures compiling instead: our own time by size.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DiagnosticSink } from '../src/diag/diagnostic.js';
import { withTemporary } from '../src/driver/cleanup.js';
import { findTarget } from '../src/driver/targets.js';
import { findClang } from '../src/driver/toolchain.js';
import { accept, compareInstructions, countInstructions, readAccepted } from '../testsuite/bench/gate.js';
import { buildHarness, makeReport, measureProgram, type ProgramReport } from '../testsuite/bench/measure.js';
import { findPrograms, globPattern } from '../testsuite/bench/programs.js';
import { type Build, RUNTIMES } from '../testsuite/bench/runtimes.js';
import { formatScaling, measureScaling } from '../testsuite/bench/scaling.js';
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
  },
});

async function bench(build: Build): Promise<void> {
  const only = globPattern(flags.only);
  const gcc = await versionOf('gcc');
  const runtimes = RUNTIMES.filter(
    ({ name, compiler }) => only.test(name) && (gcc || compiler.kind !== 'gcc'),
  );
  const settings = { rounds: Number(flags.rounds), sampleUs: Number(flags['sample-us']) };
  const harness = await buildHarness(build);
  const reports: ProgramReport[] = [];
  for (const program of findPrograms(flags.programs)) {
    process.stderr.write(`${program.name}\n`);
    reports.push(await measureProgram(harness, program, runtimes, build, settings));
  }
  const report = await makeReport(reports, runtimes, build, settings);
  process.stdout.write(formatTable(report));
  if (flags.json !== undefined) writeFileSync(flags.json, `${JSON.stringify(report)}\n`);
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
  if (flags.scaling) for (const row of measureScaling()) console.log(formatScaling(row));
  else await (flags.gate || flags.accept ? gate(build) : bench(build));
});
