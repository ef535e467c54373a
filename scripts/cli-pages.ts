/** What derives from the option table outside of the program: man page, completions, the README's option list. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configSchema } from '../src/driver/config.js';
import { manPage, optionTable } from '../src/driver/manual.js';
import { packageRoot, version } from '../src/driver/resources.js';

export { bashCompletion, fishCompletion, zshCompletion } from '../src/driver/completion.js';

const BEGIN = '<!-- options: written by `npm run gen` -->\n';
const END = '<!-- end of options -->\n';

/** The schema of `--config`, for editors. */
export const configPage = (): string => `${JSON.stringify(configSchema(), null, 2)}\n`;

export const manualPage = (): string => manPage(version());

/** The README as it is, with its option list renewed. */
export function readmePage(): string {
  const readme = readFileSync(join(packageRoot(), 'README.md'), 'utf8');
  const [before = '', rest = ''] = readme.split(BEGIN);
  return before + BEGIN + optionTable() + END + (rest.split(END)[1] ?? '');
}
