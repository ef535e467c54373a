/** Dominators of a graph whose nodes are numbered in reverse postorder; node 0, the entry, has no predecessors. */

export interface DomTree {
  /** Immediate dominator of each node; the entry's is itself. */
  readonly idom: Int32Array;
}

export function predecessors(succs: readonly (readonly number[])[]): number[][] {
  const preds: number[][] = succs.map(() => []);
  succs.forEach((targets, from) => {
    for (const to of targets) preds[to]!.push(from);
  });
  return preds;
}

/** Cooper, Harvey, Kennedy: "A Simple, Fast Dominance Algorithm". All nodes must be reachable. */
export function dominators(preds: readonly (readonly number[])[]): DomTree {
  const idom = new Int32Array(preds.length).fill(-1);
  idom[0] = 0;
  const intersect = (a: number, b: number): number => {
    while (a !== b) {
      while (a > b) a = idom[a]!;
      while (b > a) b = idom[b]!;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (let node = 1; node < preds.length; node++) {
      let found = -1;
      for (const pred of preds[node]!) {
        if (idom[pred]! < 0) continue;
        found = found < 0 ? pred : intersect(pred, found);
      }
      if (idom[node] !== found) {
        idom[node] = found;
        changed = true;
      }
    }
  }
  return { idom };
}

/** Dominance frontiers: the nodes just outside what each node dominates. */
export function frontiers(preds: readonly (readonly number[])[], { idom }: DomTree): number[][] {
  const result: number[][] = preds.map(() => []);
  for (let node = 1; node < preds.length; node++) {
    if (preds[node]!.length < 2) continue;
    for (const pred of preds[node]!) {
      for (let runner = pred; runner !== idom[node]; runner = idom[runner]!) {
        const frontier = result[runner]!;
        if (frontier[frontier.length - 1] === node) break;
        frontier.push(node);
      }
    }
  }
  return result;
}

/** The iterated dominance frontier of a set of nodes: where their definitions meet. */
export function iteratedFrontier(
  defs: Iterable<number>,
  frontier: readonly (readonly number[])[],
): Set<number> {
  const result = new Set<number>();
  const pending = [...defs];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    for (const meet of frontier[node]!) {
      if (result.has(meet)) continue;
      result.add(meet);
      pending.push(meet);
    }
  }
  return result;
}

/** Whether `a` dominates `b`. */
export function dominates({ idom }: DomTree, a: number, b: number): boolean {
  while (b > a) b = idom[b]!;
  return a === b;
}
