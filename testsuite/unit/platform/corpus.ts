/** The manifest of published objects, when it is there. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface ManifestProgram {
  readonly name: string;
  readonly section: string;
  readonly prog_type: string;
  readonly verdict: string;
  readonly helpers: readonly string[];
  readonly map_types: readonly string[];
}

export interface Manifest {
  readonly files: readonly { readonly file: string; readonly programs?: readonly ManifestProgram[] }[];
}

export function readManifest(): Manifest | undefined {
  const path = resolve(import.meta.dirname, '../../../../../shared/corpus/MANIFEST.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : undefined;
}
