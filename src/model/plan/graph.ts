/** Dependencies as a graph: ids in declaration order, each with the ids that it needs. */
export interface Graph {
  readonly ids: readonly string[];
  needs(id: string): readonly string[];
}

/**
 * The order of execution: what is needed first, ties as declared; or the first cycle found, its ids in order with the
 * first one again at the end. Linear, without recursion.
 */
export function orderOf(graph: Graph): { readonly order: string[] } | { readonly cycle: string[] } {
  const position = new Map(graph.ids.map((id, index) => [id, index]));
  const waiting = new Map<string, number>();
  const dependants = new Map<string, string[]>();
  for (const id of graph.ids) {
    const needs = new Set(graph.needs(id).filter((one) => position.has(one)));
    waiting.set(id, needs.size);
    for (const one of needs) dependants.set(one, [...(dependants.get(one) ?? []), id]);
  }
  const ready = new Heap(graph.ids.flatMap((id, index) => (waiting.get(id) === 0 ? [index] : [])));
  const order: string[] = [];
  for (let at = ready.take(); at !== undefined; at = ready.take()) {
    const id = graph.ids[at] ?? '';
    order.push(id);
    for (const next of dependants.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1;
      waiting.set(next, left);
      if (left === 0) ready.add(position.get(next) ?? 0);
    }
  }
  if (order.length === graph.ids.length) return { order };
  const stuck = new Set(graph.ids.filter((id) => (waiting.get(id) ?? 0) > 0));
  return { cycle: findCycle(graph, stuck) };
}

/** Among tascs that wait for each other: walk from the first one until one repeats. */
function findCycle(graph: Graph, stuck: ReadonlySet<string>): string[] {
  const walked: string[] = [];
  const seen = new Map<string, number>();
  let id = graph.ids.find((one) => stuck.has(one));
  while (id !== undefined && !seen.has(id)) {
    seen.set(id, walked.length);
    walked.push(id);
    id = graph.needs(id).find((one) => stuck.has(one));
  }
  return id === undefined ? walked : [...walked.slice(seen.get(id) ?? 0), id];
}

/** Everything that these ids need, with themselves. */
export function withNeeds(graph: Graph, ids: readonly string[]): Set<string> {
  return reach(ids, (id) => graph.needs(id));
}

/** Everything that needs one of these ids, with themselves. */
export function withDependants(graph: Graph, ids: readonly string[]): Set<string> {
  const dependants = new Map<string, string[]>();
  for (const id of graph.ids)
    for (const one of graph.needs(id)) dependants.set(one, [...(dependants.get(one) ?? []), id]);
  return reach(ids, (id) => dependants.get(id) ?? []);
}

function reach(ids: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const left = [...ids];
  for (let id = left.pop(); id !== undefined; id = left.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    left.push(...next(id));
  }
  return found;
}

/** Gives the smallest number first. */
class Heap {
  readonly #items: number[] = [];

  constructor(items: readonly number[]) {
    for (const item of items) this.add(item);
  }

  add(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((items[parent] ?? 0) <= item) break;
      items[at] = items[parent] ?? 0;
      at = parent;
    }
    items[at] = item;
  }

  take(): number | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] ?? 0) < (items[child] ?? 0)) child += 1;
      if ((items[child] ?? 0) >= last) break;
      items[at] = items[child] ?? 0;
      at = child;
    }
    items[at] = last;
    return first;
  }
}
