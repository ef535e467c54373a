import test from 'ava';
import { median, quantile } from '../../../src/driver/statistics.js';
import { geomean, ratioOf } from '../../bench/statistics.js';
import { childTime } from '../../bench/tools.js';

test('the median lies in the middle, between two values if need be', t => {
  t.is(median([3, 1, 2]), 2);
  t.is(median([4, 1, 3, 2]), 2.5);
  t.is(quantile([0, 10], 0.25), 2.5);
  t.true(Number.isNaN(median([])));
});

test('the geometric mean of a ratio and its inverse is 1', t => {
  t.true(Math.abs(geomean([4, 0.25]) - 1) < 1e-12);
});

test('the interval of a ratio holds it, and is a point when the samples do not vary', t => {
  const baseline = [10, 11, 10, 12, 10, 11, 10];
  const twice = ratioOf([{ samples: baseline.map(ns => 2 * ns), baseline }]);
  t.true(twice.low <= twice.value && twice.value <= twice.high);
  t.true(Math.abs(twice.value - 2) < 1e-12);
  const still = [5, 5, 5];
  t.deepEqual(ratioOf([{ samples: still, baseline: still }]), { value: 1, low: 1, high: 1 });
});

test('the same samples give the same interval', t => {
  const pair = { samples: [1, 2, 3, 4, 9], baseline: [2, 2, 3, 2, 2] };
  t.deepEqual(ratioOf([pair]), ratioOf([pair]));
});

test('the time of children is the last line that bash prints', t => {
  t.is(Math.round(childTime('noise\n0m0.001s 0m0.002s\n1m0.500s 0m0.250s\n')), 60750);
});
