/** The same input gives the same bytes, whatever folder it is in and whatever else the machine does. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { run } from './shell.js';

const FIXTURES = join(packageRoot(), 'testsuite/fixtures');
const CORPUS = join(packageRoot(), '../shared/corpus');

/** The objects to build twice: some fixtures, and with EBPFC_TEST_ALL every object of the open corpus. */
function objects(): string[] {
  const own = ['maps.v3.o', 'subprograms.v4.o'].map(name => join(FIXTURES, name));
  const manifest = join(CORPUS, 'MANIFEST.json');
  if (!process.env['EBPFC_TEST_ALL'] || !existsSync(manifest)) return own;
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    files: { file: string; category: string }[];
  };
  return [...own, ...files.filter(f => f.category === 'elf').map(f => join(CORPUS, f.file))];
}

test('an object that is built in two folders is the same, byte by byte', async t => {
  t.timeout(7_200_000);
  if (!(await findClang(undefined, process.env, new DiagnosticSink(), undefined))) {
    t.log('skipped: no clang');
    t.pass();
    return;
  }
  const dir = mkdtempSync(join(tmpdir(), 'ebpfc-twice-'));
  t.teardown(() => rmSync(dir, { recursive: true }));
  const folders = [join(dir, 'a'), join(dir, 'somewhere/else/entirely')];
  for (const folder of folders) mkdirSync(folder, { recursive: true });
  let [same, refused] = [0, 0];
  for (const path of objects()) {
    const outputs: (Buffer | undefined)[] = [];
    for (const folder of folders) {
      const [input, output] = [join(folder, basename(path)), join(folder, 'out.so')];
      writeFileSync(input, readFileSync(path));
      rmSync(output, { force: true });
      const { exit } = await run(['--no-verify', '-w', '-g', '-O1', '--no-cache', input, '-o', output]);
      outputs.push(exit === 0 ? readFileSync(output) : undefined);
      rmSync(input);
    }
    const [first, second] = outputs;
    if (first && second) same++;
    else refused++;
    t.true(first && second ? first.equals(second) : first === second, path);
  }
  t.log(`${same} objects are the same, ${refused} are refused`);
  t.true(same > 0);
});
