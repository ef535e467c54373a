/** Watching a build from the command line: `--time-passes`, `--dump-after`, `--dump-html`. */
import type { Module } from '../frontend/program.js';
import type { IrModule } from '../ir/function.js';
import { printFunction, printModule } from '../ir/print.js';
import type { IrStage } from './html.js';
import type { OptionValues } from './options.js';
import type { Shell } from './shell.js';

export interface StageWatcher {
  onStage(name: string, ir?: IrModule): void;
  /** Prints the times, if they were asked for. */
  print(): void;
  /** What was compiled, and its IR after each stage, if a page of it was asked for. */
  readonly recorded: { readonly module: Module; readonly stages: readonly IrStage[] } | undefined;
}

/** What each stage took and made, on the standard error or for a page. */
export function stageWatcher({ dumpAfter, dumpHtml, timePasses }: OptionValues, shell: Shell): StageWatcher {
  let last = performance.now();
  const times: string[] = [];
  const stages: IrStage[] = [];
  let module: Module | undefined;
  return {
    get recorded() {
      return module && { module, stages };
    },
    onStage(name, ir) {
      const now = performance.now();
      times.push(`${(now - last).toFixed(2).padStart(10)} ms  ${name}\n`);
      if (ir && dumpAfter.includes(name)) shell.note(`; after ${name}\n${printModule(ir)}\n`);
      if (ir && dumpHtml !== undefined && name !== 'verify' && name !== 'lower') {
        module = ir.source;
        stages.push({ name, functions: ir.functions.map(func => printFunction(func, ir.source)) });
      }
      last = performance.now();
    },
    print() {
      if (timePasses) shell.note(times.join(''));
    },
  };
}
