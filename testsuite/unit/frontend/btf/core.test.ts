import test from 'ava';
import { essentialName } from '../../../../src/frontend/btf/core-match.js';
import { BAD_RELO } from '../../../../src/frontend/btf/core-patch.js';
import { CPUS, fixtureModule, fixtureObject } from '../fixture.js';

const target = fixtureObject('core-target.o').btf!;

const EXPECTED = [
  'field_byte_offset struct subject___local.id 0 8',
  'field_byte_offset struct subject___local.count 4 16',
  'field_byte_offset struct subject___local.inner.deep 12 36',
  'field_byte_offset struct subject___local.pointer 16 40',
  'field_byte_offset struct subject___local.items[2] 28 52',
  'field_byte_offset struct subject___local.id 0 8',
  'field_byte_offset struct subject___local.flags 32 64',
  'field_byte_size struct subject___local.flags 8 8',
  'field_lshift_u64 struct subject___local.flags 59 28',
  'field_rshift_u64 struct subject___local.flags 59 58',
  'field_signed struct subject___local.level 1 1',
  'field_exists struct subject___local.id 1 1',
  'field_exists struct subject___local.gone 1 0',
  'field_byte_offset struct subject___local.gone 36 -',
  'type_id_local struct subject___local',
  'type_id_target struct subject___local',
  'type_exists struct subject___local 1 1',
  'type_exists struct absent 1 0',
  'type_size struct subject___local 40 72',
  'type_size handle_t 4 4',
  'type_matches struct nested 1 0',
  'type_matches handle_t 1 1',
  'enumval_exists enum colour___mine.GREEN___mine 1 1',
  'enumval_value enum colour___mine.GREEN___mine 2 4886718345',
  'enumval_exists enum colour___mine.VIOLET___mine 1 0',
  'enumval_value enum colour___mine.VIOLET___mine 7 -',
];

for (const cpu of CPUS) {
  test(`every kind of relocation, ${cpu}`, t => {
    const module = fixtureModule([`core.${cpu}.o`], { targetBtf: target });
    t.deepEqual(
      module.core!.map(({ kind, access, local, target }) =>
        // Type ids are those of one compiler version.
        kind.startsWith('type_id') ? `${kind} ${access}` : `${kind} ${access} ${local} ${target ?? '-'}`,
      ),
      EXPECTED,
    );
    const { code } = module.functions[0]!;
    for (const result of module.core!.filter(r => r.section === code.section)) {
      const insn = code.insns[code.indexAt(result.offset / 8)!]!;
      const { sem } = insn.desc;
      if (result.target === undefined) {
        t.is(sem.kind, 'call');
        t.is(insn.imm, BigInt(BAD_RELO));
      } else if (sem.kind === 'load' || sem.kind === 'store') {
        t.is(BigInt(insn.offset), result.target, result.access);
      } else {
        t.is(insn.imm, result.target, result.access);
      }
      // `unsigned int count` became `unsigned long`: the load follows.
      if (result.access.endsWith('.count')) t.like(sem, { kind: 'load', size: 8 });
    }
  });
}

test('without a target the code stays as it was compiled', t => {
  const module = fixtureModule(['core.v3.o']);
  t.deepEqual(module.core, []);
});

test('a flavor is what follows three underscores', t => {
  t.is(essentialName('task_struct___v510'), 'task_struct');
  t.is(essentialName('a___b___c'), 'a___b');
  t.is(essentialName('____odd'), '____odd');
  t.is(essentialName('trailing___'), 'trailing___');
  t.is(essentialName('x'), 'x');
});
