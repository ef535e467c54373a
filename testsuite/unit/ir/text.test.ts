import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { checkModule } from '../../../src/ir/check.js';
import { type IrModule, NO_VALUE } from '../../../src/ir/function.js';
import { parseFunctions } from '../../../src/ir/parse.js';
import { runPasses } from '../../../src/ir/passes.js';
import { printFunction, printModule } from '../../../src/ir/print.js';
import { translateModule } from '../../../src/ir/translate.js';
import { moduleOfHex } from './module-of.js';

const manifest = new URL('../../../../../shared/corpus/MANIFEST.json', import.meta.url);

function translated(name: string, hex: string): IrModule {
  const sink = new DiagnosticSink();
  const ir = translateModule(moduleOfHex(name, hex), { entry: 'raw', stackSize: 512 }, sink);
  if (!ir) throw new Error(sink.diagnostics.map(d => d.message).join('; '));
  return ir;
}

const LOOP =
  'b700000000000000 b703000005000000 0f30000000000000 1703000001000000 5503fdff00000000 9500000000000000';

test('text reads back to the same bytes, with constants and back edges', t => {
  const [func] = translated('loop', LOOP).functions;
  const text = printFunction(func!);
  const sink = new DiagnosticSink();
  const [again] = parseFunctions(text, () => func!.spec, sink) ?? [];
  t.deepEqual(sink.diagnostics, []);
  t.is(printFunction(again!), text);
});

test('text that is no function is reported with its line', t => {
  const spec = translated('loop', LOOP).functions[0]!.spec;
  const wrong = ['raw @f {', 'b0():', '  v0 = add.i64 1', '  ret v0', '}', ''].join('\n');
  for (const text of [
    'nonsense',
    'raw @f {',
    wrong.replace('add', 'frob'),
    wrong.replace('ret v0', 'ret v9'),
  ]) {
    const sink = new DiagnosticSink();
    t.is(
      parseFunctions(text, () => spec, sink),
      undefined,
    );
    t.is(sink.diagnostics[0]?.code, 'E0310');
  }
});

test('the checker finds an entry block without the parameters of its kind', t => {
  const module = translated('prog', 'b700000000000000 9500000000000000');
  const [func] = module.functions;
  func!.block(func!.entryBlock).params.pop();
  t.regex(checkModule(module)[0]!, /has not the parameters of a function that is entered as raw/);
});

test('the checker finds a use that its definition does not reach and a wrong type', t => {
  const module = translated('loop', LOOP);
  t.deepEqual(checkModule(module), []);
  const func = module.functions[0]!;
  const [first, second] = func.order;
  const late = func.inst(func.block(second!).insts[0]!).result;
  func.inst(func.block(first!).insts[0]!).op = 'zext';
  func.block(first!).insts.unshift(func.makeInst('add', { type: 'i32', args: [late, late] }));
  t.not(late, NO_VALUE);
  const errors = checkModule(module).join('\n');
  t.regex(errors, /add: operand 0 is i64, not i32/);
  t.regex(errors, /is used where its definition does not reach/);
  t.regex(errors, /zext: takes 1 operands, has 0/);
});

(existsSync(manifest) ? test : test.skip)(
  'every conformance program is well formed after each pass and round-trips',
  t => {
    const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      files: { category: string; file: string; bytecode_hex: string }[];
    };
    let functions = 0;
    for (const { category, file, bytecode_hex } of files) {
      if (category !== 'conformance') continue;
      const module = translated(file, bytecode_hex);
      t.deepEqual(checkModule(module), [], file);
      runPasses(module, {
        disabled: new Set(),
        sink: new DiagnosticSink(),
        after: pass => t.deepEqual(checkModule(module), [], `${file} after ${pass.name}`),
      });
      for (const func of module.functions) {
        const text = printFunction(func, module.source);
        const sink = new DiagnosticSink();
        const [again] = parseFunctions(text, () => func.spec, sink) ?? [];
        t.deepEqual(sink.diagnostics, [], file);
        t.is(printModule({ source: module.source, functions: [again!] }), text, file);
        functions++;
      }
    }
    t.true(functions >= 313);
  },
);
