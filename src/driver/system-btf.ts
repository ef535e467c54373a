/**
 * Types that CO-RE relocations are adapted to. By default those of the running kernel, when an object asks for any:
 * the output then follows from the machine, so it records their hash, as it does for the files of `--btf`.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { BtfTable } from '../frontend/btf/table.js';
import type { LinkOptions } from '../frontend/link.js';
import { readSystemBtf } from '../frontend/object.js';
import { readInput } from './output.js';
import { findTarget } from './targets.js';

/** Where a kernel shows its types. */
export const KERNEL_BTF = '/sys/kernel/btf/vmlinux';

/** The words of `--btf` that are no files. */
export const BTF_WORDS = { none: 'none', kernel: 'kernel' } as const;

/** How an option is recorded that names a file: by what is in it. */
export const hashWord = (option: string, bytes: Uint8Array): string =>
  `--${option}=sha256:${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`;

export type TypeOptions = Pick<LinkOptions, 'targetBtf' | 'moduleBtf' | 'systemBtf'>;

/**
 * The types that `--btf` names: a file and those of modules over it, `kernel`, or `none`. Without it, the kernel's
 * if `byDefault`. Records in `words` what is used, when it is known to be. Undefined after a report.
 */
export async function readTypeOptions(
  files: readonly string[],
  { triple, byDefault }: { readonly triple: string | undefined; readonly byDefault: boolean },
  words: string[],
  sink: DiagnosticSink,
): Promise<TypeOptions | undefined> {
  if (files.length === 0) return byDefault ? { systemBtf: once(() => kernelTypes(triple, words, sink)) } : {};
  if (files.includes(BTF_WORDS.none)) {
    if (files.length === 1) return {};
    return sink.report('E0803', { value: BTF_WORDS.none, option: '--btf' }, undefined, {
      help: 'none stands alone',
    });
  }
  const tables: BtfTable[] = [];
  for (const file of files) {
    const path = file === BTF_WORDS.kernel ? KERNEL_BTF : file;
    const bytes = await readInput(path, sink);
    const table = bytes && readSystemBtf(basename(path), bytes, tables[0], sink);
    if (!table) return undefined;
    words.push(hashWord('btf', bytes));
    tables.push(table);
  }
  return { targetBtf: tables[0]!, moduleBtf: tables.slice(1) };
}

/** The running kernel's types; W0101 where it has none, or code is for another kind of machine. */
function kernelTypes(
  triple: string | undefined,
  words: string[],
  sink: DiagnosticSink,
): BtfTable | undefined {
  const host = findTarget(undefined);
  if (triple !== undefined && triple !== host?.triple)
    return sink.report('W0101', { reason: `this machine is not ${triple}` });
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(KERNEL_BTF);
  } catch {
    return sink.report('W0101', { reason: `there is no ${KERNEL_BTF}` });
  }
  words.push(hashWord('btf', bytes));
  return readSystemBtf(KERNEL_BTF, bytes, undefined, sink);
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
