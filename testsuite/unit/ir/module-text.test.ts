import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { readModule } from '../../../src/driver/pipeline.js';
import { parseModuleText, printModuleText } from '../../../src/ir/module-text.js';
import { translateModule } from '../../../src/ir/translate.js';

const FIXTURES = new URL('../../../../testsuite/fixtures/', import.meta.url).pathname;

const HEAD = 'module "m"\nfunction 0 "f" program global section "xdp"\n';
const BODY = '\nctx @f {\nb0(v0: i64):\n  ret 2\n}\n';

function read(text: string) {
  const sink = new DiagnosticSink();
  return { ir: parseModuleText(text, 'm.bir', sink), diagnostics: sink.diagnostics };
}

for (const name of readdirSync(FIXTURES).filter(
  file => file.endsWith('.v4.o') && !file.startsWith('link-'),
)) {
  test(`${name} as text says the same`, t => {
    const sink = new DiagnosticSink();
    const module = readModule([{ name, bytes: readFileSync(join(FIXTURES, name)) }], {}, sink);
    const ir = module && translateModule(module, { entry: 'ctx', stackSize: 512 }, sink);
    if (!ir) return void t.fail(JSON.stringify(sink.diagnostics));
    const text = printModuleText(ir);
    const again = read(text);
    t.deepEqual(again.diagnostics, []);
    // Instructions are lines of the text now; all else is as it was.
    const plain = (s: string): string => s.replace(/@\d+ ?/g, '').replace(/ ;\s*$/gm, '');
    t.is(plain(printModuleText(again.ir!)), plain(text));
    const { functions, btf, core: _, ...rest } = ir.source;
    const { functions: got, btf: gotBtf, ...gotRest } = again.ir!.source;
    t.deepEqual(gotRest, rest);
    t.deepEqual(gotBtf?.bytes, btf?.bytes);
    t.deepEqual(
      got.map(f => [f.name, f.kind, f.linkage, f.section, f.btfId]),
      functions.map(f => [f.name, f.kind, f.linkage, f.section, f.btfId]),
    );
  });
}

test('lines are places', t => {
  const { ir } = read(HEAD + BODY);
  const [func] = ir!.functions;
  const ret = func!.terminator(func!.entryBlock);
  t.is(Number(ret.insn), 6);
  t.deepEqual(func!.spec.code.placeOf(ret.insn), { file: 'm.bir', line: 6, text: '  ret 2' });
});

const WRONG: readonly (readonly [text: string, line: number | undefined, message: RegExp])[] = [
  ['', undefined, /no line `module`/],
  ['module m\n', 1, /m is not in quotes/],
  ['module "\\x"\n', 1, /./],
  ['module "m"\nmap 1 "a" type 1 key 4 value 4 entries 1 flags 0\n', 2, /number 1 where 0 comes next/],
  ['module "m"\nmap 0 "a" type 1 key 4 value 4 entries 1 flags 0 bent\n', 2, /unexpected `bent`/],
  ['module "m"\nmap 0 "a" type 1 key 4\n', 2, /expected `value`/],
  ['module "m"\nslot 0 map 0\n', 2, /there is none/],
  ['module "m"\nglobal 0 ".data" data align 3 zero 8\n', 2, /alignment 3/],
  ['module "m"\nglobal 0 ".data" data align 8 zero 4294967295\n', 2, /bytes of data/],
  ['module "m"\nglobal 0 ".data" data align 8 zero 8\n  address at 4 map 0\n', undefined, /no map 0/],
  ['module "m"\nbtf 00\n', undefined, /malformed BTF/],
  [HEAD, undefined, /not one body/],
  [`${HEAD}${BODY}${BODY}`, undefined, /not one body/],
  [`${HEAD}${BODY.replace('@f', '@g')}`, 4, /not known/],
  [`${HEAD}${BODY.replace('ret 2', 'ret v7')}`, 5, /v7 is not defined/],
  [`${HEAD}${BODY.replace('ret 2', 'jump b0')}`, undefined, /entry block is a target/],
  [`${HEAD}${BODY.replace('  ret 2', 'b0(): \n  ret 2')}`, 5, /there twice/],
  [`${HEAD}${BODY.replace('  ret 2', '  v0 = map.addr 0\n  ret v0')}`, 6, /defined twice/],
  [`${HEAD}${BODY.replace('  ret 2', '  v1 = map.addr 0\n  ret v1')}`, undefined, /no map 0/],
];

for (const [i, [text, line, message]] of WRONG.entries()) {
  test(`wrong text ${i} is reported with its line`, t => {
    const { ir, diagnostics } = read(text);
    t.is(ir, undefined);
    t.regex(diagnostics[0]!.message, message);
    if (line !== undefined) t.is(diagnostics[0]!.place?.line, line);
    t.is(diagnostics[0]!.place?.file, 'm.bir');
  });
}
