/** The files that are installed with the program. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder with our package.json, from wherever this module was compiled to. */
export function packageRoot(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** `0.1.0` */
export function version(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Where the C header and the runtime's sources are. */
export const resourceDir = (): string => join(packageRoot(), 'runtime-c');
