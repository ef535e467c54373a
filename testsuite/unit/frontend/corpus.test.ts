/** Every object of the corpus, where there is one, against what libbpf and the kernel said about it. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { parseKconfig } from '../../../src/frontend/kconfig.js';
import { linkModule } from '../../../src/frontend/link.js';
import { readObject } from '../../../src/frontend/object.js';
import type { Module } from '../../../src/frontend/program.js';
import type { InsnIndex } from '../../../src/isa/types.js';
import { helperOf } from '../../../src/platform/helpers.js';
import { mapType } from '../../../src/platform/maps.js';

const CORPUS = resolve(import.meta.dirname, '../../../../../shared/corpus');

interface ManifestFile {
  readonly file: string;
  readonly category: string;
  readonly object_error: string | null;
  readonly programs: readonly {
    readonly name: string;
    readonly section: string;
    readonly insns: number;
    readonly total_insns: number;
    readonly helpers: readonly string[];
    readonly map_types: readonly string[];
  }[];
}

/** What one object asks for without being able to do without. */
const KCONFIG = parseKconfig('CONFIG_BPF_SYSCALL=y\nCONFIG_HZ=1000\nCONFIG_DEFAULT_HOSTNAME="(none)"\n');

interface Facts {
  /** Slots of the function, and of all that it reaches. */
  readonly own: number;
  readonly total: number;
  readonly helpers: readonly string[];
  readonly mapTypes: readonly string[];
}

/** What a program comes to, with the functions it calls or passes on. */
function factsOf(module: Module, index: number): Facts {
  const size = (i: number): number => {
    const fn = module.functions[i]!;
    return fn.code.pcs[fn.end]! - fn.code.pcs[fn.entry]!;
  };
  const seen = new Set([index]);
  const helpers = new Set<string>();
  const mapTypes = new Set<string>();
  for (const i of seen) {
    const { code, entry, end } = module.functions[i]!;
    for (let insn = entry; insn < end; insn = (insn + 1) as InsnIndex) {
      const ref = code.refs.get(insn);
      const { desc, imm } = code.insns[insn]!;
      if (ref?.kind === 'function') seen.add(ref.function);
      if (ref?.kind === 'map') mapTypes.add(mapType(module.maps[ref.map]!.type)?.name ?? '?');
      if (!ref && desc.sem.kind === 'call' && desc.sem.target === 'helper')
        helpers.add(helperOf(Number(imm))?.name ?? `unknown ${imm}`);
    }
  }
  return {
    own: size(index),
    total: [...seen].reduce((sum, i) => sum + size(i), 0),
    helpers: [...helpers].sort(),
    mapTypes: [...mapTypes].sort(),
  };
}

/** Objects that do not link, and the code they are refused with. */
const REFUSED: Readonly<Record<string, string>> = {
  // Not eBPF, or damaged on purpose.
  'invalid__badsymsize.o': 'E0104',
  'invalid__invalid-lddw.o': 'E0202',
  'invalid__58087ea4ff41695f3186d628a3250b26dc8d237a.badelf': 'E0104',
  'invalid__662b334a22904023c13f11008e072076a4f4d215.badelf': 'E0104',
  'invalid__806cc077e56f0ec32236c99055714f63649e7a38.badelf': 'E0101',
  'invalid__ab3408afd06d68dd7e73bf21bde38350d9751a78.badelf': 'E0104',
  'invalid__af99e766f6ba44fd7f2135c3e325c817224b99a3.badelf': 'E0103',
  'invalid__c049438cf649269921736e7306231385350dea58.badelf': 'E0103',
  'tools__aot__example__do_count.o': 'E0102',
  'tools__aot__example__do_uprobe_trace.o': 'E0102',
  'tests__sample__bad__0BB5D8637905866F80790C88104CFD580258052E.o': 'E0102',
  'tests__sample__bad__2775DA65BC9DC1B1BD6558C1B456C7532CD1BE02.o': 'E0103',
  'tests__sample__bad__3688AF1375D9360872B65D0E67F31E5D9AA8166B.o': 'E0103',
  'tests__sample__bad__9A0D5CC0FB24BC6AFB0415DC648388B961FE3E38.o': 'E0202',
  // A symbol that nothing defines and nobody called `__ksym`: libbpf refuses them too.
  'build__badrelo.o': 'E0111',
  'build__externalfunction.o': 'E0111',
  'btf__testdata__tags-el.elf': 'E0111',
  'testdata__fwd_decl-el.elf': 'E0111',
  'testdata__linked1-el.elf': 'E0111',
  'testdata__linked2-el.elf': 'E0111',
  'falco__probe.o': 'E0111',
  'testdata__loader-clang-14-el.elf': 'E0111',
  'testdata__loader-clang-22-el.elf': 'E0111',
  'testdata__loader_nobtf-el.elf': 'E0111',
};

