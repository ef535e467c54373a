import test from 'ava';
import { selectPrograms } from '../../../src/frontend/select.js';
import { fixtureModule, refsOf } from './fixture.js';

test('a part has the chosen program and what it calls, with its references', t => {
  const module = fixtureModule(['globals.v3.o']);
  for (const program of module.functions.filter(f => f.kind === 'program')) {
    const part = selectPrograms(module, f => f === program);
    t.deepEqual(
      part.functions.filter(f => f.kind === 'program').map(f => f.name),
      [program.name],
    );
    for (const { name } of part.functions) t.deepEqual(refsOf(part, name), refsOf(module, name));
  }
});

test('everything chosen is the whole; nothing chosen has no function, and initialisers without one go', t => {
  const module = fixtureModule(['maps.v3.o']);
  const programs = (m: typeof module): string[] => m.functions.map(f => f.name);
  t.deepEqual(programs(selectPrograms(module, () => true)).length <= module.functions.length, true);
  const none = selectPrograms(module, () => false);
  t.deepEqual(programs(none), []);
  const refs = none.maps.flatMap(map => map.values.map(v => v.ref.kind));
  t.false(refs.includes('function'));
});
