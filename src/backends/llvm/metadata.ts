/** The numbered metadata of a module: `!0 = …`. Equal texts share a number. */
export class Metadata {
  readonly #nodes: (string | undefined)[] = [];
  readonly #known = new Map<string, string>();

  /** The name of a node with this text. */
  add(text: string): string {
    let name = this.#known.get(text);
    if (name === undefined) {
      name = `!${this.#nodes.push(text) - 1}`;
      this.#known.set(text, name);
    }
    return name;
  }

  /** A name for a node whose text comes later, for what refers back to itself. */
  reserve(): string {
    return `!${this.#nodes.push(undefined) - 1}`;
  }

  define(name: string, text: string): void {
    this.#nodes[Number(name.slice(1))] = text;
  }

  /** `!{a, b}` */
  tuple(items: readonly string[]): string {
    return this.add(`!{${items.join(', ')}}`);
  }

  lines(): string[] {
    return this.#nodes.map((text, i) => `!${i} = ${text}`);
  }
}

/** A string as metadata has it. */
export const metadataString = (text: string): string =>
  `"${text.replace(/["\\]|[^ -~]/g, c => [...new TextEncoder().encode(c)].map(b => `\\${b.toString(16).padStart(2, '0')}`).join(''))}"`;
