import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultRelations } from '../../../src/model/links/relations.js';
import type { Joined } from '../../../src/operations/documents/indexedDocuments.js';
import {
  type Graph,
  type GraphSource,
  graphOf,
  type Neighbour,
  neighbourhood,
  partOf,
  type Walk,
} from '../../../src/operations/links/neighbourhood.js';

type Link = readonly [from: string, relation: string, to: string];

function graph(links: readonly Link[]): Graph {
  const end = (path: string) => ({ id: null, path, title: path });
  const source: GraphSource = {
    documents: [],
    document: () => undefined,
    links: links.map(
      ([from, relation, to]): Joined => ({
        from: end(from),
        to: end(to),
        relation,
        inverse: null,
        written: to,
        line: 1,
        column: 1,
        broken: to.startsWith('?'),
      }),
    ),
  };
  return graphOf(source, defaultRelations, 'board');
}

const walk: Walk = { depth: 9, direction: 'both', relations: [], open: false };

/** `relation → name (children)` */
function shown(neighbours: readonly Neighbour[]): string {
  return neighbours
    .map(({ node, relations, direction, repeated, children }) => {
      const arrow = { out: '→', in: '←', both: '↔' }[direction];
      const inside = children.length > 0 ? ` (${shown(children)})` : '';
      return `${relations.join('+')}${arrow}${node.key}${repeated ? '!' : ''}${inside}`;
    })
    .join(' ');
}

const from = (links: readonly Link[], more: Partial<Walk> = {}, subject = 'a') =>
  shown(neighbourhood(graph(links), subject, { ...walk, ...more }));

test('relations are shown from where one stands, whichever end they are written in', () => {
  assert.is(from([['a', 'output', 'b']]), 'output→b');
  assert.is(from([['b', 'output_of', 'a']]), 'output→b');
  assert.is(from([['b', 'output', 'a']]), 'output_of←b');
  assert.is(
    from([
      ['a', 'output', 'b'],
      ['b', 'output_of', 'a'],
      ['a', 'related_docs', 'b'],
      ['b', 'wiki', 'a'],
    ]),
    'output→b',
  );
  assert.is(
    from([
      ['a', 'related_docs', 'b'],
      ['b', 'related_docs', 'a'],
      ['a', 'wiki', 'b'],
    ]),
    'related_docs↔b',
  );
  assert.is(
    from([
      ['a', 'wiki', 'b'],
      ['c', 'markdown', 'a'],
    ]),
    'link→b link←c',
  );
  assert.is(
    from([
      ['a', 'depends_on', 'b'],
      ['a', 'blocks', 'b'],
    ]),
    'blocks+depends_on→b',
  );
});

test('circles are cut: every file unfolds once, at the place nearest to the subject', () => {
  assert.is(
    from([
      ['a', 'wiki', 'b'],
      ['b', 'wiki', 'c'],
      ['c', 'wiki', 'a'],
    ]),
    'link→b (link→c!) link←c (link←b!)',
  );
  assert.is(
    from([
      ['a', 'wiki', 'b'],
      ['b', 'wiki', 'c'],
      ['c', 'wiki', 'd'],
      ['a', 'wiki', 'd'],
    ]),
    'link→b (link→c (link→d!)) link→d (link←c!)',
  );
  assert.is(from([]), '');
  assert.is(
    from(
      [
        ['a', 'wiki', 'b'],
        ['b', 'wiki', 'c'],
      ],
      { depth: 1 },
    ),
    'link→b',
  );
  assert.is(from([['a', 'wiki', 'b']], { depth: 0 }), '');
});

test('direction, relation and broken links', () => {
  const links: Link[] = [
    ['a', 'wiki', 'b'],
    ['c', 'blocks', 'a'],
    ['a', 'wiki', '?gone'],
    ['board', 'wiki', 'a'],
  ];
  assert.is(from(links, { direction: 'out' }), 'link→b link→broken:?gone');
  assert.is(from(links, { direction: 'in' }), 'blocked_by←c');
  assert.is(from(links, { relations: ['blocks'] }), 'blocked_by←c');
  const part = partOf(graph(links), 'a', { ...walk, depth: 1 });
  assert.equal(part.nodes.map(({ key, broken }) => (broken ? `${key}!` : key)).sort(), [
    'a',
    'b',
    'broken:?gone!',
    'c',
  ]);
  assert.is(part.edges.length, 3);
  assert.is(partOf(graph(links), null, walk).nodes.length, 4);
});

test('a tree names exactly what is within reach, in any graph', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const link = fc.tuple(name, fc.constantFrom('wiki', 'related_docs', 'output', 'blocked_by'), name);
  fc.assert(
    fc.property(fc.array(link, { maxLength: 20 }), fc.integer({ min: 0, max: 4 }), (all, depth) => {
      const links = all.filter(([x, , y]) => x !== y);
      const whole = graph(links);
      const unfolded: string[] = [];
      let deepest = 0;
      const visit = (neighbours: readonly Neighbour[], at: number) => {
        for (const { node, repeated, children } of neighbours) {
          deepest = Math.max(deepest, at);
          if (!repeated) unfolded.push(node.key);
          else assert.is(children.length, 0);
          visit(children, at + 1);
        }
      };
      visit(neighbourhood(whole, 'a', { ...walk, depth }), 1);
      assert.ok(deepest <= depth);
      const reached = partOf(whole, 'a', { ...walk, depth }).nodes.map(({ key }) => key);
      assert.equal([...unfolded, ...(whole.nodes.has('a') ? ['a'] : [])].sort(), reached.sort());
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test.run();
