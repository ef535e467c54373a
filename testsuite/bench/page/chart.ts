/** Charts as SVG text. Colours are classes, so that the page decides them for light and dark. */

/** One row of a bar chart: bars one below the other, in the order of the series. */
export interface BarRow {
  readonly name: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  /** Which series: its colour. */
  readonly series: number;
  readonly value: number;
  /** The ends of its interval. */
  readonly low: number;
  readonly high: number;
  /** What is shown when one points at it. */
  readonly note: string;
}

export interface Line {
  readonly series: number;
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number; readonly note: string }[];
}

const WIDTH = 960;
const LABELS = 150;
const VALUES = 52;
const BAR = 11;
const GAP = 12;
const AXIS = 28;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, char => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!);

/**
 * Bars from 1 to either side, on a logarithmic scale: half and twice are as far from 1. What lies beyond `limit` is
 * cut there, with its number beside it.
 */
export function ratioBars(rows: readonly BarRow[], label: string, limit = 4): string {
  const plot = WIDTH - LABELS - VALUES;
  const values = rows.flatMap(({ bars }) => bars.flatMap(({ low, high }) => [low, high]));
  const lowest = Math.max(1 / limit, Math.min(0.8, ...values) * 0.97);
  const highest = Math.min(limit, Math.max(1.25, ...values) * 1.03);
  const scale = logScale(lowest, highest, LABELS, LABELS + plot);
  const heights = rows.map(({ bars }) => bars.length * BAR + GAP);
  const total = heights.reduce((sum, height) => sum + height, 0);
  const parts: string[] = ratioTicks(lowest, highest).map(
    tick =>
      `<line class="${tick === 1 ? 'one' : 'grid'}" x1="${at(scale(tick))}" x2="${at(scale(tick))}" y1="${AXIS - 6}" y2="${total + AXIS}"/>` +
      `<text class="tick" x="${at(scale(tick))}" y="${AXIS - 12}" text-anchor="middle">${tick}×</text>`,
  );
  let y = AXIS + GAP / 2;
  rows.forEach(({ name, bars }, row) => {
    const middle = y + (bars.length * BAR) / 2;
    parts.push(
      `<text class="name" x="${LABELS - 10}" y="${at(middle)}" dy="0.35em" text-anchor="end">${escapeHtml(name)}</text>`,
    );
    for (const { series, value, low, high, note } of bars) {
      const [one, end] = [scale(1), scale(value)];
      const x = Math.min(one, end);
      const centre = at(y + BAR / 2);
      parts.push(
        `<g class="bar"><title>${escapeHtml(note)}</title>`,
        `<rect class="s${series}" x="${at(x)}" y="${at(y + 1)}" width="${at(Math.max(1, Math.abs(end - one)))}" height="${BAR - 2}" rx="2"/>`,
        `<line class="whisker" x1="${at(scale(low))}" x2="${at(scale(high))}" y1="${centre}" y2="${centre}"/>`,
        `<text class="value" x="${at(Math.max(one, end, scale(high)) + 6)}" y="${centre}" dy="0.35em">${value.toFixed(2)}</text></g>`,
      );
      y += BAR;
    }
    y += GAP;
    if (row < rows.length - 1)
      parts.push(`<line class="rule" x1="0" x2="${WIDTH}" y1="${at(y - GAP / 2)}" y2="${at(y - GAP / 2)}"/>`);
  });
  return svg(total + AXIS + 4, label, parts);
}

/** Lines over logarithmic axes. */
export function logLines(lines: readonly Line[], label: string, xUnit: string, yUnit: string): string {
  return lineChart(lines, label, {
    height: 280,
    scale: logScale,
    xTicks: powers(lines.flatMap(({ points }) => points.map(({ x }) => x))),
    yTicks: powers(lines.flatMap(({ points }) => points.map(({ y }) => y))),
    xText: tick => `${short(tick)} ${xUnit}`,
    yText: tick => `${short(tick)} ${yUnit}`,
  });
}

