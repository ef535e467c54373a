import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { DiagnosticSink } from '../../../../src/diag/diagnostic.js';
import { essentialName } from '../../../../src/frontend/btf/core-match.js';
import { encodeBtf } from '../../../../src/frontend/btf/encode.js';
import { parseBtf } from '../../../../src/frontend/btf/parse.js';
import { readBtfTable } from '../../../../src/frontend/btf/table.js';
import type { Btf, BtfType } from '../../../../src/frontend/btf/types.js';
import { nameOf, resolve, sizeOf } from '../../../../src/frontend/btf/walk.js';
import { readObject } from '../../../../src/frontend/object.js';

const FIXTURES = new URL('../../../../../testsuite/fixtures/', import.meta.url);
const KERNEL = '/sys/kernel/btf/vmlinux';

const tableOf = (bytes: Uint8Array) => {
  const sink = new DiagnosticSink();
  return { table: readBtfTable(bytes, undefined, {}, sink), diagnostics: sink.diagnostics };
};

/** Every `step`th type and name is what the whole parser makes of it. */
function compare(t: { deepEqual(a: unknown, b: unknown): void }, btf: Btf, step: number): void {
  const { table } = tableOf(btf.bytes);
  const byName = new Map<string, number[]>();
  for (let id = 1; id < btf.types.length; id++) {
    const name = essentialName(nameOf(btf.types[id]!));
    if (name !== '') byName.set(name, [...(step === 1 ? (byName.get(name) ?? []) : []), id]);
    if (id % step === 0) t.deepEqual(table!.type(id), btf.types[id]);
  }
  t.deepEqual(table!.type(btf.types.length), undefined);
  if (step === 1) for (const [name, ids] of byName) t.deepEqual(table!.idsOf(name), ids);
  t.deepEqual(table!.idsOf('no such name'), []);
}

test('types of objects are the same, read one by one', t => {
  for (const name of readdirSync(FIXTURES).filter(
    file => file.endsWith('.v4.o') || file === 'core-target.o',
  )) {
    const object = readObject(name, readFileSync(new URL(name, FIXTURES)), new DiagnosticSink());
    if (object?.btf) compare(t, object.btf, 1);
  }
});

test('types of a kernel are the same, read one by one', t => {
  if (!existsSync(KERNEL)) return void t.pass(`skipped: there is no ${KERNEL}`);
  compare(t, parseBtf(new Uint8Array(readFileSync(KERNEL)), {}, new DiagnosticSink())!, 997);
});

const INT: BtfType = {
  kind: 'int',
  name: 'int',
  size: 4,
  signed: true,
  char: false,
  bool: false,
  bitOffset: 0,
  bits: 32,
};

test('circles end, and references that lead nowhere are void', t => {
  const types: BtfType[] = [
    { kind: 'void' },
    { kind: 'typedef', name: 'a', type: 2 },
    { kind: 'const', type: 1 },
    { kind: 'array', type: 3, index: 4, count: 2 },
    INT,
    { kind: 'ptr', type: 99 },
  ];
  const { table, diagnostics } = tableOf(encodeBtf(types).bytes);
  t.deepEqual(diagnostics, []);
  t.is(resolve(table!, 1), 0);
  t.is(sizeOf(table!, 3), undefined);
  t.is(resolve(table!, 99), 99);
  t.is(sizeOf(table!, 99), undefined);
});

test('what is no BTF is refused', t => {
  const { bytes } = encodeBtf([{ kind: 'void' }, INT]);
  const broken = (change: (copy: Uint8Array) => Uint8Array): string | undefined => {
    const { table, diagnostics } = tableOf(change(bytes.slice()));
    t.is(table, undefined);
    return diagnostics[0]?.code;
  };
  t.is(
    broken(copy => copy.subarray(0, 10)),
    'E0106',
  );
  t.is(
    broken(copy => copy.subarray(0, copy.length - 1)),
    'E0106',
    'strings end early',
  );
  t.is(
    broken(copy => copy.fill(0x1f, 31, 32)),
    'E0106',
    'a kind that is not known',
  );
  t.is(
    broken(copy => copy.fill(3, 31, 32)),
    'E0106',
    'a record that is cut off',
  );
});
