import test from 'ava';
import { Metadata, metadataString } from '../../../../src/backends/llvm/metadata.js';

test('equal nodes share a number and reserved ones are defined later', t => {
  const metadata = new Metadata();
  const self = metadata.reserve();
  const file = metadata.add('!DIFile(filename: "a.c", directory: "")');
  t.is(metadata.add('!DIFile(filename: "a.c", directory: "")'), file);
  metadata.define(self, `distinct !{${self}, ${file}}`);
  t.deepEqual(metadata.lines(), ['!0 = distinct !{!0, !1}', '!1 = !DIFile(filename: "a.c", directory: "")']);
});

test('metadata strings escape quotes and bytes outside ASCII', t => {
  t.is(metadataString('a"b\\é'), '"a\\22b\\5c\\c3\\a9"');
});
