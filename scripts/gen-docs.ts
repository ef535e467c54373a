/** Writes the pages, completions and lists that derive from tables. With --check: says which are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  bashCompletion,
  configPage,
  fishCompletion,
  manualPage,
  readmePage,
  zshCompletion,
} from './cli-pages.js';
import { isaPage } from './isa-page.js';
import { helpersPage, mapsPage, programTypesPage } from './platform-pages.js';

const root = resolve(import.meta.dirname, '../..');

/** The generated pages by path. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'README.md': readmePage,
  'completions/_ebpfc': zshCompletion,
  'completions/ebpfc.bash': bashCompletion,
  'completions/ebpfc.fish': fishCompletion,
  'docs/helpers.md': helpersPage,
  'docs/isa.md': isaPage,
  'docs/maps.md': mapsPage,
  'docs/program-types.md': programTypesPage,
  'man/ebpfc.1': manualPage,
  'schemas/config.schema.json': configPage,
};

if (import.meta.filename === process.argv[1]) {
  const check = process.argv.includes('--check');
  for (const [path, page] of Object.entries(PAGES)) {
    let old = '';
    try {
      old = readFileSync(join(root, path), 'utf8');
    } catch {
      // Not written yet.
    }
    if (old === page()) continue;
    console.log(`${path} ${check ? 'is stale: npm run gen-docs' : 'written'}`);
    if (check) process.exitCode = 1;
    else writeFileSync(join(root, path), page());
  }
}
