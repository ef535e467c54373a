/** flows_host OBJECT.so: a Node host around generated types (`ebpfc gen types flows.o -o flows.types.ts`). */
import { readFileSync } from 'node:fs';
import { openObject } from 'ebpfc';
import { Flows, verdict } from './flows.types.js';

const opened = await openObject(readFileSync(process.argv[2]!));
if (!opened.ok) throw new Error(opened.diagnostics.map(d => d.message).join('\n'));
const flows = new Flows(opened.object);
const frame = Buffer.from(`02000000000102000000000208${'00'.repeat(47)}`, 'hex');

flows.setBss({ calls: 100n });
console.log('returned', Number(flows.run('count_frames', frame, 3).retval));
const flow = flows.maps.flows.get({ ether_type: 8, vlan: 0 });
console.log('frames', flow?.frames, 'verdict', flow?.verdict === verdict.PASSED, 'label', flow?.label);
flows.maps.flows.set(
  { ether_type: 1, vlan: 2 },
  {
    frames: 7n,
    third: 0x355aa12345n,
    verdict: verdict.FAR,
    points: [{ x: 1, y: -2 }],
    right: 9,
    label: 'typed',
  },
);
const entries = [...flows.maps.flows.entries()].sort(([a], [b]) => a.ether_type! - b.ether_type!);
for (const [key, value] of entries)
  console.log(key.ether_type, value.frames, value.third, value.points?.[0], value.left, value.label);
console.log(
  'deleted',
  flows.maps.flows.delete({ ether_type: 1, vlan: 2 }),
  [...flows.maps.flows.keys()].length,
);
console.log(
  'totals',
  flows.maps.totals.getAll(0).reduce((sum, n) => sum + n),
);
console.log('calls', flows.bss.calls, 'origin', flows.data.origin, 'limit', flows.rodata.limit);
flows.object.close();
