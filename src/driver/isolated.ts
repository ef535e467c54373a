/** The process that runs a program for `isolate.ts`: a job as JSON on the standard input, the answer on descriptor 3. */
import { writeSync } from 'node:fs';
import { json } from 'node:stream/consumers';
import { LoadedObject } from './host.js';
import { HostError } from './host-error.js';
import type { Answer, Job } from './isolate.js';

const job = (await json(process.stdin)) as Job;
writeSync(3, JSON.stringify(answer(job)));

function answer({ runtime, object, session, program, data, repeat, maps, rounds }: Job): Answer {
  try {
    const loaded = new LoadedObject(runtime, object, { allowUnverified: true, session });
    const input = Buffer.from(data, 'hex');
    const measured = rounds === undefined ? undefined : loaded.measure(program, input, rounds);
    const result = loaded.testRun(program, { data: input, repeat });
    const contents = maps.map(({ name, keySize, limit, omitZero }) => ({
      name,
      entries: loaded
        .entries(name, keySize, limit, omitZero)
        .map(({ key, value }) => [hex(key), hex(value)] as const),
    }));
    loaded.close();
    return {
      kind: 'result',
      retval: String(result.retval),
      durationNs: String(result.durationNs),
      data: hex(result.data),
      ...measured,
      maps: contents,
    };
  } catch (error) {
    if (error instanceof HostError) return { kind: 'refused', message: error.message };
    throw error;
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
