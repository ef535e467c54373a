import { basename } from 'node:path';
import { shapeOf } from '../../backends/hosts/shape.js';
import { skeletonText } from '../../backends/hosts/skeleton.js';
import { openCache } from '../cache.js';
import { isSharedObject } from '../descriptor.js';
import { type Language, moduleFromInputs, readInputs } from '../input.js';
import { readLinkOptions } from '../link-options.js';
import { writeFileAtomically } from '../output.js';
import { version } from '../resources.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';
import { planJob, produce } from './compile.js';

/** `ebpfc gen skeleton FILE`, `ebpfc gen types FILE`: what a host in C or TypeScript needs to use the object. */
export async function run(context: CommandContext): Promise<undefined> {
  const { operands, options, shell, sink } = context;
  const [what, ...files] = operands;
  if ((what !== 'skeleton' && what !== 'types') || files.length !== 1)
    return sink.report('E0806', { what: '`skeleton` or `types`, and one eBPF object' });
  const inputs = await readInputs(files, sink);
  const link = await readLinkOptions(options, { triple: undefined, byDefault: false }, sink);
  if (!inputs || !link) return;
  if (isSharedObject(inputs[0]!.bytes))
    return sink.report('E0806', { what: 'the eBPF object itself' }, undefined, {
      help: `${basename(files[0]!)} is compiled already`,
    });
  const read = moduleFromInputs(inputs, options.language as Language | undefined, link.options, sink);
  if (!read) return;
  const shape = shapeOf(read.module);
  const producer = `ebpfc ${version()}`;
  let text: string;
  if (what === 'types') {
    const { typesText } = await import('../../backends/hosts/typescript.js');
    text = typesText(shape, producer);
  } else {
    const cache = openCache(shell.env, options.cache);
    const clang = await findClang(options.clang, shell.env, sink, cache);
    // Hosts set .rodata before they load, as with libbpf.
    const lateRodata = shape.sections.some(({ section }) => section.startsWith('.rodata'));
    const job =
      clang && planJob({ ...context, operands: files, options: { ...options, output: '-', lateRodata } });
    const object = job && (await produce({ ...job, kind: 'so' }, inputs, clang));
    if (!object) return;
    text = skeletonText(shape, object as Uint8Array, producer);
  }
  if (options.output === undefined || options.output === '-') await shell.print(text);
  else await writeFileAtomically(options.output, text, sink);
}
