import { existsSync, readdirSync, readFileSync } from 'node:fs';
import test from 'ava';
import { CODES, type Code } from '../../../src/diag/codes.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { assemble } from '../../../src/frontend/asm/assemble.js';
import type { Ref } from '../../../src/frontend/program.js';
import { moduleFromCode } from '../../../src/frontend/raw.js';
import { runPasses } from '../../../src/ir/passes.js';
import { checkSupport } from '../../../src/ir/support.js';
import { KERNEL_STACK_SIZE, translateModule } from '../../../src/ir/translate.js';
import { decodeCode } from '../../../src/isa/codec.js';
import type { Insn, InsnIndex } from '../../../src/isa/types.js';
import { HELPERS } from '../../../src/platform/helpers.js';
import { verifyModule } from '../../../src/verifier/verify.js';
import { map } from '../verifier/verify-text.js';

const folder = new URL('../../../../docs/errors/', import.meta.url);
const codes = Object.keys(CODES) as Code[];

interface Block {
  /** `asm`, `hex`, `c`, `sh` */
  readonly language: string;
  /** Section of the program, when it is to be verified. */
  readonly section: string;
  readonly text: string;
}

function blocks(page: string): Block[] {
  return [...page.matchAll(/^```(\w+) ?(\S*)\n(.*?)^```$/gms)].map(([, language, section, text]) => ({
    language: language!,
    section: section!,
    text: text!,
  }));
}

function readInsns({ language, text }: Block, sink: DiagnosticSink): readonly Insn[] | undefined {
  if (language === 'asm') return assemble(text, sink, { helpers })?.insns;
  return decodeCode(Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex')), sink)?.insns;
}

/** The maps of examples: a hash with values of 16 bytes, a ring buffer, an array with values of 64 bytes. */
const MAPS = [map('hash', 4, 16), map('ringbuf', 0, 0, 4096), map('array', 4, 64)];

/** `map_fd N` is the N-th of them. */
function mapRefs(insns: readonly Insn[]): Map<InsnIndex, Ref> {
  const refs = new Map<InsnIndex, Ref>();
  for (const [i, { desc, imm }] of insns.entries())
    if (desc.id === 'lddw.map_fd') refs.set(i as InsnIndex, { kind: 'map', map: Number(imm) });
  return refs;
}

const helpers = new Map(HELPERS.map(helper => [helper.name, helper.id]));

/** The codes that compiling and verifying an example reports. */
function codesOf(block: Block): Set<Code> {
  const sink = new DiagnosticSink();
  const { section } = block;
  const insns = readInsns(block, sink);
  const module =
    insns &&
    moduleFromCode(
      'example',
      insns,
      { section, ...(section !== '' && { maps: MAPS, refs: mapRefs(insns) }) },
      sink,
    );
  const entry = section === '' ? 'raw' : 'ctx';
  const ir = module && translateModule(module, { entry, stackSize: KERNEL_STACK_SIZE }, sink);
  if (ir) {
    runPasses(ir, { disabled: new Set(), sink });
    checkSupport(ir, sink);
    if (section !== '' && sink.errors === 0) verifyModule(ir, { arch: 'x86_64' }, sink);
  }
  return new Set(sink.diagnostics.map(d => d.code));
}

test('every page has a code, and says what to do', t => {
  for (const file of readdirSync(folder)) {
    const code = file.replace(/\.md$/, '') as Code;
    t.true(codes.includes(code), `docs/errors/${file} is of no code`);
    const page = readFileSync(new URL(file, folder), 'utf8');
    t.true(page.startsWith(`# ${code}: `), `${file} begins with its code`);
    t.regex(page, /^## What to do$/m, `${file} says what to do`);
    const { name } = CODES[code] as { name?: string };
    if (name !== undefined) t.true(page.includes(`\`${name}\``), `${file} has the name of the warning`);
  }
});

/** In the long run of the tests only: whoever adds a code may write its page with the next change. */
const thorough = process.env['EBPFC_TEST_ALL'] ? test : test.skip;

thorough('every code has a page', t => {
  const missing = codes.filter(code => !existsSync(new URL(`${code}.md`, folder)));
  t.deepEqual(missing, [], 'write docs/errors/CODE.md: what it means, an example, what to do');
});

test('examples that can be compiled here report their code, and what to do instead does not', t => {
  let examples = 0;
  const wrong: string[] = [];
  for (const file of readdirSync(folder)) {
    const code = file.replace(/\.md$/, '') as Code;
    const [example = '', remedy = ''] = readFileSync(new URL(file, folder), 'utf8').split(/^## What to do$/m);
    const compiled = (text: string) => blocks(text).filter(b => b.language === 'asm' || b.language === 'hex');
    for (const block of compiled(example)) {
      examples++;
      const found = codesOf(block);
      if (!found.has(code))
        wrong.push(`the example of ${code} reports ${[...found].join(', ') || 'nothing'}`);
    }
    for (const block of compiled(remedy)) {
      const found = codesOf(block);
      if (found.size > 0) wrong.push(`the remedy of ${code} reports ${[...found].join(', ')}`);
    }
  }
  t.deepEqual(wrong, []);
  t.true(examples > 45, `${examples} examples`);
});
