/** Dependency files, as make and ninja read them. */

export interface Depfile {
  /** As they are to stand before the colon. */
  readonly targets: readonly string[];
  readonly inputs: readonly string[];
  /** An empty rule for each input, so that make does not fail when one has gone. */
  readonly phony: boolean;
}

export function depfileText({ targets, inputs, phony }: Depfile): string {
  const files = inputs.filter(input => input !== '-').map(quote);
  const rule = [`${targets.map(quote).join(' ')}:`, ...files].join(' \\\n  ');
  return `${rule}\n${phony ? files.map(file => `\n${file}:\n`).join('') : ''}`;
}

/** A name for make: blanks and `#` are escaped with a backslash (and those before a blank doubled), `$` doubled. */
function quote(name: string): string {
  return name
    .replace(/\\*[ \t]/g, run => '\\'.repeat(2 * (run.length - 1) + 1) + run.slice(-1))
    .replace(/#/g, '\\#')
    .replace(/\$/g, '$$$$');
}
