/**
 * Source text as diagnostics show it: from an offset to a place, and from a column to what the terminal draws.
 * Columns count code points, from 1.
 */
import type { Place } from './diagnostic.js';

/** A text file with its line table: an offset into it gives a place. */
export class SourceText {
  readonly file: string;
  readonly text: string;
  /** Offset of the first character of each line. */
  private readonly starts: readonly number[];

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
    const starts = [0];
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    this.starts = starts;
  }

  get lines(): number {
    return this.starts.length;
  }

  /** A line without its end, 1-based; empty when there is none such. */
  line(number: number): string {
    const start = this.starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, this.starts[number] ?? this.text.length).replace(/\r?\n$/, '');
  }

  /** 1-based line that holds the UTF-16 offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  /** The place of `from` up to `to` (UTF-16 offsets); the part on later lines is left out. */
  place(from: number, to = from + 1): Place {
    const line = this.lineAt(from);
    const start = this.starts[line - 1]!;
    const text = this.line(line);
    const length = [...this.text.slice(from, Math.min(to, start + text.length))].length;
    return {
      file: this.file,
      line,
      column: [...this.text.slice(start, from)].length + 1,
      length: Math.max(length, 1),
      text,
    };
  }
}

/**
 * Columns of the name, number or member access that begins at `column`; 1 for anything else. Debug information
 * says where an expression begins but not where it ends.
 */
export function tokenLength(text: string, column: number): number {
  const rest = [...text].slice(column - 1).join('');
  const token = /^(?:\w+(?:(?:->|\.)\w+)*|"(?:[^"\\]|\\.)*")/.exec(rest);
  return token ? [...token[0]].length : 1;
}

const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/** Text that a terminal can be given: what it would obey, or what would turn the text around, is spelled out. */
export function printable(text: string): string {
  return text.replace(CONTROL, c => {
    const code = c.codePointAt(0)!;
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`;
  });
}

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const ZERO_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Terminal cells of a printable text. */
export function cellWidth(text: string): number {
  let cells = 0;
  for (const c of text) cells += ZERO_WIDTH.test(c) ? 0 : WIDE.test(c) ? 2 : 1;
  return cells;
}

const TAB_CELLS = 4;

export interface DrawnLine {
  readonly text: string;
  /** Cell, from 0, at which column `i + 1` begins; one more entry for the end. */
  readonly cells: readonly number[];
}

/** A source line as it is drawn: tabs expanded, controls spelled out, and where each column went. */
export function drawLine(text: string): DrawnLine {
  let drawn = '';
  let cell = 0;
  const cells: number[] = [];
  for (const c of text) {
    cells.push(cell);
    const shown = c === '\t' ? ' '.repeat(TAB_CELLS - (cell % TAB_CELLS)) : printable(c);
    drawn += shown;
    cell += cellWidth(shown);
  }
  cells.push(cell);
  return { text: drawn, cells };
}
