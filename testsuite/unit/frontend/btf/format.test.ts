import test from 'ava';
import { encodeBtf } from '../../../../src/frontend/btf/encode.js';
import { formatDeclaration, formatDefinitions } from '../../../../src/frontend/btf/format.js';
import type { Btf, BtfMember, BtfType } from '../../../../src/frontend/btf/types.js';
import { fixtureObject } from '../fixture.js';

const VOID: BtfType = { kind: 'void' };
const INT: BtfType = {
  kind: 'int',
  name: 'int',
  size: 4,
  signed: true,
  char: false,
  bool: false,
  bitOffset: 0,
  bits: 32,
};
const CHAR: BtfType = { ...INT, name: 'char', size: 1, bits: 8 };
const btfOf = (...types: BtfType[]): Btf => encodeBtf([VOID, ...types]);
const member = (name: string, type: number, bitOffset: number, bitSize = 0): BtfMember => ({
  name,
  type,
  bitOffset,
  bitSize,
});

test('declarators', t => {
  const btf = btfOf(
    INT, // 1
    { kind: 'ptr', type: 1 }, // 2
    { kind: 'array', type: 2, index: 1, count: 4 }, // 3
    { kind: 'ptr', type: 3 }, // 4
    { kind: 'func_proto', ret: 2, params: [member('a', 1, 0), member('', 4, 0), member('', 0, 0)] }, // 5
    { kind: 'ptr', type: 5 }, // 6
    { kind: 'array', type: 6, index: 1, count: 2 }, // 7
    { kind: 'const', type: 1 }, // 8
    { kind: 'ptr', type: 8 }, // 9
    { kind: 'const', type: 9 }, // 10
    { kind: 'array', type: 1, index: 1, count: 3 }, // 11
    { kind: 'array', type: 11, index: 1, count: 2 }, // 12
    { kind: 'ptr', type: 0 }, // 13
    { kind: 'func_proto', ret: 6, params: [] }, // 14
    { kind: 'ptr', type: 14 }, // 15
    { kind: 'volatile', type: 8 }, // 16
  );
  t.is(formatDeclaration(btf, 1, 'x'), 'int x');
  t.is(formatDeclaration(btf, 2, 'p'), 'int *p');
  t.is(formatDeclaration(btf, 3, 'a'), 'int *a[4]');
  t.is(formatDeclaration(btf, 4, 'pa'), 'int *(*pa)[4]');
  t.is(formatDeclaration(btf, 6, 'fn'), 'int * (*fn)(int a, int *(*)[4], ...)');
  t.is(formatDeclaration(btf, 7, 'fns'), 'int * (*fns[2])(int a, int *(*)[4], ...)');
  t.is(formatDeclaration(btf, 10, 'cp'), 'const int * const cp');
  t.is(formatDeclaration(btf, 12, 'm'), 'int m[2][3]');
  t.is(formatDeclaration(btf, 13), 'void *');
  t.is(formatDeclaration(btf, 15, 'get'), 'int * (* (*get)(void))(int a, int *(*)[4], ...)');
  t.is(formatDeclaration(btf, 16, 'v'), 'const volatile int v');
});

test('structs with holes, bit-fields and packing', t => {
  const struct = (size: number, ...members: BtfMember[]): string =>
    formatDefinitions(btfOf(INT, CHAR, { kind: 'struct', name: 's', size, members }));
  t.is(struct(0), 'struct s {};\n\n');
  t.is(
    struct(8, member('a', 2, 0), member('b', 1, 32)),
    'struct s {\n\tchar a;\n\tint b;\n};\n\n',
    'alignment makes the hole',
  );
  t.is(
    struct(16, member('a', 1, 0), member('b', 1, 64)),
    'struct s {\n\tint a;\n\tlong: 0;\n\tint b;\n\tlong: 0;\n};\n\n',
    'a hole that no alignment makes',
  );
  t.is(
    struct(5, member('a', 2, 0), member('b', 1, 8)),
    'struct s {\n\tchar a;\n\tint b;\n} __attribute__((packed));\n\n',
  );
  t.is(
    struct(4, member('a', 1, 0, 3), member('b', 1, 8, 5)),
    'struct s {\n\tint a: 3;\n\tchar: 5;\n\tint b: 5;\n};\n\n',
  );
});

test('definitions come before their use, declarations suffice behind pointers', t => {
  const btf = btfOf(
    { kind: 'struct', name: 'node', size: 16, members: [member('next', 2, 0), member('leaf', 3, 64)] }, // 1
    { kind: 'ptr', type: 1 }, // 2
    { kind: 'ptr', type: 4 }, // 3
    { kind: 'struct', name: 'leaf', size: 16, members: [member('parent', 2, 0), member('kind', 5, 64)] }, // 4
    { kind: 'typedef', name: 'kind_t', type: 6 }, // 5
    {
      kind: 'enum',
      name: '',
      size: 4,
      signed: true,
      values: [
        { name: 'A', value: -1n },
        { name: 'B', value: 2n },
      ],
    }, // 6
  );
  t.is(
    formatDefinitions(btf),
    `struct leaf;

struct node {
	struct node *next;
	struct leaf *leaf;
};

typedef enum {
	A = -1,
	B = 2,
} kind_t;

struct leaf {
	struct node *parent;
	kind_t kind;
};

`,
  );
});

test('one name for two types', t => {
  const values = [{ name: 'ONE', value: 1n }];
  const btf = btfOf(
    { kind: 'enum', name: 'e', size: 4, signed: false, values },
    { kind: 'enum', name: 'e', size: 4, signed: false, values },
  );
  t.is(formatDefinitions(btf), 'enum e {\n\tONE = 1,\n};\n\nenum e___2 {\n\tONE___2 = 1,\n};\n\n');
});

test('the types of an object', t => {
  const { btf } = fixtureObject('core-target.o');
  t.is(
    formatDefinitions(btf!),
    `struct nested {
	long before;
	int a;
	union {
		int deep;
		int other;
	};
};

struct subject {
	long first;
	int id;
	unsigned long count;
	struct nested inner;
	int *pointer;
	short items[8];
	unsigned long long pad: 30;
	unsigned long long flags: 6;
	long long level: 9;
};

enum colour {
	GREEN = 4886718345ULL,
	RED = 3ULL,
};

typedef int handle_t;

`,
  );
});
