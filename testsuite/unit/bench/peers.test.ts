import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { findTarget } from '../../../src/driver/targets.js';
import { findClang } from '../../../src/driver/toolchain.js';
import { buildHarness, measureProgram } from '../../bench/measure.js';
import { findPeers } from '../../bench/peers.js';
import { BENCH_FOLDER, findPrograms } from '../../bench/programs.js';
import { runtimeNamed } from '../../bench/runtimes.js';
import { runMeasured } from '../../bench/tools.js';

/** An adapter whose every program returns its mode, which is a number. */
const ADAPTER = `
#include <stdlib.h>
#include "peer.h"
static uint64_t number;
static uint64_t run(void *memory, uint64_t size, void *self) { (void)memory, (void)size, (void)self; return number; }
const char *bench_peer_load(const struct bench_peer_job *job, struct bench_peer_code *code)
{
	if (job->length % 8 || job->mode[0] == 'x')
		return "it takes no such thing";
	number = strtoull(job->mode, NULL, 10);
	code->run = run;
	return NULL;
}
`;

test('other runtimes are measured when they agree, and named with the reason when not', async t => {
  const clang = await findClang(undefined, process.env, new DiagnosticSink(), undefined);
  const target = findTarget(undefined);
  if (!clang || !target) {
    t.log('skipped: no clang, or no code for this machine');
    t.pass();
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'ebpfc-peers-test-'));
  t.teardown(() => rmSync(folder, { recursive: true }));
  const build = { clang, target, folder, disabledPasses: new Set<string>() };
  const source = join(folder, 'own.c');
  const adapter = join(folder, 'own.so');
  writeFileSync(source, ADAPTER);
  const include = `-I${join(BENCH_FOLDER, 'peers')}`;
  await runMeasured([clang.command, '-shared', '-fPIC', include, source, '-o', adapter]);
  const peers = [`right=${adapter}:2`, `wrong=${adapter}:3`, `none=${adapter}:x`];
  const found = await findPeers({ ubpfPrefix: join(folder, 'nowhere'), peers }, build);
  t.regex(found.absent.find(({ name }) => name === 'ubpf')!.reason, /--ubpf-prefix/);

  const own = found.runtimes.filter(({ name }) => ['right', 'wrong', 'none'].includes(name));
  const runtimes = [runtimeNamed('clang'), ...own];
  const settings = { rounds: 3, sampleUs: 20, count: false };
  const harness = await buildHarness(build);
  const [simple] = findPrograms('simple');
  const report = await measureProgram(harness, simple!, runtimes, build, settings);
  t.deepEqual(
    report.measurements.map(({ runtime }) => runtime),
    ['clang', 'right'],
  );
  const reasons = Object.fromEntries(report.absent.map(({ name, reason }) => [name, reason]));
  t.regex(reasons['wrong']!, /another result/);
  t.regex(reasons['none']!, /it takes no such thing/);

  const [mapped] = findPrograms('histogram');
  const { absent } = await measureProgram(harness, mapped!, runtimes, build, settings);
  t.true(absent.every(({ reason }) => reason === 'it uses maps or helpers'));
  t.is(absent.length, 3);
});
