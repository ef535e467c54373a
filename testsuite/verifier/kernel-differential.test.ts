import test from 'ava';
import { compareWithKernel } from './kernel-differential.js';

const PROGRAMS = process.env['EBPFC_TEST_ALL'] ? 5000 : 120;
/**
 * What we ask beyond the kernel: bytes that were written, no arithmetic and bit tests on pointers, a test for null
 * also of an array's element at a constant index, of which newer kernels know that it is there.
 */
const STRICTER = /before it is set|is not allowed on a|may be null/;

test('of random programs, what the kernel accepts we accept, and what we accept does nothing wrong', t => {
  const seed = Number(process.env['EBPFC_FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const found = compareWithKernel(seed, PROGRAMS, 20);
  if (found === undefined) {
    t.log('skipped: the kernel cannot be asked');
    t.pass();
    return;
  }
  const { bothAccept, bothReject, stricter, laxer, wrong, runs } = found;
  t.log(
    `seed ${seed}: both accept ${bothAccept}, both reject ${bothReject}, only the kernel ${stricter.length}, only we ${laxer.length}, ${runs} runs`,
  );
  t.deepEqual(wrong, [], `EBPFC_FUZZ_SEED=${seed}`);
  t.deepEqual(
    stricter.filter(({ reason }) => !STRICTER.test(reason)),
    [],
    `EBPFC_FUZZ_SEED=${seed}`,
  );
  t.true(
    bothAccept > PROGRAMS / 5 && bothReject > PROGRAMS / 10,
    'the programs are neither all right nor all wrong',
  );
});
