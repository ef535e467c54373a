import { parser } from './parser.js';
import { Label, Name, Number as NumberTerm, Punctuation, Register, Statement } from './parser.terms.js';

/** One word of a statement, with its place in the text. */
export interface Token {
  readonly kind: 'name' | 'register' | 'number' | 'punctuation';
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What stands in a text, in order. */
export type Item =
  | { readonly kind: 'label'; readonly name: string; readonly from: number; readonly to: number }
  | { readonly kind: 'statement'; readonly tokens: readonly Token[] }
  /** Text that belongs to neither syntax. */
  | { readonly kind: 'error'; readonly from: number; readonly to: number };

/** Splits assembly text into labels and statements. */
export function readItems(text: string): Item[] {
  const items: Item[] = [];
  let tokens: Token[] = [];
  parser.parse(text).iterate({
    enter({ type, from, to }) {
      if (type.isError) {
        items.push({ kind: 'error', from, to });
        return false;
      }
      switch (type.id) {
        case Statement:
          tokens = [];
          items.push({ kind: 'statement', tokens });
          return true;
        case Label:
          items.push({ kind: 'label', name: text.slice(from, to).replace(/\s*:$/, ''), from, to });
          return false;
        case Name: {
          const word = text.slice(from, to);
          tokens.push({ kind: /^[rw]\d+$/.test(word) ? 'register' : 'name', text: word, from, to });
          return false;
        }
        case Register:
          tokens.push({ kind: 'register', text: text.slice(from, to), from, to });
          return false;
        case NumberTerm:
          tokens.push({ kind: 'number', text: text.slice(from, to), from, to });
          return false;
        case Punctuation:
          tokens.push({ kind: 'punctuation', text: text.slice(from, to), from, to });
          return false;
        default:
          return true;
      }
    },
  });
  return items;
}

/** The words of a text without labels: of a template of the instruction table. */
export function readTokens(text: string): readonly Token[] {
  return readItems(text).flatMap(item => (item.kind === 'statement' ? item.tokens : []));
}

/** What makes two words the same: the number, not how it is written; `%r1` is `r1`. */
export function wordOf(token: Token): string {
  if (token.kind === 'register') return token.text.replace(/^%/, '');
  if (token.kind === 'number') return String(numberOf(token.text) ?? token.text);
  return token.text;
}

/** Value of a number as it is written, without sign; undefined when it is none (`0xfg`). */
export function numberOf(text: string): bigint | undefined {
  return /^(0x[0-9a-fA-F]+|\d+)$/.test(text) ? BigInt(text) : undefined;
}
