import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { reportCsv } from '../../bench/csv.js';
import type { BenchReport, Measurement } from '../../bench/measure.js';
import { reportPage } from '../../bench/page/page.js';
import { drawPicture, findBrowser } from '../../bench/page/picture.js';

const measurement = (runtime: string, ns: number): Measurement => ({
  runtime,
  codeBytes: 100,
  compileMs: 20,
  loadUs: 5,
  instructions: 1000,
  calls: 10,
  samples: [ns, ns],
  median: ns,
  lowerQuartile: ns,
  upperQuartile: ns,
  ratio: { value: ns / 10, low: ns / 11, high: ns / 9 },
});

const REPORT: BenchReport = {
  version: 1,
  label: 'a<b>',
  machine: { cpu: 'A "fast" one', cores: 2, kernel: '6', clang: '19', load: 0 },
  rounds: 2,
  runtimes: [
    { name: 'clang', how: 'clang -O3', baseline: 'clang' },
    { name: 'ebpfc', how: 'ebpfc, & more', baseline: 'clang' },
    { name: 'slow', how: 'a slow one', baseline: 'clang' },
  ],
  absent: [{ name: 'kernel', reason: 'none <here>' }],
  programs: [
    { name: 'first', absent: [], measurements: [measurement('clang', 10), measurement('ebpfc', 5)] },
    {
      name: 'second, third',
      absent: [{ name: 'slow', reason: 'cannot' }],
      measurements: [measurement('clang', 10), measurement('ebpfc', 20), measurement('slow', 9000)],
    },
  ],
  geomeans: [
    { runtime: 'clang', ratio: { value: 1, low: 1, high: 1 } },
    { runtime: 'ebpfc', ratio: { value: 0.9, low: 0.8, high: 1 } },
  ],
  ablation: [{ name: 'gvn', bytecode: 'v3', geomean: 1.5, programs: [{ name: 'first', ratio: 2.25 }] }],
  scaling: [10, 1000, 100000].map(insns => ({
    shape: 'loads',
    insns,
    totalMs: insns / 10,
    heapBytes: insns * 1000,
    stages: { gvn: 1 },
  })),
};

/** The elements of a page that are not closed in their order; those without an end do not count. */
function unbalanced(html: string): string[] {
  const open: string[] = [];
  for (const [, close, name, self] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)\b[^>]*?(\/?)>/g)) {
    if (self || name === 'meta') continue;
    if (!close) open.push(name!);
    else if (open.pop() !== name) return [...open, `/${name}`];
  }
  return open;
}

test('the page is whole, shows every program and needs nothing else', t => {
  const page = reportPage(REPORT, [REPORT]);
  t.deepEqual(unbalanced(page), []);
  for (const title of [
    'Overall',
    'Program by program',
    'All numbers',
    'Compiling',
    'Over time',
    'Not measured',
  ])
    t.true(page.includes(`<h2>${title}</h2>`), title);
  t.notRegex(page, /\b(src|href)=|@import|url\(|<script/);
  t.notRegex(page, /NaN|undefined|Infinity/);
  t.false(page.includes('<b>a<b>'), 'what reports say is text');
  t.true(page.includes('none &lt;here&gt;') && page.includes('ebpfc, &amp; more'));
  // One bar each for what has a ratio and is not the baseline; far slower ones are cut, with their number.
  t.is(page.match(/second, third, (ebpfc|slow)/g)?.length, 2);
  t.true(page.includes('>900.00<'));
  t.regex(page, /<td class="better"[^>]*>5\.00 <small>0\.50/);
  t.regex(page, /<td class="worse"[^>]*>20\.0 <small>2\.00/);
});

test('values separated by commas are quoted where they hold one', t => {
  const lines = reportCsv(REPORT).split('\r\n');
  t.is(lines.length, 1 + 5 + 1);
  t.is(lines[2], 'first,ebpfc,5,5,5,0.5,0.45454545454545453,0.5555555555555556,1000,100,20,5');
  t.true(lines[3]!.startsWith('"second, third",clang,10,'));
});

test('a browser draws the picture', async t => {
  const browser = process.env['EBPFC_TEST_ALL'] ? await findBrowser() : undefined;
  if (browser === undefined) {
    t.log('skipped: a long test, or no browser is installed');
    t.pass();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-page-'));
  t.teardown(() => rmSync(folder, { recursive: true, force: true }));
  await drawPicture(browser, REPORT, folder, join(folder, 'page.png'));
  const png = readFileSync(join(folder, 'page.png'));
  t.is(png.subarray(1, 4).toString(), 'PNG');
  t.is(png.readUInt32BE(16), 1080);
  t.true(png.length > 10_000, 'something is drawn');
});
