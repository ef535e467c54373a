/** What the stages ask of the platform's tables. */
import type { PointerSources } from '../ir/provenance.js';
import { programType } from '../platform/programs.js';
import { matchSection } from '../platform/sections.js';

/** BPF_FUNC_map_lookup_elem */
const MAP_LOOKUP = 1;

/** How many arguments a helper takes; 5 when nothing is known of it. */
export const helperArity = (id: number): number => (id === MAP_LOOKUP ? 2 : 5);

export const helperName = (id: number): string => `helper_${id}`;

/** `enum bpf_prog_type` of the programs of a section; 0 when its name says nothing. */
export function programTypeOf(section: string): number {
  const match = matchSection(section);
  return match ? programType(match.rule.type).id : 0;
}

export const pointerSources: PointerSources = {
  helperResult: id => (id === MAP_LOOKUP ? 'map_value' : undefined),
  fieldRegion: () => undefined,
};
