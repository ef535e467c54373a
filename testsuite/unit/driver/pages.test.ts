import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test from 'ava';
import { run } from './shell.js';

const fixture = (name: string): string =>
  join(resolve(import.meta.dirname, '../../../../testsuite/fixtures'), name);

function folder(t: { teardown(f: () => void): void }) {
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-test-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  return { dir, at: (name: string) => join(dir, name) };
}

test('a page shows a program from C to assembly, each line with its line of C', async t => {
  const { dir, at } = folder(t);
  const { exit, err } = await run([
    '--target=x86-64',
    `--dump-html=${at('page.html')}`,
    ...['-o', at('x.so'), fixture('subprograms.v3.o')],
  ]);
  t.is(exit, 0, err);
  t.deepEqual(readdirSync(dir).sort(), ['page.html', 'x.so']);
  const page = readFileSync(at('page.html'), 'utf8');
  t.notRegex(page, /<(link|img)|src=|https?:/, 'it needs nothing but itself');
  const main = page.slice(page.indexOf('program <b>calls</b>'));
  const line = /<span data-l="(\d+)">\s*53\s/.exec(main)?.[1];
  const column = (title: string): string => main.slice(main.indexOf(`<summary>${title}`)).split('</pre>')[0]!;
  const marked = (title: string): string =>
    [...column(title).matchAll(new RegExp(`<span data-l="${line}">(.*?)</span>`, 'g'))]
      .map(([, text]) => text)
      .join('\n');
  t.regex(marked('bytecode'), /call .* ; weak_twice/);
  t.regex(marked('translate'), /@weak_twice/);
  t.regex(marked('LLVM IR'), /call i64 @weak_twice/);
  t.regex(marked('assembly'), /addq/);
  t.regex(main, /class="same" title="no change">narrow</, 'passes that changed nothing');
  t.is(main.split('</details>\n</div>')[0]!.match(/<pre>/g)!.length >= 5, true);
});

test('a page of what is refused goes as far as it came', async t => {
  const { at } = folder(t);
  const page = at('page.html');
  const { exit } = await run(['--emit=ir', `--dump-html=${page}`, '-o', at('x'), fixture('struct-ops.v3.o')]);
  t.is(exit, 1);
  t.regex(readFileSync(page, 'utf8'), /<summary>gvn|title="no change">gvn/);
  t.notRegex(readFileSync(page, 'utf8'), /<summary>LLVM/);
});

test('control flow as a graph has every block and edge', async t => {
  const { exit, out, err } = await run(['--emit=cfg', '-o', '-', fixture('subprograms.v3.o')]);
  t.is(exit, 0, err);
  t.regex(out, /^digraph "subprograms\.v3" \{$/m);
  t.regex(out, /label="program calls, section xdp"/);
  t.regex(out, /; 53: /);
  const nodes = [...out.matchAll(/^ {4}(f\d+b\d+) \[/gm)].map(([, id]) => id!);
  const ends = [...out.matchAll(/^ {4}(f\d+b\d+) -> (f\d+b\d+)/gm)].flatMap(([, a, b]) => [a!, b!]);
  t.true(nodes.length >= 8);
  t.true(ends.every(end => nodes.includes(end)));
});

test('a check gives the verdict and writes nothing', async t => {
  const { dir, at } = folder(t);
  const safe = await run(['--check', '-o', at('x.so'), fixture('maps.v3.o')]);
  t.deepEqual(safe, { exit: 0, out: '', err: '' });
  const unsafe = await run(['-fsyntax-only', '-o', at('x.so'), fixture('struct-ops.v3.o')]);
  t.is(unsafe.exit, 1);
  t.regex(unsafe.err, /error\[E0/);
  t.deepEqual(readdirSync(dir), []);
  t.false(existsSync('maps.v3.so'));
});

/** The functions of LLVM text, with local names by their order: numbers of values depend on what is not used. */
function bodies(text: string): string[] {
  return [...text.matchAll(/^define [\s\S]*?^\}$/gm)].map(([body]) => {
    const names = new Map<string, string>();
    return body.replace(/%\w+/g, name => {
      if (!names.has(name)) names.set(name, `%${names.size}`);
      return names.get(name)!;
    });
  });
}

test('IR as input compiles to what it came from', async t => {
  const { at } = folder(t);
  for (const name of ['maps', 'subprograms', 'globals']) {
    const llvm = async (...words: string[]) => {
      const { exit, out, err } = await run(['-emit-llvm', '--no-verify', '-w', '-g0', '-o', '-', ...words]);
      t.is(exit, 0, err);
      return out;
    };
    const direct = await llvm(fixture(`${name}.v4.o`));
    await run(['--emit=ir', '--no-verify', '-o', at('x.bir'), fixture(`${name}.v4.o`)]);
    t.deepEqual(bodies(await llvm('-x', 'ir', at('x.bir'))), bodies(direct), name);
    t.is((await run(['--no-verify', '-o', at('x.so'), at('x.bir')])).exit, 0);
  }
  for (const words of [['disasm'], ['--emit=bpf'], ['--emit=cfg', '-o', '-']]) {
    const { exit, err } = await run([...words, at('x.bir')]);
    t.is(exit, 1);
    t.regex(err, /E0815/);
  }
});
