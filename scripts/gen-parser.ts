/** Writes src/frontend/asm/parser.ts and parser.terms.ts from asm.grammar. With --check: says whether they are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildParserFile } from '@lezer/generator';

const dir = resolve(import.meta.dirname, '../../src/frontend/asm');

/** The generated files by name. */
export function generateParser(): Record<string, string> {
  const grammar = readFileSync(join(dir, 'asm.grammar'), 'utf8');
  const { parser, terms } = buildParserFile(grammar, {
    fileName: 'asm.grammar',
    moduleStyle: 'es',
    typeScript: true,
    warn: message => {
      throw new Error(message);
    },
  });
  return { 'parser.ts': `${parser.trimEnd()}\n`, 'parser.terms.ts': `${terms.trimEnd()}\n` };
}

if (import.meta.filename === process.argv[1]) {
  const stale = Object.entries(generateParser()).filter(([name, text]) => {
    try {
      return readFileSync(join(dir, name), 'utf8') !== text;
    } catch {
      return true;
    }
  });
  for (const [name, text] of stale) {
    console.log(`${name} ${process.argv.includes('--check') ? 'is stale' : 'written'}`);
    if (!process.argv.includes('--check')) writeFileSync(join(dir, name), text);
    else process.exitCode = 1;
  }
}
