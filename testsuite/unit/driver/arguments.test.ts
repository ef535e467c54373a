import test from 'ava';
import fc from 'fast-check';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { editDistance, parseArguments, splitWords } from '../../../src/driver/arguments.js';
import { OPTIONS, type OptionRow } from '../../../src/driver/options.js';

async function parse(words: string, files: Record<string, string> = {}) {
  const sink = new DiagnosticSink();
  const line = await parseArguments(words.split(' ').filter(Boolean), async path => files[path], sink);
  return { line, options: line?.options, errors: sink.diagnostics.map(d => `${d.code}: ${d.message}`), sink };
}

test('values are joined, separate or after an equals sign', async t => {
  t.is((await parse('-o x.so a.o')).options?.output, 'x.so');
  t.is((await parse('-ox.so a.o')).options?.output, 'x.so');
  t.is((await parse('--emit=llvm a.o')).options?.emit, 'llvm');
  t.is((await parse('--emit llvm a.o')).options?.emit, 'llvm');
  t.is((await parse('-O3')).options?.optimise, '3');
  t.is((await parse('-O')).options?.optimise, '1');
  t.deepEqual((await parse('-Wl,-s -Wl,-z,now -Wall')).options?.linkerArg, ['-s', '-z,now']);
  t.deepEqual((await parse('-Wl,-s -Wall -Wno-x')).options?.warning, ['all', 'no-x']);
  t.is((await parse('-MF a.d -MD -MTx')).options?.depfilePath, 'a.d');
  t.deepEqual((await parse('-MF a.d -MD -MTx')).options?.depfileTarget, ['x']);
});

test('long names take one dash or two', async t => {
  t.true((await parse('--emit-llvm')).options?.emitLlvm);
  t.true((await parse('-emit-llvm')).options?.emitLlvm);
  t.is((await parse('-target=riscv64-linux-gnu')).options?.target, 'riscv64-linux-gnu');
  t.is((await parse('--save-temps=obj')).options?.saveTemps, 'obj');
  t.is((await parse('-save-temps a.o')).options?.saveTemps, 'cwd');
});

test('the last wins, and a flag can be taken back', async t => {
  t.true((await parse('')).options?.cache);
  t.false((await parse('--no-cache')).options?.cache);
  t.true((await parse('--no-cache --cache')).options?.cache);
  t.is((await parse('-O3 -O0')).options?.optimise, '0');
});

test('operands keep their order; - is one, and -- ends the options', async t => {
  t.deepEqual((await parse('a.o -S - -- -c')).line?.operands, ['a.o', '-', '-c']);
});

test('a command is only a command in the first place', async t => {
  t.is((await parse('doctor a.o')).line?.command, 'doctor');
  const { line } = await parse('a.o doctor');
  t.is(line?.command, 'compile');
  t.deepEqual(line?.operands, ['a.o', 'doctor']);
});

test('mistakes are named, with the nearest option', async t => {
  const { errors, sink } = await parse('--emmit=so --time-pases -O9 -o');
  t.deepEqual(errors, [
    'E0801: unknown option --emmit=so',
    'E0801: unknown option --time-pases',
    'E0803: 9 is not a value of -O',
    'E0802: option -o needs FILE',
  ]);
  t.deepEqual(
    sink.diagnostics.slice(0, 3).map(d => d.help),
    ['did you mean `--emit`?', 'did you mean `--time-passes`?', 'one of: 0, 1, 2, 3, s'],
  );
  t.is((await parse('--qqqqqqqq')).sink.diagnostics[0]?.help, undefined);
});

test('C compiler habits are answered', async t => {
  const { sink } = await parse('-I/usr/include a.c');
  t.regex(sink.diagnostics[0]?.help ?? '', /clang --target=bpf/);
});

test('response files hold words, quoted, and may name each other', async t => {
  const files = { a: '-O3 "b c.o" @b', b: "-S\n'-' x\\ y", loop: '@loop' };
  const { line } = await parse('@a', files);
  t.is(line?.options.optimise, '3');
  t.deepEqual(line?.operands, ['b c.o', '-', 'x y']);
  t.regex((await parse('@loop', files)).errors[0] ?? '', /without end/);
});

test('any words survive quoting', t => {
  fc.assert(
    fc.property(fc.array(fc.string()), words => {
      const quoted = words.map(w => `"${w.replace(/[\\"]/g, '\\$&')}"`).join('\n');
      t.deepEqual(splitWords(quoted), words);
    }),
  );
});

test('edit distance', t => {
  t.is(editDistance('kitten', 'sitting'), 3);
  t.is(editDistance('', 'abc'), 3);
});

test('no two rows share a name, and each row has help', t => {
  const names = new Map<string, string>();
  for (const [key, row] of Object.entries(OPTIONS) as [string, OptionRow][]) {
    for (const name of [...row.names, ...(row.off ?? [])]) {
      t.false(names.has(name), `${name} is in ${key} and in ${names.get(name)}`);
      names.set(name, key);
    }
    t.true(row.refused !== undefined || row.help.length > 0, key);
    t.is(row.value === undefined, row.form === undefined, `${key}: a value has a form`);
  }
});
