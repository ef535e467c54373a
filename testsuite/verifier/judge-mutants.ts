/** Injected bugs, verified and run: which are found, which are harmless, and which show a verifier that is wrong. */
import { DiagnosticSink } from '../../src/diag/diagnostic.js';
import { formatInsn } from '../../src/isa/format.js';
import { Random } from '../../src/verifier/confirm/random.js';
import { MUTATION_KINDS, MUTATIONS, type Mutant, type MutationKind, mutate } from '../fuzz/mutants.js';
import { type CorpusProgram, corpusPackets, corpusPrograms, moduleOf, prepare } from './corpus.js';
import { judge } from './judge.js';

export interface MutantOptions {
  readonly seed: number;
  readonly mutants: number;
  /** Inputs for each accepted mutant. */
  readonly runs: number;
  /** Programs with more instructions are left out. */
  readonly largest: number;
  readonly grep?: string;
  readonly report?: (line: string) => void;
  readonly verbose?: boolean;
}

export interface Row {
  rejected: number;
  /** Rejected ones that were seen to do wrong: the judge is not blind. */
  confirmed: number;
  accepted: number;
  /** Accepted ones of which at least one run could be judged to its end. */
  judged: number;
  /** Not to be read, translated or decided within its budget. */
  undecided: number;
}

export interface Tally {
  readonly rows: ReadonlyMap<MutationKind, Row>;
  readonly violations: readonly string[];
  readonly runs: number;
}

/** Steps of the verifier for one mutant: a change can make a program that is expensive to follow. */
const STEPS = 60_000;
const BUDGET = 20_000;

export function judgeMutants(options: MutantOptions): Tally {
  const { seed, report = () => undefined } = options;
  const random = new Random(seed);
  const packets = corpusPackets();
  const programs = corpusPrograms().filter(
    ({ file, expected }) =>
      expected.verdict === 'accepted' &&
      expected.total_insns <= options.largest &&
      `${file}:${expected.name}`.includes(options.grep ?? ''),
  );
  const rows = new Map<MutationKind, Row>(
    MUTATION_KINDS.map(kind => [kind, { rejected: 0, confirmed: 0, accepted: 0, judged: 0, undecided: 0 }]),
  );
  const violations: string[] = [];
  let runs = 0;
  // Several mutants of one program in a row: reading it costs more than they do.
  const turn = Math.max(1, Math.min(20, Math.floor(options.mutants / 20)));
  for (let made = 0, misses = 0; made < options.mutants && misses < 1000; ) {
    const program = random.pick(programs);
    const module = moduleOf(program);
    if (module === undefined || prepare(module, program, STEPS)?.verify().verdict !== 'accepted') {
      misses++;
      continue;
    }
    for (let n = 0; n < turn && made < options.mutants; n++) {
      // Few programs have something to release.
      const kind = n === 0 ? 'drop_release' : random.pick(MUTATION_KINDS);
      const mutant = mutate(module, kind, random);
      if (mutant === undefined) continue;
      made++;
      const row = rows.get(mutant.kind)!;
      const subject = prepare(mutant.module, program, STEPS);
      const result = subject?.verify(new DiagnosticSink());
      if (subject === undefined || result?.verdict === 'unsupported' || result?.code === 'E0612')
        row.undecided++;
      else if (result?.verdict !== 'accepted') {
        row.rejected++;
        if (judge(subject, packets, random.word(), options.runs, BUDGET).violation) row.confirmed++;
      } else {
        row.accepted++;
        const verdict = judge(subject, packets, random.word(), options.runs, BUDGET);
        runs += verdict.runs;
        if (verdict.clean > 0) row.judged++;
        if (verdict.violation === undefined) continue;
        const line = `${describe(program, mutant)}: ${verdict.violation.what} at insn ${verdict.violation.insn}, input ${verdict.violation.seed}`;
        violations.push(line);
        report(`VIOLATION ${line}`);
      }
      if (options.verbose) report(`${describe(program, mutant)}: ${result?.verdict} ${result?.reason ?? ''}`);
    }
  }
  return { rows, violations, runs };
}

const describe = (
  { file, expected }: CorpusProgram,
  { kind, function: name, at, before, after }: Mutant,
): string =>
  `${kind} ${file}:${expected.name} ${name} insn ${at}: ${formatInsn(before, 'c')} -> ${formatInsn(after, 'c')}`;

/** The tally for people. */
export function tableOf({ rows, violations, runs }: Tally): string {
  const cells = (list: readonly (string | number)[]): string =>
    `${String(list[0]).padEnd(17)}${list
      .slice(1, 5)
      .map(cell => String(cell).padStart(10))
      .join('')}  ${list[6] ?? ''}`;
  const all = { rejected: 0, confirmed: 0, accepted: 0, judged: 0, undecided: 0 };
  const lines = [cells(['bug', 'rejected', 'confirmed', 'accepted', 'judged', 'undecided'])];
  for (const [kind, row] of rows) {
    lines.push(
      cells([
        kind,
        row.rejected,
        row.confirmed,
        row.accepted,
        row.judged,
        row.undecided,
        MUTATIONS[kind].doc,
      ]),
    );
    for (const key of ['rejected', 'confirmed', 'accepted', 'judged', 'undecided'] as const)
      all[key] += row[key];
  }
  lines.push(cells(['all', all.rejected, all.confirmed, all.accepted, all.judged, all.undecided]));
  lines.push(`${violations.length} wrong acceptances in ${runs} runs`);
  return lines.join('\n');
}
