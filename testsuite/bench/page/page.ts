/** A report as one HTML page that needs nothing else: charts, and every number behind them. */
import type { AblationRow } from '../ablation.js';
import type { BenchReport, Measurement } from '../measure.js';
import { significant } from '../table.js';
import { type BarRow, escapeHtml, historyLines, type Line, logLines, ratioBars } from './chart.js';
import { STYLE } from './style.js';

/** `history`: earlier reports, oldest first. As a picture it has the charts of run times only. */
export function reportPage(
  report: BenchReport,
  history: readonly BenchReport[] = [],
  form: 'page' | 'picture' = 'page',
): string {
  const { machine, rounds } = report;
  const facts = [
    `${machine.cpu}, ${machine.cores} cores`,
    `Linux ${machine.kernel}`,
    `clang ${machine.clang}`,
    ...(machine.gcc ? [machine.gcc] : []),
    `${rounds} rounds`,
    `load ${machine.load}`,
  ];
  const charts = [
    section('Overall', 'Geometric mean of run times over native code: left of 1 is faster.', overall(report)),
    section(
      'Program by program',
      'Run time over that of the same C by clang -O3 with the same flags. Thin lines are 95 % intervals.',
      legend(report) + byProgram(report),
    ),
  ];
  const details = [
    section('All numbers', 'Nanoseconds per call, medians; in brackets the ratio.', numbers(report)),
    ...(report.scaling ? [section('Compiling', SCALING_NOTE, scaling(report.scaling))] : []),
    ...(report.ablation
      ? [section('What each part is worth', ABLATION_NOTE, ablation(report.ablation))]
      : []),
    ...(history.length > 0
      ? [section('Over time', 'The geometric means of earlier runs.', overTime([...history, report]))]
      : []),
    section('Not measured', '', absent(report)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ebpfc benchmarks</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>ebpfc benchmarks</h1>
<p class="facts">${facts.map(fact => `<span>${escapeHtml(fact)}</span>`).join('')}</p>
</header>
<main>
${[...charts, ...(form === 'picture' ? [] : details)].join('\n')}
</main>
</body>
</html>
`;
}

const SCALING_NOTE =
  'Our own CPU time from bytecode to LLVM text, by instructions of the program; clang comes after it.';
const ABLATION_NOTE =
  'Instructions executed without a part of the compiler, over those with all: right of 1 it pays.';

const section = (title: string, note: string, content: string): string =>
  `<section><h2>${escapeHtml(title)}</h2>${note && `<p>${escapeHtml(note)}</p>`}${content}</section>`;

/** Runtimes that are compared with another: all but the baselines. */
const compared = (report: BenchReport) => report.runtimes.filter(({ name, baseline }) => name !== baseline);

const seriesOf = (report: BenchReport, name: string): number =>
  compared(report).findIndex(r => r.name === name);

function overall(report: BenchReport): string {
  const rows = compared(report).flatMap<BarRow>(({ name, how }) => {
    const ratio = report.geomeans.find(({ runtime }) => runtime === name)?.ratio;
    if (!ratio) return [];
    const note = `${how}: ${ratio.value.toFixed(3)} [${ratio.low.toFixed(3)}, ${ratio.high.toFixed(3)}]`;
    return [{ name, bars: [{ series: seriesOf(report, name), ...ratio, note }] }];
  });
  return ratioBars(rows, 'geometric means by runtime', 200);
}

function legend(report: BenchReport): string {
  const items = compared(report).map(
    ({ name, how }, i) => `<li><i class="k${i}"></i><b>${escapeHtml(name)}</b> ${escapeHtml(how)}</li>`,
  );
  return `<ul class="legend">${items.join('')}</ul>`;
}

function byProgram(report: BenchReport): string {
  const rows = report.programs.map<BarRow>(({ name, measurements }) => ({
    name,
    bars: measurements.flatMap(({ runtime, ratio, median }) => {
      const series = seriesOf(report, runtime);
      if (!ratio || series < 0) return [];
      return [
        {
          series,
          ...ratio,
          note: `${name}, ${runtime}: ${significant(median)} ns, ${ratio.value.toFixed(3)}`,
        },
      ];
    }),
  }));
  return ratioBars(rows, 'ratio to native code by program and runtime', 4);
}

function numbers(report: BenchReport): string {
  const head = ['program', ...report.runtimes.map(({ name }) => name)].map(
    name => `<th>${escapeHtml(name)}</th>`,
  );
  const rows = report.programs.map(({ name, measurements }) => {
    const cells = report.runtimes.map(({ name: runtime }) =>
      cell(measurements.find(measurement => measurement.runtime === runtime)),
    );
    return `<tr><th>${escapeHtml(name)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="wide"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function cell(measurement: Measurement | undefined): string {
  if (!measurement) return '<td>–</td>';
  const { median, ratio, instructions, codeBytes } = measurement;
  const grade = !ratio
    ? ''
    : ratio.low > 1.02
      ? ' class="worse"'
      : ratio.high < 0.98
        ? ' class="better"'
        : '';
  const title = [
    instructions !== undefined && `${instructions} instructions`,
    codeBytes && `${codeBytes} bytes of code`,
  ]
    .filter(Boolean)
    .join(', ');
  return `<td${grade} title="${title}">${significant(median)}${ratio ? ` <small>${ratio.value.toFixed(2)}</small>` : ''}</td>`;
}

function scaling(rows: NonNullable<BenchReport['scaling']>): string {
  const shapes = [...new Set(rows.map(({ shape }) => shape))];
  const lines = (value: (row: (typeof rows)[number]) => number, unit: string) =>
    shapes.map<Line>((shape, series) => ({
      series,
      name: shape,
      points: rows
        .filter(row => row.shape === shape && value(row) > 0)
        .map(row => ({
          x: row.insns,
          y: value(row),
          note: `${shape}, ${row.insns} instructions: ${significant(value(row))} ${unit}`,
        })),
    }));
  const time = logLines(
    lines(row => row.totalMs, 'ms'),
    'compile time by program size',
    'insns',
    'ms',
  );
  const memory = logLines(
    lines(row => (row.insns >= 1000 ? row.heapBytes / 2 ** 20 : 0), 'MiB'),
    'memory by program size',
    'insns',
    'MiB',
  );
  return `${time}${memory}`;
}

function ablation(rows: readonly AblationRow[]): string {
  const names = [...new Set(rows.map(({ name }) => name))];
  const bars = names.map<BarRow>(name => ({
    name: `without ${name}`,
    bars: rows
      .filter(row => row.name === name)
      .map(({ bytecode, geomean, programs }) => {
        const most = programs
          .toSorted((a, b) => b.ratio - a.ratio)
          .slice(0, 5)
          .map(program => `${program.name} ${program.ratio.toFixed(2)}`);
        const note = `${bytecode} bytecode: ${geomean.toFixed(3)}; ${most.join(', ')}`;
        return { series: bytecode === 'v3' ? 0 : 1, value: geomean, low: geomean, high: geomean, note };
      }),
  }));
  const key =
    '<ul class="legend"><li><i class="k0"></i><b>v3</b> bytecode</li><li><i class="k1"></i><b>v1</b> bytecode</li></ul>';
  return key + ratioBars(bars, 'instructions without each part', 16);
}

function overTime(reports: readonly BenchReport[]): string {
  const runs = reports.map(({ label }, i) => label ?? String(i + 1));
  const latest = reports.at(-1)!;
  const lines = compared(latest).map<Line>(({ name }) => ({
    series: seriesOf(latest, name),
    name,
    points: reports.flatMap(({ geomeans }, x) => {
      const y = geomeans.find(({ runtime }) => runtime === name)?.ratio.value;
      return y === undefined ? [] : [{ x, y, note: `${runs[x]}, ${name}: ${y.toFixed(3)}` }];
    }),
  }));
  return historyLines(lines, runs, 'geometric means over time');
}

function absent(report: BenchReport): string {
  const items = [
    ...report.absent.map(({ name, reason }) => `<li><b>${escapeHtml(name)}</b> ${escapeHtml(reason)}</li>`),
    ...report.programs.flatMap(program =>
      program.absent.map(
        ({ name, reason }) =>
          `<li><b>${escapeHtml(program.name)}</b> by ${escapeHtml(name)}: ${escapeHtml(reason)}</li>`,
      ),
    ),
  ];
  return `<ul class="absent">${items.join('')}</ul>`;
}

/** The size of the picture in pixels: what lies around the charts, and their rows (chart.ts). */
export function pictureSize(report: BenchReport): { readonly width: number; readonly height: number } {
  const series = compared(report).length;
  return { width: 1080, height: 470 + series * 40 + report.programs.length * (series * 11 + 12) };
}
