import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import test from 'ava';

// The C tests of sessions and maps in their short form: gcc and clang, each with sanitizers.
test('the C tests of the maps pass', async t => {
  t.timeout(600_000);
  const result = await promisify(execFile)('runtime-c/test/run', ['map_'], { encoding: 'utf8' }).catch(
    (error: { stdout?: string; stderr?: string }) => ({ ...error, failed: true }),
  );
  t.log(result.stdout ?? '');
  t.false('failed' in result, `${result.stdout ?? ''}${result.stderr ?? ''}`);
  t.regex(result.stdout ?? '', /\d+ passed, \d+ skipped, 0 failed/);
});
