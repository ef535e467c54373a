/**
 * Alias scopes: what a pointer points into says what an access through it cannot touch. LLVM sees one `ptr` type and
 * loads that produce pointers; without scopes every store to a map value might change the packet.
 *
 * The regions are those that value numbering trusts too (src/ir/provenance.ts): the frame, the context, the packet,
 * map values and global data are memory of their own. `memory` may be any of them and gets no scope.
 */
import type { Region } from '../../ir/provenance.js';
import type { Metadata } from './metadata.js';

const SCOPED: readonly Region[] = ['stack', 'ctx', 'packet', 'map_value', 'global', 'rodata'];

/** Per region: what is appended to an access there. */
export function aliasScopes(metadata: Metadata): ReadonlyMap<Region, string> {
  const domain = distinct(metadata, '!"ebpfc"');
  const scopes = SCOPED.map(region => distinct(metadata, domain, `!"${region}"`));
  return new Map(
    SCOPED.map((region, i) => {
      const own = metadata.tuple([scopes[i]!]);
      const others = metadata.tuple(scopes.filter((_, j) => j !== i));
      return [region, `, !alias.scope ${own}, !noalias ${others}`];
    }),
  );
}

/** A node that is equal to no other, which is what its reference to itself is for. */
function distinct(metadata: Metadata, ...items: readonly string[]): string {
  const name = metadata.reserve();
  metadata.define(name, `distinct !{${[name, ...items].join(', ')}}`);
  return name;
}
