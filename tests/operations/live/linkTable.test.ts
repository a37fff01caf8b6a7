import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Joined } from '../../../src/operations/documents/indexedDocuments.js';
import { graphOf, stepsFrom } from '../../../src/operations/links/neighbourhood.js';
import { LinkTable, packLinks } from '../../../src/operations/live/linkTable.js';
import { graphRows } from '../../../src/tui/state/graph/graphRows.js';
import { item, sampleState } from '../../tui/support/states.js';

const documents = Array.from({ length: 6 }, (_, at) => item(`TASK-${at}`, `Task ${at}`));
const relations = { output: 'output_of', blocks: 'blocked_by' };

/** Links among a few documents, to themselves too, some of them broken. */
const links = fc.array(
  fc
    .record({
      from: fc.constantFrom(...documents),
      to: fc.constantFrom(...documents),
      relation: fc.constantFrom('wiki', 'bare', 'related_docs', 'output', 'output_of', 'blocks'),
      inverse: fc.constantFrom(null, 'output_of'),
      line: fc.nat(99),
      broken: fc.boolean(),
    })
    .map(
      ({ from, to, broken, ...rest }): Joined => ({
        ...rest,
        from: { id: from.id, path: from.path, title: '' },
        to: broken ? { id: null, path: 'TASK-77', title: 'gone' } : { id: to.id, path: to.path, title: '' },
        written: broken ? 'TASK-77' : (to.id ?? ''),
        column: 1,
        broken,
      }),
    ),
  { maxLength: 30 },
);

test('a table of links says of every document what the list of all of them says', () => {
  fc.assert(
    fc.property(links, (all) => {
      const table = new LinkTable(packLinks(all));
      assert.equal(table.all(), all);
      assert.is(table.size, all.length);
      for (const path of [...documents.map((one) => one.path), 'TASK-77', 'nothing.md']) {
        const from = all.filter((link) => link.from.path === path);
        const to = all.filter((link) => !link.broken && link.to.path === path);
        assert.equal(table.from(path), from);
        assert.equal(table.to(path), to);
        assert.is(table.count(path), from.length + to.length);
      }
      for (const { id } of documents) {
        const wanted = (id ?? '').toLowerCase();
        const joined = all.flatMap(({ from, to }) => [
          ...(to.id === id ? [from.path] : []),
          ...(from.id === id ? [to.path] : []),
        ]);
        assert.equal([...table.joinedWith(new Set([wanted]))].sort(), [...new Set(joined)].sort());
      }
    }),
  );
});

test('the tree of a document shows what it is linked with in the graph of all links', () => {
  fc.assert(
    fc.property(links, (all) => {
      const whole = graphOf({ links: all, documents: [], document: () => undefined }, relations, 'board.md');
      const state = sampleState();
      for (const { path } of documents) {
        const rows = graphRows({
          ...state,
          data: { ...state.data, documents, relations, links: new LinkTable(packLinks(all)) },
          graph: { ...state.graph, root: path, depth: 1 },
        });
        assert.equal(
          rows.slice(1).map(({ direction, relations, broken }) => ({ direction, relations, broken })),
          stepsFrom(whole, path, { direction: 'both', relations: [], open: false }).map(
            ({ direction, relations, node }) => ({ direction, relations, broken: node.broken }),
          ),
        );
      }
    }),
  );
});

test.run();
