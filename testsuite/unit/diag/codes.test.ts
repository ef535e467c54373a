import test from 'ava';
import { CODES, formatMessage } from '../../../src/diag/codes.js';
import { DiagnosticSink } from '../../../src/diag/diagnostic.js';

test('messages fill in their parameters', t => {
  t.is(formatMessage('unknown opcode {opcode}', { opcode: '0xff' }), 'unknown opcode 0xff');
});

test('a sink counts errors and carries the help of the code', t => {
  const sink = new DiagnosticSink();
  sink.report('W0001', {});
  sink.report('E0101', { reason: 'wrong magic' });
  t.is(sink.errors, 1);
  t.is(sink.diagnostics[1]?.message, 'not an ELF object: wrong magic');
  t.regex(sink.diagnostics[1]?.help ?? '', /clang --target=bpf/);
});

test('messages follow the text rules', t => {
  for (const [code, row] of Object.entries(CODES)) {
    t.notRegex(row.message, /^[A-Z][a-z]/, `${code} starts in lower case`);
    t.notRegex(row.message, /\.$|illegal/, `${code} has no full stop and is not "illegal"`);
  }
});
