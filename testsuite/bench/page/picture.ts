/** The charts of a report as a PNG, drawn by a browser that shows no window. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BenchReport } from '../measure.js';
import { runMeasured, versionOf } from '../tools.js';
import { pictureSize, reportPage } from './page.js';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** The command of a browser that is installed. */
export async function findBrowser(): Promise<string | undefined> {
  for (const command of BROWSERS) if ((await versionOf(command)) !== undefined) return command;
  return undefined;
}

/** Draws the picture into `output`; `folder` is for the page in between. */
export async function drawPicture(
  browser: string,
  report: BenchReport,
  folder: string,
  output: string,
): Promise<void> {
  const page = join(folder, 'picture.html');
  writeFileSync(page, reportPage(report, [], 'picture'));
  const { width, height } = pictureSize(report);
  await runMeasured([
    ...[browser, '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
    ...[`--user-data-dir=${join(folder, 'browser')}`, `--window-size=${width},${height}`],
    ...[`--screenshot=${output}`, pathToFileURL(page).href],
  ]);
}
