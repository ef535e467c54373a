/** The `.kconfig` section of a module: the variables that code refers to, from all objects. */
import { SHN, STB } from '../elf/reader.js';
import { type KconfigVariable, kconfigSection } from '../kconfig.js';
import type { Draft, DraftGlobal } from './draft.js';

/** Makes the section, when there are such variables, as the last of the globals. */
export function placeKconfig(draft: Draft): void {
  const variables = new Map<string, KconfigVariable>();
  for (const unit of draft.units) {
    const { btf, symbols, name: file } = unit.object;
    const section = btf?.types.find(type => type.kind === 'datasec' && type.name === '.kconfig');
    if (!btf || section?.kind !== 'datasec') continue;
    const undefinedNames = new Map(symbols.filter(s => s.section === SHN.UNDEF).map(s => [s.name, s]));
    for (const entry of section.vars) {
      const variable = btf.types[entry.type];
      const symbol = variable?.kind === 'var' ? undefinedNames.get(variable.name) : undefined;
      if (variable?.kind !== 'var' || !symbol || variables.has(variable.name)) continue;
      const { name, type } = variable;
      const weak = symbol.bind === STB.WEAK;
      variables.set(name, { name, btf, type, btfId: unit.typeId(entry.type), weak, file });
    }
  }
  if (variables.size === 0) return;
  const section = kconfigSection(
    [...variables.values()],
    draft.options.kconfig ?? new Map(),
    draft.types.sectionId('.kconfig'),
    draft.sink,
  );
  const global = draft.globals.length;
  draft.globals.push({ ...section, relocs: [], symbols: [...section.symbols] } satisfies DraftGlobal);
  const offsets = new Map<number, number>();
  for (const { name, offset, btfId } of section.symbols) {
    draft.kconfig.set(name, { kind: 'global', global, offset });
    if (btfId !== undefined) offsets.set(btfId, offset);
  }
  draft.types.layOut('.kconfig', section.size, offsets);
}