test('the objects of the corpus link to the programs that libbpf finds', t => {
  const manifest = join(CORPUS, 'MANIFEST.json');
  if (!existsSync(manifest)) {
    t.log('skipped: no corpus');
    t.pass();
    return;
  }
  const { files } = JSON.parse(readFileSync(manifest, 'utf8')) as { files: ManifestFile[] };
  let programs = 0;
  const faults: string[] = [];
  for (const file of files.filter(f => f.category === 'elf')) {
    const sink = new DiagnosticSink();
    const name = basename(file.file);
    const object = readObject(name, readFileSync(join(CORPUS, file.file)), sink);
    const module = object && linkModule([object], { kconfig: KCONFIG }, sink);
    if (!module || REFUSED[name]) {
      const code = sink.diagnostics[0]?.code;
      if (code !== REFUSED[name]) faults.push(`${name}: ${code} ${sink.diagnostics[0]?.message}`);
      continue;
    }
    // Where the object did not open, what type its maps have was not found out.
    const untyped = new Set(file.programs.filter(p => p.map_types.includes('?')).map(p => p.name));
    const expected = file.programs
      .map(
        p =>
          `${p.section}:${p.name}:${p.insns}:${p.total_insns}:${p.helpers}:${untyped.has(p.name) ? '?' : p.map_types}`,
      )
      .sort();
    const actual = module.functions
      .flatMap((fn, i) => {
        if (fn.kind !== 'program') return [];
        const { own, total, helpers, mapTypes: known } = factsOf(module, i);
        const mapTypes = untyped.has(fn.name) ? '?' : known;
        return [`${fn.section}:${fn.name}:${own}:${total}:${helpers}:${mapTypes}`];
      })
      .sort();
    const missing = expected.filter(p => !actual.includes(p));
    const extra = actual.filter(p => !expected.includes(p));
    programs += actual.length;
    if (missing.length || extra.length) faults.push(`${name}: -${missing.slice(0, 4)} +${extra.slice(0, 4)}`);
  }
  t.log(`${programs} programs`);
  t.deepEqual(faults, []);
});

test('two halves of the corpus link to what bpftool made of them', t => {
  const folder = join(CORPUS, 'elf/cilium-ebpf');
  if (!existsSync(folder)) {
    t.log('skipped: no corpus');
    t.pass();
    return;
  }
  const link = (...names: string[]): string[] => {
    const sink = new DiagnosticSink();
    const objects = names.map(
      name => readObject(name, readFileSync(join(folder, `testdata__${name}-el.elf`)), sink)!,
    );
    const module = linkModule(objects, {}, sink);
    t.deepEqual(sink.diagnostics, []);
    return [
      ...module!.functions.map((fn, i) => {
        const { own, total, mapTypes } = factsOf(module!, i);
        return `${fn.kind} ${fn.section} ${fn.name} ${own} ${total} ${mapTypes}`;
      }),
      ...module!.maps.map(
        map => `map ${map.name} ${map.type} ${map.keySize} ${map.valueSize} ${map.maxEntries}`,
      ),
    ].sort();
  };
  t.deepEqual(link('linked1', 'linked2'), link('linked'));
});
