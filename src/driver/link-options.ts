/** What the command line says about linking: files of types and of kernel configuration. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { parseKconfig } from '../frontend/kconfig.js';
import type { LinkOptions } from '../frontend/link.js';
import { readBtfFile } from '../frontend/object.js';
import type { Module } from '../frontend/program.js';
import type { OptionValues } from './options.js';
import { readInput } from './output.js';

export interface LinkInputs {
  readonly options: LinkOptions;
  /** The options as words for the record in the output: contents by their hash, not paths. */
  readonly words: readonly string[];
}

/** Reads the files that `--btf` and `--kconfig` name; undefined after a report. */
export async function readLinkOptions(
  { btf, kconfig, allowUndefined, set: settings }: OptionValues,
  sink: DiagnosticSink,
): Promise<LinkInputs | undefined> {
  const words = allowUndefined ? ['--allow-undefined'] : [];
  words.push(...settings.map(setting => `--set=${setting}`));
  const read = async (name: string, path: string | undefined): Promise<Uint8Array | undefined> => {
    const bytes = path === undefined ? undefined : await readInput(path, sink);
    if (bytes)
      words.push(`--${name}=sha256:${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`);
    return bytes;
  };
  const errors = sink.errors;
  const types = await read('btf', btf);
  const kernel = await read('kconfig', kconfig);
  const targetBtf = types && readBtfFile(basename(btf!), types, sink);
  if (sink.errors > errors) return undefined;
  return {
    words,
    options: {
      allowUndefined,
      settings,
      ...(targetBtf && { targetBtf }),
      ...(kernel && { kconfig: parseKconfig(new TextDecoder().decode(kernel)) }),
    },
  };
}

/** One line for each CO-RE relocation: where, what kind, of what, and its value here and in the target. */
export function coreText(module: Module): string {
  return (module.core ?? [])
    .map(({ section, offset, kind, access, local, target }) => {
      const value = target === undefined ? 'not in the target' : `${local} -> ${target}`;
      return `${section}+${offset}: ${kind} ${access}: ${value}\n`;
    })
    .join('');
}
