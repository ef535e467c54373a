/** A report as text for the terminal. */
import type { BenchReport, Measurement } from './measure.js';
import type { Estimate } from './statistics.js';

/** Columns are runtimes, rows programs: the median in ns per call, its ratio in brackets. */
export function formatTable(report: BenchReport): string {
  const { machine, runtimes, programs, geomeans } = report;
  const rows = [
    ['program', ...runtimes.map(({ name }) => name)],
    ...programs.map(({ name, measurements }) => [
      name,
      ...runtimes.map(runtime => cell(measurements.find(({ runtime: of }) => of === runtime.name))),
    ]),
    [
      'geomean',
      ...runtimes.map(({ name }) => interval(geomeans.find(({ runtime }) => runtime === name)?.ratio)),
    ],
  ];
  const lines = [
    `${machine.cpu}, ${machine.cores} cores, Linux ${machine.kernel}, clang ${machine.clang}, load ${machine.load}`,
    `ns per call, median of ${report.rounds} rounds; in brackets the ratio to clang -O3 with the same flags`,
    '',
    ...align(rows),
    '',
    ...report.absent.map(({ name, reason }) => `absent: ${name} (${reason})`),
  ];
  return `${lines.join('\n')}\n`;
}

const cell = (measurement: Measurement | undefined): string => {
  if (!measurement) return '-';
  const { ratio } = measurement;
  return `${significant(measurement.median)}${ratio ? ` (${ratio.value.toFixed(2)})` : ''}`;
};

const interval = (ratio: Estimate | undefined): string =>
  ratio ? `${ratio.value.toFixed(2)} [${ratio.low.toFixed(2)}, ${ratio.high.toFixed(2)}]` : '-';

/** Three digits, or all of the whole number. */
export function significant(ns: number): string {
  return ns >= 100 ? ns.toFixed(0) : ns.toPrecision(3);
}

/** The first column to the left, the others to the right. */
function align(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map(row => row[i]!.length)));
  return rows.map(row =>
    row.map((text, i) => (i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!))).join('  '),
  );
}
