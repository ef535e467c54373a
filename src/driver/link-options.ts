/** What the command line says about linking: files of types and of kernel configuration. */
import type { DiagnosticSink } from '../diag/diagnostic.js';
import { parseKconfig } from '../frontend/kconfig.js';
import type { LinkOptions } from '../frontend/link.js';
import type { Module } from '../frontend/program.js';
import { readHostFunctions } from './interface.js';
import type { OptionValues } from './options.js';
import { readInput } from './output.js';
import { hashWord, readTypeOptions } from './system-btf.js';

export interface LinkInputs {
  readonly options: LinkOptions;
  /**
   * The options as words for the record in the output: contents by their hash, not paths. Linking adds the types of
   * the kernel when it uses them.
   */
  readonly words: readonly string[];
}

/**
 * Reads the files that `--btf` and `--kconfig` name; undefined after a report. `system`: the target, and whether code
 * is adapted to this kernel when no types are named.
 */
export async function readLinkOptions(
  {
    btf,
    kconfig,
    allowUndefined,
    set: settings,
    hostKfunc,
    interface: described,
  }: Pick<OptionValues, 'btf' | 'kconfig' | 'allowUndefined' | 'set' | 'hostKfunc' | 'interface'>,
  system: { readonly triple: string | undefined; readonly byDefault: boolean },
  sink: DiagnosticSink,
): Promise<LinkInputs | undefined> {
  const words = allowUndefined ? ['--allow-undefined'] : [];
  words.push(...settings.map(setting => `--set=${setting}`));
  const types = await readTypeOptions(btf, system, words, sink);
  const kernel = kconfig === undefined ? undefined : await readInput(kconfig, sink);
  if (!types || (kconfig !== undefined && !kernel)) return undefined;
  if (kernel) words.push(hashWord('kconfig', kernel));
  const hostFunctions = await readHostFunctions(hostKfunc, described, words, sink);
  if (!hostFunctions) return undefined;
  return {
    words,
    options: {
      allowUndefined,
      settings,
      ...(hostFunctions.size > 0 && { hostFunctions }),
      ...types,
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
