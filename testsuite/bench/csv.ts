/** A report as comma separated values (RFC 4180), one row for each program and runtime. */
import type { BenchReport } from './measure.js';

const COLUMNS = [
  ...['program', 'runtime', 'median_ns', 'lower_quartile_ns', 'upper_quartile_ns'],
  ...['ratio', 'ratio_low', 'ratio_high', 'instructions', 'code_bytes', 'compile_ms', 'load_us'],
] as const;

export function reportCsv({ programs }: BenchReport): string {
  const rows = programs.flatMap(({ name, measurements }) =>
    measurements.map(m => [
      ...[name, m.runtime, m.median, m.lowerQuartile, m.upperQuartile],
      ...[m.ratio?.value, m.ratio?.low, m.ratio?.high, m.instructions, m.codeBytes, m.compileMs, m.loadUs],
    ]),
  );
  return [COLUMNS, ...rows].map(row => `${row.map(field).join(',')}\r\n`).join('');
}

const field = (value: string | number | undefined): string => {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
