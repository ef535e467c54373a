/**
 * Checks the layering of src: a folder may import only from itself and from folders to its left, and only the
 * driver may touch node or a package (the assembler may use lezer). Prints each offence; exit 1 if there is one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const LAYERS = ['diag', 'isa', 'platform', 'frontend', 'ir', 'verifier', 'backends', 'driver'];
const PURE_PACKAGES = /^@lezer\/(common|lr)$/;
const root = resolve(import.meta.dirname, '../../src');

const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(f => f.endsWith('.ts'));
let offences = 0;
for (const file of files) {
  const layer = LAYERS.indexOf(file.split('/')[0] ?? '');
  if (layer < 0) continue; // src/index.ts is the public API and sees everything
  const text = readFileSync(join(root, file), 'utf8');
  for (const [, typeOnly, from = ''] of text.matchAll(
    /^(?:import|export)( type)?\b[^;]*?from '([^']+)';/gms,
  )) {
    const target = from.startsWith('.')
      ? relative(root, join(root, dirname(file), from)).split('/')[0]
      : undefined;
    const reversed = target !== undefined && LAYERS.indexOf(target) > layer;
    const impure =
      target === undefined && LAYERS[layer] !== 'driver' && !typeOnly && !PURE_PACKAGES.test(from);
    if (!reversed && !impure) continue;
    console.error(`src/${file}: ${LAYERS[layer]} must not import ${from}`);
    offences++;
  }
}
console.log(`${files.length} files, ${offences} layer offences`);
process.exitCode = offences ? 1 : 0;
