import test from 'ava';
import fc from 'fast-check';
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { compileText } from '../../src/driver/compile.js';
import { lowerToText } from '../../src/driver/pipeline.js';
import { findTarget } from '../../src/driver/targets.js';
import { findClang } from '../../src/driver/toolchain.js';
import { moduleFromCode } from '../../src/frontend/raw.js';
import { formatInsn } from '../../src/isa/format.js';
import { insnById } from '../../src/isa/table.js';
import type { Insn } from '../../src/isa/types.js';
import { arbitraryInsn } from './arbitrary-insn.js';

const all = process.env['EBPFC_TEST_ALL'] !== undefined;

const exit: Insn = { desc: insnById('exit')!, dst: 0, src: 0, offset: 0, imm: 0n };

/** Any instructions whatsoever, but that jumps and calls are short, or hardly any would be in the code. */
const code: fc.Arbitrary<Insn[]> = fc
  .array(
    fc.tuple(arbitraryInsn, fc.integer({ min: -4, max: 6 })).map(([insn, rel]): Insn => {
      const { fields, sem } = insn.desc;
      if (fields.offset === 'rel') return { ...insn, offset: rel };
      if (fields.imm === 'rel') return { ...insn, imm: BigInt(rel) };
      return sem.kind === 'call' && fields.imm === 'helper' ? { ...insn, imm: BigInt(rel + 5) } : insn;
    }),
    { maxLength: 12 },
  )
  .map(insns => [...insns, exit]);

const target = findTarget(undefined)!;
const options = {
  triple: target.triple,
  features: '',
  producer: '',
  command: '',
  inputSha256: '',
  debug: false,
  disabledPasses: new Set<string>(),
};

/** LLVM text, or the errors that were reported. */
function lower(insns: readonly Insn[]): string | { readonly errors: number } {
  const sink = new DiagnosticSink();
  const module = moduleFromCode('random', insns, {}, sink);
  const lowered = module && lowerToText({ module, entry: 'raw' }, options, sink);
  return lowered?.text ?? { errors: sink.errors };
}

const textOf = (insns: readonly Insn[]): string => insns.map(insn => formatInsn(insn, 'c')).join('\n');

test('any instructions compile or are refused with an error', t => {
  fc.assert(
    fc.property(code, insns => {
      const lowered = lower(insns);
      t.true(typeof lowered === 'string' || lowered.errors > 0, textOf(insns));
    }),
    { numRuns: all ? 20_000 : 300 },
  );
});

test('what compiles is what LLVM takes', async t => {
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  if (!clang) {
    t.log('skipped: no clang');
    t.pass();
    return;
  }
  const jobs = {
    ...options,
    optimise: '0',
    cpu: [],
    clangArgs: [],
    cache: undefined,
    timeoutSeconds: 60,
    trace: () => {},
  };
  let compiled = 0;
  for (const insns of fc.sample(code, all ? 1000 : 40)) {
    const text = lower(insns);
    if (typeof text !== 'string') continue;
    const sink = new DiagnosticSink();
    t.truthy(
      await compileText(clang, text, 'obj', jobs, sink),
      `${sink.diagnostics[0]?.message}\n${textOf(insns)}`,
    );
    compiled++;
  }
  t.log(`${compiled} programs`);
  t.true(compiled > 0);
});
