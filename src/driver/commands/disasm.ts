import { disassembleModule, syntaxOf } from '../disassemble.js';
import { type Language, moduleFromInputs, readInputs, withBytecode } from '../input.js';
import { readLinkOptions } from '../link-options.js';
import type { CommandContext } from './command.js';

/** `ebpfc disasm FILE…`: the instructions of each input, after linking it by itself. */
export async function run({ operands, options, sink, shell }: CommandContext): Promise<undefined> {
  const inputs = await readInputs(operands, sink);
  const link = await readLinkOptions(options, { triple: undefined, byDefault: false }, sink);
  if (!link) return undefined;
  const language = options.language === 'none' ? undefined : (options.language as Language | undefined);
  for (const input of inputs ?? []) {
    const read = moduleFromInputs([input], language, link.options, sink);
    const module = read && withBytecode(read, 'disasm', sink);
    if (module) await shell.print(disassembleModule(module, syntaxOf(options)));
  }
}
