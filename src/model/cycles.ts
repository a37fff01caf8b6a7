/** Directed edges between ids; every id that has edges is a key. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/**
 * One cycle for every group of ids that reach each other, shortest first by its start: `[A, B, A]`. Iterative, so
 * that a chain of ten thousand documents does not recurse deeply. Ids are visited in the order of `edges`.
 */
export function findCycles(edges: Edges): string[][] {
  return cyclicGroups(edges).map((group) => shortestCycle(edges, group));
}

/** Groups of ids that reach each other; an id that reaches itself is a group of its own. */
export function cyclicGroups(edges: Edges): string[][] {
  return components(edges).filter(
    (group) => group.length > 1 || (edges.get(group[0] ?? '') ?? []).includes(group[0] ?? ''),
  );
}

/** Strongly connected components (Tarjan). */
function components(edges: Edges): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const found: string[][] = [];
  const enter = (id: string) => {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    isOpen.add(id);
    return { id, next: 0 };
  };
  const lower = (id: string, to: number | undefined) => low.set(id, Math.min(low.get(id) ?? 0, to ?? 0));
  const close = (id: string) => {
    if (low.get(id) !== order.get(id)) return;
    const group = open.splice(open.lastIndexOf(id));
    for (const member of group) isOpen.delete(member);
    found.push(group);
  };
  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const path = [enter(start)];
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const to = edges.get(top.id)?.[top.next++];
      if (to === undefined) {
        path.pop();
        close(top.id);
        const above = path.at(-1);
        if (above) lower(above.id, low.get(top.id));
      } else if (!order.has(to)) path.push(enter(to));
      else if (isOpen.has(to)) lower(top.id, order.get(to));
    }
  }
  return found;
}

/** The shortest way from the group's least id back to it. */
function shortestCycle(edges: Edges, group: readonly string[]): string[] {
  const start = [...group].sort()[0] ?? '';
  const inside = new Set(group);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const to of edges.get(id) ?? []) {
      if (to === start) return [start, ...wayTo(id, start, cameFrom), start];
      if (!inside.has(to) || cameFrom.has(to)) continue;
      cameFrom.set(to, id);
      queue.push(to);
    }
  }
  return [start, start];
}

function wayTo(id: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const way: string[] = [];
  for (let at: string | undefined = id; at !== undefined && at !== start; at = cameFrom.get(at)) way.push(at);
  return way.reverse();
}
