import test from 'ava';
import { aliasScopes } from '../../../../src/backends/llvm/alias.js';
import { Metadata } from '../../../../src/backends/llvm/metadata.js';
import { packageRoot } from '../../../../src/driver/resources.js';
import { run } from '../../driver/shell.js';

test('an access is of one scope and of no other', t => {
  const metadata = new Metadata();
  const scopes = aliasScopes(metadata);
  t.is(scopes.get('memory'), undefined, 'it may be anything');
  t.is(scopes.get('map'), undefined, 'programs do not write there');
  const lines = metadata.lines();
  const members = (node: string): string[] =>
    /!\{(.*)\}$/.exec(lines[Number(node.slice(1))]!)![1]!.split(', ');
  for (const text of scopes.values()) {
    const [, own = '', others = ''] = /^, !alias\.scope (!\d+), !noalias (!\d+)$/.exec(text)!;
    t.is(members(own).length, 1);
    t.is(members(others).length, scopes.size - 1);
    t.false(members(others).includes(members(own)[0]!));
  }
});

test('packet accesses of a program carry scopes, unless that is left out', async t => {
  const object = `${packageRoot()}/testsuite/fixtures/maps.v4.o`;
  const text = async (...words: string[]) =>
    (await run([...words, '--emit=llvm', '--no-verify', '-w', '-o', '-', object])).out;
  t.regex(await text(), /load i\d+, ptr %\w+, align 1, !alias\.scope !\d+, !noalias !\d+/);
  t.notRegex(await text('--disable-pass=alias-scopes'), /alias\.scope/);
});
