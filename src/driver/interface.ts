/** What the host has, as the command line says it: `--host-kfunc`, and files for `--interface`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosticSink } from '../diag/diagnostic.js';
import type { HostFunction } from '../frontend/btf/kfunc.js';
import { HOST_FLAGS, type KfuncFlag } from '../platform/kfuncs.js';
import { readInput } from './output.js';
import { packageRoot } from './resources.js';

/** As schemas/interface.schema.json has it. */
interface Interface {
  readonly kfuncs?: readonly ({ readonly name: string } & Partial<HostFunction>)[];
}

/** The functions of the host by name, and as words for the record in the output; undefined after a report. */
export async function readHostFunctions(
  given: readonly string[],
  file: string | undefined,
  words: string[],
  sink: DiagnosticSink,
): Promise<ReadonlyMap<string, HostFunction> | undefined> {
  const errors = sink.errors;
  const functions = new Map<string, HostFunction>();
  const bytes = file === undefined ? undefined : await readInput(file, sink);
  for (const { name, flags = [], params } of bytes ? await readInterface(file!, bytes, sink) : [])
    functions.set(name, { flags, ...(params && { params }) });
  for (const word of given) parseFunction(word, functions, sink);
  for (const [name, { flags, params }] of functions) {
    const list = params ? `(${params.join(',')})` : '';
    words.push(`--host-kfunc=${name}${list}${flags.length > 0 ? `:${flags.join(',')}` : ''}`);
  }
  return sink.errors > errors ? undefined : functions;
}

/** `NAME`, `NAME:FLAG,FLAG`, `NAME(param,param__sz):FLAG`. */
function parseFunction(word: string, functions: Map<string, HostFunction>, sink: DiagnosticSink): void {
  const [, name, list, flagList = ''] = /^(\w+)(?:\(([\w\s,]*)\))?(?::(.*))?$/.exec(word) ?? [];
  const flags = flagList.split(',').filter(Boolean);
  const known = flags.every(flag => HOST_FLAGS.some(one => one === flag));
  if (name === undefined || !known) {
    sink.report('E0803', { value: word, option: '--host-kfunc' }, undefined, {
      help: `a name, or \`name(data,data__sz):FLAG\` with flags of: ${HOST_FLAGS.join(', ')}`,
    });
    return;
  }
  const params = list?.split(',').map(param => param.trim());
  functions.set(name, { flags: flags as KfuncFlag[], ...(params && { params }) });
}

/** The functions that a file lists; none after a report. */
async function readInterface(
  file: string,
  bytes: Uint8Array,
  sink: DiagnosticSink,
): Promise<NonNullable<Interface['kfuncs']>> {
  const wrong = (reason: string): [] => {
    sink.report('E0844', { file, reason });
    return [];
  };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return wrong((error as Error).message);
  }
  const schema = readFileSync(join(packageRoot(), 'schemas/interface.schema.json'), 'utf8');
  // Costs more to load than most compilations take.
  const { Ajv2020 } = await import('ajv/dist/2020.js');
  const validate = new Ajv2020({ strict: true, allErrors: true }).compile<Interface>(
    JSON.parse(schema) as object,
  );
  if (validate(value)) return value.kfuncs ?? [];
  const [first] = validate.errors ?? [];
  return wrong(`${first?.instancePath || 'the document'} ${first?.message ?? 'is not valid'}`);
}
