import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compactJson, decodeValue } from '../../frontend/btf/value.js';
import { sizeOf } from '../../frontend/btf/walk.js';
import { agentSocket, ask, requestWord } from '../agent.js';
import { onInterrupt, withTemporary } from '../cleanup.js';
import { type OpenMap, type Sessions, toOpenMap, withSessions } from '../session-access.js';
import type { SessionAnswer } from '../session-job.js';
import { attachRequest, attachTo, findAgent, withObject } from './attach.js';
import type { CommandContext } from './command.js';
import { elementJson, recordJson } from './map-print.js';
import { startWith } from './start.js';
import { type Element, mapText } from './trace-print.js';

const POLL_MS = 50;

/** `ebpfc trace FILE -- COMMAND…` or `-p PID FILE`: attaches, and prints events and text as they come, maps at the end. */
export async function run(context: CommandContext): Promise<number | undefined> {
  const { operands, options, sink } = context;
  const [file, ...command] = operands;
  if (file === undefined || (options.process === undefined) !== command.length > 0) {
    return sink.report('E0806', { what: 'one file, and `-p PID` or behind `--` a command' });
  }
  const agent = await findAgent(context);
  if (!agent) return undefined;
  const name = options.session ?? `trace-${process.pid}-${Date.now().toString(36)}`;
  const session = { name, keep: options.session !== undefined };
  const traced = { ...context, operands: [file], options: { ...options, session: name } };
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-trace-'));
  const text = join(folder, 'text');
  writeFileSync(text, '', { mode: 0o600 });
  return withTemporary(folder, () =>
    withSessions(traced, sessions =>
      withObject(traced, async object => {
        const request = `${attachRequest(traced, object)} ${requestWord('print', text)}`;
        if (options.process === undefined) {
          const [first, ...rest] = command;
          const { child, exit } = startWith(traced, agent, request, [first!, ...rest]);
          // The terminal gives Ctrl-C to the command as well.
          const settled = onInterrupt(signal => signal === 'SIGINT' || child.kill(signal));
          await follow(traced, sessions, session, text, exit);
          settled();
          return exit;
        }
        const links = await attachTo(traced, agent, options.process, request);
        if (!links) return undefined;
        const ours = links.filter(link => link.object === object);
        for (const link of ours) context.shell.note(`${link.program} at ${link.place}: ${link.means}\n`);
        await follow(traced, sessions, session, text, endOf(options.process));
        for (const { id } of ours)
          await ask(agentSocket(options.process, traced.shell.env), `detach id=${id}`).catch(() => {});
        return undefined;
      }),
    ),
  );
}

/** Settled when the process is gone, or the user ends the trace. */
function endOf(pid: number): Promise<void> {
  return new Promise(resolve => {
    const timer = setInterval(() => {
      try {
        process.kill(pid, 0);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ESRCH') end();
      }
    }, POLL_MS);
    const settled = onInterrupt(end);
    function end() {
      clearInterval(timer);
      settled();
      resolve();
    }
  });
}

/** Prints until `until` is settled, and then the maps; forgets the session unless the user has named it. */
async function follow(
  context: CommandContext,
  sessions: Sessions,
  session: { readonly name: string; readonly keep: boolean },
  text: string,
  until: Promise<unknown>,
): Promise<void> {
  const printer = new TracePrinter(context);
  const tail = openSync(text, 'r');
  const timer = setInterval(() => void printer.printText(tail), POLL_MS);
  const intervalMs = (context.options.interval ?? 0) * 1000;
  await sessions.ask(
    { kind: 'trace', session: session.name, intervalMs },
    async answer => {
      if (answer.kind === 'dumped') await printer.printText(tail);
      await printer.take(answer);
      return true;
    },
    0,
    until,
  );
  clearInterval(timer);
  closeSync(tail);
  if (printer.isEmpty || session.keep) return;
  await sessions.ask({ kind: 'remove', session: session.name });
}

class TracePrinter {
  readonly #context: CommandContext;
  readonly #maps = new Map<number, OpenMap>();
  readonly #elements = new Map<number, Element[]>();
  #unended = '';

  constructor(context: CommandContext) {
    this.#context = context;
  }

  /** True when no map was seen. */
  get isEmpty(): boolean {
    return this.#maps.size === 0;
  }

  /** The lines that programs printed since the last time. */
  async printText(file: number): Promise<void> {
    const { options, shell } = this.#context;
    // A descriptor is read on from where it was.
    this.#unended += readFileSync(file, 'utf8');
    const lines = this.#unended.split('\n');
    this.#unended = lines.pop()!;
    for (const line of lines)
      await shell.print(options.json ? `${JSON.stringify({ text: line })}\n` : `${line}\n`);
  }

  async take(answer: SessionAnswer): Promise<void> {
    const { shell } = this.#context;
    if (answer.kind === 'map') {
      this.#maps.set(answer.info.id, toOpenMap(answer));
    } else if (answer.kind === 'record') {
      const map = this.#maps.get(answer.map!)!;
      if (answer.lost > 0) shell.note(`lost ${answer.lost} records of CPU ${answer.cpu}\n`);
      await shell.print(this.#record(map, Buffer.from(answer.data, 'hex'), answer.cpu));
    } else if (answer.kind === 'entry') {
      const element = { key: Buffer.from(answer.key, 'hex'), value: Buffer.from(answer.value, 'hex') };
      const before = this.#elements.get(answer.map!);
      if (before) before.push(element);
      else this.#elements.set(answer.map!, [element]);
    } else if (answer.kind === 'dumped') {
      for (const [id, elements] of this.#elements)
        await shell.print(this.#map(this.#maps.get(id)!, elements));
      this.#elements.clear();
    }
  }

  #record(map: OpenMap, data: Uint8Array, cpu: number): string {
    const type = this.#recordType(map, data.length);
    const { btf, info } = map;
    if (this.#context.options.json)
      return recordJson(map, type, data, cpu).replace('{', `{"map":${JSON.stringify(info.name)},`);
    if (btf && type !== undefined) return `${info.name}: ${compactJson(decodeValue(btf, type, data))}\n`;
    return `${info.name}: ${Buffer.from(data).toString('hex')}\n`;
  }

  /** What --type names, what the map was declared with, or `struct event` where a record has its size. */
  #recordType({ btf, info }: OpenMap, size: number): number | undefined {
    if (!btf) return undefined;
    const name = this.#context.options.type?.replace(/^(struct|union|enum) /, '');
    if (name === undefined && info.btf_value !== 0) return info.btf_value;
    const id = btf.types.findIndex(type => 'name' in type && type.name === (name ?? 'event'));
    return id > 0 && (sizeOf(btf, id) ?? size + 1) <= size ? id : undefined;
  }

  #map(map: OpenMap, elements: readonly Element[]): string {
    // Constants are no result.
    if (/\.(rodata|kconfig)/.test(map.info.name)) return '';
    if (!this.#context.options.json) return mapText(map, elements);
    const trees = elements.map(({ key, value }) => compactJson(elementJson(map, key, value)));
    return `{"map":${JSON.stringify(map.info.name)},"elements":[${trees.join(',')}]}\n`;
  }
}
