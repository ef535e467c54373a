import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import test from 'ava';
import { CODES } from '../../../src/diag/codes.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';
import { exitCodeOf } from '../../../src/driver/exit.js';
import { helpText } from '../../../src/driver/help.js';
import { reportInternalError } from '../../../src/driver/internal-error.js';
import { type OptionRow, optionsOf } from '../../../src/driver/options.js';
import { wantsColor } from '../../../src/driver/report.js';
import { packageRoot } from '../../../src/driver/resources.js';
import { applyWarningOptions } from '../../../src/driver/warnings.js';
import { run, testShell } from './shell.js';

test('--version is one line with the version of the package', async t => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  t.deepEqual(await run('--version'), { exit: 0, out: `ebpfc ${version}\n`, err: '' });
  t.regex((await run('--version -v')).out, /^ebpfc .*\nclang \d+.*\nnode/);
});

test('--help names every option and every exit code', async t => {
  const { exit, out } = await run('--help');
  t.is(exit, 0);
  for (const [, row] of optionsOf('compile') as [string, OptionRow][]) {
    if (row.refused === undefined) for (const name of row.names) t.true(out.includes(name), name);
  }
  t.regex(out, / 70 {2}a bug in ebpfc/);
  for (const width of [60, 80, 132]) {
    for (const line of helpText('compile', width).split('\n'))
      t.true(line.length <= Math.max(width, 80), line);
  }
});

test('a wrong command line exits with 2 and says what is nearest', async t => {
  const { exit, out, err } = await run('--emitt=so');
  t.is(exit, 2);
  t.is(out, '');
  t.regex(err, /error\[E0801\]: unknown option --emitt=so/);
  t.regex(err, /did you mean `--emit`/);
  t.is((await run('@/nonexistent')).exit, 1);
});

test('explain prints what a code means, by code or by name', async t => {
  t.regex((await run('explain E0701')).out, /was not found/);
  t.regex((await run('--explain=e0701')).out, /was not found/);
  t.regex((await run('explain unverified')).out, /^W0001, warning \(-Wunverified\)|W0001/);
  t.is((await run('explain E0000')).exit, 2);
});

test('doctor finds what the tests run with, and exits with 69 when there is no clang', async t => {
  const { exit, out } = await run('doctor');
  t.is(exit, 0);
  t.regex(out, /^ok +clang +\d+/m);
  t.regex(out, /^(ok|--) +attach +/m);
  const missing = await run('doctor --clang=/nonexistent');
  t.is(missing.exit, 69);
  t.regex(missing.err, /apt-get install clang-19/);
});

test('diagnostics are JSON lines when asked', async t => {
  const { err } = await run('explain --diagnostics=json E0000');
  const d = JSON.parse(err);
  t.is(d.code, 'E0803');
  t.is(d.severity, 'error');
});

test('warnings are hidden and promoted by name; errors always stand', t => {
  const sink = new DiagnosticSink();
  sink.report('W0001', {});
  sink.report('E0302', {});
  const severities = (...warning: string[]) =>
    applyWarningOptions(sink.diagnostics, { warning, noWarnings: false }).map(d => `${d.code} ${d.severity}`);
  t.deepEqual(severities(), ['W0001 warning', 'E0302 error']);
  t.deepEqual(severities('no-unverified'), ['E0302 error']);
  t.deepEqual(severities('error'), ['W0001 error', 'E0302 error']);
  t.deepEqual(severities('error=unverified'), ['W0001 error', 'E0302 error']);
  t.deepEqual(severities('error', 'no-error'), ['W0001 warning', 'E0302 error']);
  t.deepEqual(severities('no-such'), ['W0002 warning', 'W0001 warning', 'E0302 error']);
  t.deepEqual(applyWarningOptions(sink.diagnostics, { warning: [], noWarnings: true }).length, 1);
});

test('the exit code follows from the diagnostics', t => {
  const exit = (report: (sink: DiagnosticSink) => void) => {
    const sink = new DiagnosticSink();
    report(sink);
    return exitCodeOf(sink.diagnostics);
  };
  t.is(
    exit(() => {}),
    0,
  );
  t.is(
    exit(s => s.report('W0001', {})),
    0,
  );
  t.is(
    exit(s => s.report('E0302', {})),
    1,
  );
  t.is(
    exit(s => s.report('E0701', { tool: 'clang' })),
    69,
  );
});

test('colour follows the option, then the environment, then the terminal', t => {
  const shell = (env: NodeJS.ProcessEnv, isTerminal: boolean) => ({ ...testShell().shell, env, isTerminal });
  t.true(wantsColor('always', shell({ NO_COLOR: '1' }, false)));
  t.false(wantsColor('never', shell({}, true)));
  t.false(wantsColor(undefined, shell({ NO_COLOR: '1', CLICOLOR_FORCE: '1' }, true)));
  t.true(wantsColor(undefined, shell({ CLICOLOR_FORCE: '1' }, false)));
  t.true(wantsColor('auto', shell({}, true)));
  t.false(wantsColor('auto', shell({ TERM: 'dumb' }, true)));
  t.false(wantsColor('auto', shell({}, false)));
});

test('a bug of ours exits with 70 and keeps what is needed to find it', t => {
  const { shell, output } = testShell();
  t.is(reportInternalError(new Error('oops'), ['-O2', 'package.json'], shell), 70);
  const folder = /files in (\S+)/.exec(output().err)?.[1];
  t.regex(output().err, /internal error: oops/);
  t.truthy(folder);
  t.deepEqual(JSON.parse(readFileSync(join(folder!, 'report.json'), 'utf8')).argv, ['-O2', 'package.json']);
  rmSync(folder!, { recursive: true });
});

test('a full device is not an error message', t => {
  const module = pathToFileURL(join(packageRoot(), 'build/src/driver/main.js')).href;
  const script = `import { main } from '${module}'; process.exitCode = await main(process.argv.slice(1));`;
  const command = `"$0" --input-type=module -e "$1" -- --help 2>&1 >/dev/full`;
  const { stdout } = spawnSync('sh', ['-c', command, process.execPath, script], { encoding: 'utf8' });
  t.is(stdout, '');
});

test('every code can be explained', async t => {
  for (const code of Object.keys(CODES)) t.is((await run(`explain ${code}`)).exit, 0, code);
});
