import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { openCache } from '../cache.js';
import { withTemporary } from '../cleanup.js';
import { systemReason, writeFileAtomically } from '../output.js';
import { resourceDir, version } from '../resources.js';
import { buildArchive, buildRuntime, SONAME } from '../runtime.js';
import { findTarget } from '../targets.js';
import { findClang } from '../toolchain.js';
import type { CommandContext } from './command.js';

const DEFAULT_PREFIX = '/usr/local';

/** `ebpfc runtime build [-o FILE]`, `ebpfc runtime install [--prefix=DIR]`: the library that hosts link with. */
export async function run(context: CommandContext): Promise<undefined> {
  const { operands, options, shell, sink } = context;
  const [verb] = operands;
  if (operands.length !== 1 || (verb !== 'build' && verb !== 'install'))
    return sink.report('E0806', { what: '`build` or `install`' });
  const target = findTarget(options.target);
  if (!target) return sink.report('E0808', { target: options.target! });
  const cache = openCache(shell.env, options.cache);
  const clang = await findClang(options.clang, shell.env, sink, cache);
  if (!clang) return;
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-runtime-'));
  await withTemporary(folder, async () => {
    const shared = await buildRuntime(clang, target.triple, folder, cache, sink);
    if (!shared) return;
    if (verb === 'build') {
      if (options.output === '-') await shell.print(shared);
      else await writeFileAtomically(options.output ?? 'libebpfc.so', shared, sink, 0o755);
      return;
    }
    const archive = await buildArchive(clang, target.triple, folder, cache, sink);
    if (archive) await install(context, shared, archive);
  });
}

/** What hosts need, where compilers and pkg-config look for it. */
async function install(
  { options, shell, sink }: CommandContext,
  shared: Uint8Array,
  archive: Uint8Array,
): Promise<void> {
  const prefix = resolve(options.prefix ?? DEFAULT_PREFIX);
  const root = join(shell.env['DESTDIR'] ?? '', prefix);
  const sources = resourceDir();
  const pc = readFileSync(join(sources, 'ebpfc.pc.in'), 'utf8')
    .replace('@PREFIX@', prefix)
    .replace('@VERSION@', version());
  const library = `libebpfc.so.${version()}`;
  const files: readonly (readonly [path: string, content: Uint8Array | string, mode: number])[] = [
    ['include/ebpfc.h', readFileSync(join(sources, 'include/ebpfc.h')), 0o644],
    [`lib/${library}`, shared, 0o755],
    ['lib/libebpfc.a', archive, 0o644],
    ['lib/pkgconfig/ebpfc.pc', pc, 0o644],
  ];
  const links: readonly (readonly [path: string, to: string])[] = [
    [`lib/${SONAME}`, library],
    ['lib/libebpfc.so', SONAME],
  ];
  try {
    for (const [path, content, mode] of files) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      if (!(await writeFileAtomically(join(root, path), content, sink, mode))) return;
    }
    for (const [path, to] of links) {
      await rm(join(root, path), { force: true });
      await symlink(to, join(root, path));
    }
  } catch (error) {
    sink.report('E0805', { file: root, reason: systemReason(error) });
    return;
  }
  for (const [path] of [...files, ...links]) await shell.print(`${join(root, path)}\n`);
}
