/**
 * Which types say the same. Two types are one when no chain of references from them comes to a difference: start
 * with types that look alike, then tell apart those whose references were told apart, until nothing changes. That
 * joins recursive types too, as `struct node { struct node *next; }` from two objects.
 */
import type { BtfId, BtfType } from './types.js';

/** For each id the first id that says the same. Variables, functions and sections always stay apart. */
export function equalTypes(types: readonly BtfType[]): Uint32Array {
  let classes = new Uint32Array(types.length);
  let count = 0;
  for (;;) {
    const next = new Uint32Array(types.length);
    const numbers = new Map<string, number>();
    for (const [id, type] of types.entries()) {
      const key = keyOf(id, type, ref => classes[ref]!);
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      next[id] = number;
    }
    classes = next;
    if (numbers.size === count) break;
    count = numbers.size;
  }
  const first = new Map<number, BtfId>();
  return classes.map((number, id) => {
    const known = first.get(number) ?? id;
    first.set(number, known);
    return known;
  });
}

/** All that a type says, with references by their class. NUL separates: no name has one. */
function keyOf(id: BtfId, type: BtfType, classOf: (id: BtfId) => number): string {
  const key = (...parts: readonly unknown[]): string => [type.kind, ...parts].join('\0');
  switch (type.kind) {
    case 'void':
      return key();
    case 'int':
      return key(type.name, type.size, type.signed, type.char, type.bool, type.bitOffset, type.bits);
    case 'float':
      return key(type.name, type.size);
    case 'fwd':
      return key(type.name, type.union);
    case 'ptr':
    case 'const':
    case 'volatile':
    case 'restrict':
      return key(classOf(type.type));
    case 'typedef':
    case 'type_tag':
      return key(type.name, classOf(type.type));
    case 'array':
      return key(classOf(type.type), classOf(type.index), type.count);
    case 'struct':
    case 'union':
      return key(
        type.name,
        type.size,
        ...type.members.flatMap(m => [m.name, classOf(m.type), m.bitOffset, m.bitSize]),
      );
    case 'enum':
    case 'enum64':
      return key(type.name, type.size, type.signed, ...type.values.flatMap(v => [v.name, v.value]));
    case 'func_proto':
      return key(classOf(type.ret), ...type.params.flatMap(p => [p.name, classOf(p.type)]));
    default:
      return key('#', id);
  }
}
