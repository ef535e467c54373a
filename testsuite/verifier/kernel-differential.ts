/** Random programs before our verifier and the kernel's: what both say, and what runs show where we are the laxer. */
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { assemble } from '../../src/frontend/asm/assemble.js';
import { encodeCode } from '../../src/isa/codec.js';
import { HELPERS } from '../../src/platform/helpers.js';
import { programType } from '../../src/platform/programs.js';
import { Random } from '../../src/verifier/confirm/random.js';
import { userOfSection, verifyModule } from '../../src/verifier/verify.js';
import { typedProgram, VALUE_SIZE } from '../fuzz/typed-program.js';
import { askKernel } from '../unit/platform/kernel.js';
import { irOfText, map } from '../unit/verifier/verify-text.js';
import { judge } from './judge.js';

/** A descriptor that the kernel's tool keeps the map under. */
const MAP_FD = 100;
const MAP = map('array', 4, VALUE_SIZE, 8);
const helpers = new Map(HELPERS.map(helper => [helper.name, helper.id]));

export interface Difference {
  readonly seed: number;
  readonly text: string;
  readonly reason: string;
}

export interface Comparison {
  readonly programs: number;
  readonly bothAccept: number;
  readonly bothReject: number;
  /** The kernel accepts it, we do not. */
  readonly stricter: readonly Difference[];
  /** We accept it, the kernel does not. */
  readonly laxer: readonly Difference[];
  /** Of those: what was seen to do wrong. */
  readonly wrong: readonly Difference[];
  readonly runs: number;
}

/** Undefined when the kernel cannot be asked. */
export function compareWithKernel(seed: number, programs: number, runs: number): Comparison | undefined {
  const seeds = Array.from({ length: programs }, (_, i) => (seed + Math.imul(i, 0x9e37_79b1)) >>> 0);
  const { maxEntries, flags } = MAP;
  const create = {
    kind: 'map',
    fd: MAP_FD,
    type: MAP.type,
    keySize: 4,
    valueSize: VALUE_SIZE,
    maxEntries,
    flags,
  } as const;
  const { id: type } = programType('xdp');
  const load = (own: number) => ({ kind: 'program', type, code: [bytesOf(own)] }) as const;
  const answers = askKernel([create, ...seeds.map(load)])?.slice(1);
  if (answers === undefined) return undefined;
  const stricter: Difference[] = [];
  const laxer: Difference[] = [];
  const wrong: Difference[] = [];
  let bothAccept = 0;
  let bothReject = 0;
  let made = 0;
  for (const [i, own] of seeds.entries()) {
    const text = typedProgram(new Random(own), 'map_fd 0');
    const ir = irOfText('xdp', text, [MAP], true);
    const sink = new DiagnosticSink();
    const ours = verifyModule(ir, { arch: 'x86_64' }, sink).accepted;
    const theirs = answers[i] === 'ok';
    if (ours && theirs) bothAccept++;
    else if (!ours && !theirs) bothReject++;
    else if (theirs) stricter.push({ seed: own, text, reason: sink.diagnostics[0]?.message ?? '' });
    else {
      const reason = answers[i]!.split('|').at(-3) ?? answers[i]!;
      laxer.push({ seed: own, text, reason });
    }
    if (!ours) continue;
    const verdict = judge({ ir, index: 0, user: userOfSection('xdp')! }, [], own, runs);
    made += verdict.runs;
    if (verdict.violation) wrong.push({ seed: own, text, reason: verdict.violation.what });
  }
  return { programs, bothAccept, bothReject, stricter, laxer, wrong, runs: made };
}

function bytesOf(seed: number): Buffer {
  const sink = new DiagnosticSink();
  const code = assemble(typedProgram(new Random(seed), `map_fd ${MAP_FD}`), sink, { helpers });
  if (!code) throw new Error(sink.diagnostics[0]?.message);
  return Buffer.from(encodeCode(code.insns));
}
