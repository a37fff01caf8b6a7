import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { findCycles } from '../../src/model/cycles.js';

const graph = (edges: Record<string, string[]>) => new Map(Object.entries(edges));

test('chains and diamonds are no cycles', () => {
  assert.equal(findCycles(graph({ A: ['B', 'C'], B: ['D'], C: ['D'] })), []);
  assert.equal(findCycles(new Map()), []);
});

test('each circle is named once, from its least id, by the shortest way', () => {
  assert.equal(findCycles(graph({ B: ['A'], A: ['B'] })), [['A', 'B', 'A']]);
  assert.equal(findCycles(graph({ A: ['A'] })), [['A', 'A']]);
  assert.equal(findCycles(graph({ A: ['B'], B: ['C', 'A'], C: ['A'] })), [['A', 'B', 'A']]);
  assert.equal(findCycles(graph({ X: ['A'], A: ['B'], B: ['A', 'Y'], Y: ['Z'], Z: ['Y'] })), [
    ['Y', 'Z', 'Y'],
    ['A', 'B', 'A'],
  ]);
});

test('a chain of a hundred thousand is no deep recursion', () => {
  const edges = new Map<string, string[]>();
  for (let i = 0; i < 100_000; i++) edges.set(`T${i}`, [`T${i + 1}`]);
  assert.equal(findCycles(edges), []);
  edges.set('T100000', ['T0']);
  assert.is(findCycles(edges)[0]?.length, 100_002);
});

test('a cycle is found exactly where an id reaches itself', () => {
  const node = fc.integer({ min: 0, max: 7 }).map((n) => `N${n}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(node, node), { maxLength: 14 }), (pairs) => {
      const edges = new Map<string, string[]>();
      for (const [from, to] of pairs) edges.set(from, [...(edges.get(from) ?? []), to]);
      const cycles = findCycles(edges);
      for (const cycle of cycles) {
        assert.is(cycle[0], cycle.at(-1));
        assert.ok(cycle.slice(1).every((to, index) => edges.get(cycle[index] ?? '')?.includes(to)));
      }
      const circular = [...edges.keys()].filter((id) => reaches(edges, id, id));
      assert.is(cycles.length > 0, circular.length > 0);
      for (const id of circular) {
        const inSameCircle = ([start = '']: string[]) =>
          id === start || (reaches(edges, id, start) && reaches(edges, start, id));
        assert.is(cycles.filter(inSameCircle).length, 1);
      }
    }),
    { seed: 1, numRuns: 500 },
  );
});

function reaches(edges: Map<string, string[]>, from: string, to: string): boolean {
  const seen = new Set<string>();
  const queue = [...(edges.get(from) ?? [])];
  for (const id of queue) {
    if (id === to) return true;
    if (!seen.has(id)) queue.push(...(edges.get(id) ?? []));
    seen.add(id);
  }
  return false;
}

test.run();