/** Lines over runs, one after the other: ratios around 1. */
export function historyLines(lines: readonly Line[], runs: readonly string[], label: string): string {
  const values = lines.flatMap(({ points }) => points.map(({ y }) => y));
  const [low, high] = [Math.min(0.9, ...values), Math.max(1.1, ...values)];
  return lineChart(lines, label, {
    height: 240,
    scale: linearScale,
    xTicks: runs.map((_, i) => i),
    yTicks: Array.from({ length: 6 }, (_, i) => Math.round((low + ((high - low) * i) / 5) * 100) / 100),
    xText: tick => runs[tick] ?? '',
    yText: tick => `${tick.toFixed(2)}×`,
  });
}

type Scale = (value: number) => number;

interface Axes {
  readonly height: number;
  readonly scale: (low: number, high: number, from: number, to: number) => Scale;
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  readonly xText: (tick: number) => string;
  readonly yText: (tick: number) => string;
}

function lineChart(lines: readonly Line[], label: string, axes: Axes): string {
  const { height, scale, xTicks, yTicks } = axes;
  const [left, right, bottom] = [80, WIDTH - 110, height - 30];
  const ends = (ticks: readonly number[]) => [Math.min(...ticks), Math.max(...ticks)] as const;
  const x = scale(...ends(xTicks), left, right);
  const y = scale(...ends(yTicks), bottom, 14);
  const parts = [
    ...yTicks.map(
      tick =>
        `<line class="grid" x1="${left}" x2="${right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/>` +
        `<text class="tick" x="${left - 8}" y="${at(y(tick))}" dy="0.35em" text-anchor="end">${escapeHtml(axes.yText(tick))}</text>`,
    ),
    ...xTicks.map(
      tick =>
        `<text class="tick" x="${at(x(tick))}" y="${height - 8}" text-anchor="middle">${escapeHtml(axes.xText(tick))}</text>`,
    ),
  ];
  const taken: number[] = [];
  for (const { series, name, points } of lines) {
    const last = points.at(-1);
    if (last === undefined) continue;
    const path = points.map(point => `${at(x(point.x))},${at(y(point.y))}`).join(' ');
    parts.push(`<polyline class="line l${series}" points="${path}"/>`);
    for (const point of points)
      parts.push(
        `<circle class="s${series}" cx="${at(x(point.x))}" cy="${at(y(point.y))}" r="3.5"><title>${escapeHtml(point.note)}</title></circle>`,
      );
    let place = y(last.y);
    while (taken.some(other => Math.abs(other - place) < 13)) place += 4;
    taken.push(place);
    parts.push(
      `<text class="t${series} value" x="${right + 10}" y="${at(place)}" dy="0.35em">${escapeHtml(name)}</text>`,
    );
  }
  return svg(height, label, parts);
}

const svg = (height: number, label: string, parts: readonly string[]): string =>
  `<svg viewBox="0 0 ${WIDTH} ${Math.ceil(height)}" role="img" aria-label="${escapeHtml(label)}">${parts.join('')}</svg>`;

/** Positions to a tenth of a pixel. */
const at = (position: number): string => String(Math.round(position * 10) / 10);

const logScale = (low: number, high: number, from: number, to: number): Scale =>
  linearOf(Math.log(low), Math.log(high), from, to, value => Math.log(Math.min(high, Math.max(low, value))));

const linearScale = (low: number, high: number, from: number, to: number): Scale =>
  linearOf(low, high, from, to, value => value);

const linearOf =
  (low: number, high: number, from: number, to: number, of: (value: number) => number): Scale =>
  value =>
    high === low ? (from + to) / 2 : from + ((of(value) - low) / (high - low)) * (to - from);

const ratioTicks = (low: number, high: number): number[] =>
  [0.1, 0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4, 8, 16, 32, 64, 128, 256].filter(
    tick => tick >= low && tick <= high,
  );

/** The powers of ten around some numbers. */
function powers(values: readonly number[]): number[] {
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  return Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
}

const short = (value: number): string =>
  value >= 1e6 ? `${value / 1e6}M` : value >= 1e3 ? `${value / 1e3}k` : String(Number(value.toPrecision(3)));
