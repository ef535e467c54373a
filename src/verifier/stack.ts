/** Loads and stores of the stack, on the cells of a frame. The bounds have been checked. */
import type { Machine } from './machine.js';
import { type Av, KIND } from './values.js';

/** Index of the first byte of a stack address in its frame's cells. */
function byteOf(machine: Machine, depth: number, offset: number): number {
  return machine.cellCount(depth) * 8 + offset;
}

/** Least and greatest offset from the frame pointer of a stack pointer plus a displacement. */
export function stackExtent(machine: Machine, pointer: Av, offset: number): { min: number; max: number } {
  const { values } = machine;
  const { min, max } = values.variableRange(pointer);
  const at = values.offset(pointer) + offset;
  return { min: Number(min) + at, max: Number(max) + at };
}

/** Whether all bytes of a range are initialised; reports the first that is not. */
export function checkInitialised(machine: Machine, pointer: Av, offset: number, size: number): boolean {
  const { values, cells } = machine;
  const depth = values.param(pointer);
  const { min, max } = stackExtent(machine, pointer, offset);
  const first = byteOf(machine, depth, min);
  const last = byteOf(machine, depth, max) + size - 1;
  for (let cell = first >> 3; cell <= last >> 3; cell++)
    if (holdsObject(machine, machine.cellAt(depth, cell)))
      return machine.fail(
        'E0417',
        { what: 'a dynptr or an iterator', verb: 'read the bytes of' },
        { help: 'pass its address to the functions that take it' },
      );
  for (let byte = first; byte <= last; byte++) {
    if ((cells.mask(machine.cellAt(depth, byte >> 3)) >> (byte & 7)) & 1) continue;
    const top = machine.cellCount(depth) * 8;
    return machine.fail(
      'E0411',
      { what: 'a byte of the stack' },
      {
        label: `the byte at offset ${byte - top} from the frame pointer was never written`,
        unset: { shape: machine.frames[depth]!.shape, at: first - top, size: last + 1 - first },
        help: 'initialise the whole variable, its padding included: `= {}` or `__builtin_memset`',
      },
    );
  }
  return true;
}

/** Refuses bytes that are a pointer's where numbers are read, if addresses must not get out. */
export function checkNumbers(machine: Machine, pointer: Av, offset: number, size: number): boolean {
  if (!machine.hidesPointers) return true;
  const { values, cells } = machine;
  const depth = values.param(pointer);
  const { min, max } = stackExtent(machine, pointer, offset);
  const last = byteOf(machine, depth, max) + size;
  for (let byte = byteOf(machine, depth, min); byte < last; byte++)
    if (cells.hasPointer(machine.cellAt(depth, byte >> 3), byte & 7, 1))
      return machine.fail('E0419', { what: 'a pointer on the stack', where: 'a number' });
  return true;
}

/** Whether a cell is part of an object that only the host may look into. */
function holdsObject({ cells, values }: Machine, cell: number): boolean {
  let found = false;
  cells.forEach(cell, av => {
    const kind = values.kind(av);
    if (kind === KIND.dynptr || kind === KIND.iterator) found = true;
  });
  return found;
}

/** What a load of `size` bytes yields; undefined after a report. */
export function loadStack(machine: Machine, pointer: Av, offset: number, size: number): Av | undefined {
  const { values, cells } = machine;
  if (!checkInitialised(machine, pointer, offset, size)) return undefined;
  const depth = values.param(pointer);
  const { min, max } = stackExtent(machine, pointer, offset);
  const byte = byteOf(machine, depth, min);
  const at = byte & 7;
  const cell = machine.cellAt(depth, byte >> 3);
  const exact = min === max && at + size <= 8 ? cells.valueAt(cell, at, size) : 0;
  if (exact !== 0) return exact;
  if (!checkNumbers(machine, pointer, offset, size)) return undefined;
  if (min !== max || at + size > 8) return unknownOf(machine, size);
  return loadPart(machine, cell, at, size);
}

/** Part of a stored scalar, or several constants side by side. */
function loadPart(machine: Machine, cell: number, at: number, size: number): Av {
  const { values, cells } = machine;
  const { scalars } = values;
  let bits = 0n;
  let known = 0;
  for (let start = 0; start < 8; start++)
    for (const length of [1, 2, 4, 8]) {
      const av = cells.valueAt(cell, start, length);
      if (av === 0 || values.kind(av) !== KIND.scalar) continue;
      if (start <= at && start + length >= at + size) {
        const shifted = scalars.binary(
          'lshr',
          64,
          values.number(av),
          scalars.constant(BigInt(at - start) * 8n),
        );
        return values.scalar(scalars.lowBits(shifted, size * 8));
      }
      const constant = values.constantOf(av);
      if (constant === undefined || start < at || start + length > at + size) continue;
      bits |= constant << BigInt((start - at) * 8);
      known += length;
    }
  return known === size ? values.constant(bits) : unknownOf(machine, size);
}

function unknownOf(machine: Machine, size: number): Av {
  const { values } = machine;
  return values.scalar(values.scalars.ofWidth(size * 8));
}

/** Stores a value; 0 for bytes of which nothing is known. */
export function storeStack(machine: Machine, pointer: Av, offset: number, size: number, av: Av): void {
  const { values, cells } = machine;
  const depth = values.param(pointer);
  const { min, max } = stackExtent(machine, pointer, offset);
  const first = byteOf(machine, depth, min);
  if (min !== max) {
    // Somewhere in the range: nothing known about it any more, nothing newly initialised.
    for (let byte = first; byte < byteOf(machine, depth, max) + size; byte++)
      machine.setCell(depth, byte >> 3, cells.blur(machine.cellAt(depth, byte >> 3), byte & 7, 1));
    return;
  }
  const at = first & 7;
  if (at + size <= 8) {
    machine.setCell(depth, first >> 3, cells.store(machine.cellAt(depth, first >> 3), at, size, av));
    return;
  }
  initialise(machine, depth, first, size);
}

/** A helper wrote `size` bytes. */
export function fillStack(machine: Machine, pointer: Av, size: number): void {
  const { min, max } = stackExtent(machine, pointer, 0);
  if (min !== max) storeStack(machine, pointer, 0, size, 0);
  else
    initialise(
      machine,
      machine.values.param(pointer),
      byteOf(machine, machine.values.param(pointer), min),
      size,
    );
}

function initialise(machine: Machine, depth: number, first: number, size: number): void {
  const { cells } = machine;
  for (let byte = first; byte < first + size; ) {
    const at = byte & 7;
    const length = Math.min(8 - at, first + size - byte);
    machine.setCell(depth, byte >> 3, cells.store(machine.cellAt(depth, byte >> 3), at, length, 0));
    byte += length;
  }
}
