import { CODES, type Code, type CodeParams, type CodeRow, formatMessage } from './codes.js';

/**
 * Where something is. All parts are optional, and the renderer prints what it has, best first: C source line,
 * assembly line, then section and instruction.
 */
export interface Place {
  /** C or assembly source, or the object's name when there is no source. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  /** Length of the underlined text, in columns. */
  readonly length?: number;
  /** The source line's own text, when the debug information carries it. */
  readonly text?: string;
  /** ELF section and byte offset in it. */
  readonly section?: string;
  readonly offset?: number;
  /** The program or subprogram. */
  readonly program?: string;
  /** Index of the instruction in its function's code, and its disassembly. */
  readonly insn?: { readonly index: number; readonly text: string };
}

export interface Label {
  readonly place: Place;
  readonly text: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly place?: Place;
  /** Text under the primary underline. */
  readonly label?: string;
  readonly labels: readonly Label[];
  readonly notes: readonly string[];
  readonly help?: string;
}

export interface ReportDetails {
  readonly label?: string;
  readonly labels?: readonly Label[];
  readonly notes?: readonly string[];
  readonly help?: string;
}

/**
 * Takes diagnostics in the order they are found. A function that can meet bad input takes a sink and returns
 * `undefined` after it has reported; it never throws for what a user did.
 */
export class DiagnosticSink {
  readonly diagnostics: Diagnostic[] = [];
  errors = 0;

  report<C extends Code>(
    code: C,
    params: CodeParams<C>,
    place?: Place,
    details: ReportDetails = {},
  ): undefined {
    const row: CodeRow = CODES[code];
    const help = details.help ?? row.help;
    this.diagnostics.push({
      code,
      severity: row.severity,
      message: formatMessage(row.message, params as Record<string, string | number>),
      ...(place && { place }),
      ...(details.label !== undefined && { label: details.label }),
      labels: details.labels ?? [],
      notes: details.notes ?? [],
      ...(help !== undefined && { help }),
    });
    if (row.severity === 'error') this.errors++;
  }

  /** Takes what another sink was told. */
  add(diagnostic: Diagnostic): void {
    this.diagnostics.push(diagnostic);
    if (diagnostic.severity === 'error') this.errors++;
  }
}
