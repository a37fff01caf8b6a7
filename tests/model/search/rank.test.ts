import fc from 'fast-check';
import MiniSearch from 'minisearch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SegmentBuilder } from '../../../src/model/search/buildSegment.js';
import { packedLength, packSegment, unpackSegment } from '../../../src/model/search/packSegment.js';
import { rank, topDocuments, type Weights } from '../../../src/model/search/rank.js';
import { eachPosting, fieldCount, type Segment } from '../../../src/model/search/segment.js';
import { wordsOf } from '../../../src/model/search/words.js';

const weights: Weights = { text: 1, headings: 4, title: 12, read_when: 6, labels: 3 };

/** A document by its title and its text. */
type Simple = readonly [title: string, text: string];

function segmentOf(documents: readonly Simple[], first = 0): Segment {
  const builder = new SegmentBuilder();
  for (const [at, [title, text]] of documents.entries())
    builder.add({
      path: `d/${String(first + at).padStart(3, '0')}.md`,
      identity: `i${first + at}`,
      record: JSON.stringify({ title }),
      texts: [[text], [], [title], [], []],
      facets: [`title\u0001${title}`],
    });
  return builder.build();
}

/** Out of the bytes that would lie on the disk. */
function reopened(segment: Segment): Segment {
  const { header, bytes } = packSegment(segment);
  const all = Buffer.concat(bytes);
  assert.is(all.length, packedLength(header));
  return unpackSegment(JSON.parse(JSON.stringify(header)), (offset, length) =>
    all.subarray(offset, offset + length),
  );
}

function found(query: string, segments: readonly Segment[], live?: Uint8Array): number[] {
  const total = segments.reduce((sum, { count }) => sum + count, 0);
  const searched = { segments, live: live ?? new Uint8Array(total).fill(1) };
  const { scores } = rank(wordsOf(query), searched, weights);
  const mask = Uint8Array.from(scores, (score) => (score > 0 ? 1 : 0));
  return topDocuments(scores, mask, total, (at) => String(at).padStart(3, '0'));
}

function contents(segment: Segment) {
  const lists = (which: 'words' | 'facets') =>
    segment[which].names.all().map((name, at) => {
      const documents: [number, number][] = [];
      eachPosting(
        segment[which],
        at,
        (document, packed) => documents.push([document, packed]),
        which === 'words',
      );
      return [name, segment[which].names.at(at), documents];
    });
  return {
    words: lists('words'),
    facets: lists('facets'),
    lengths: [...segment.lengths],
    totals: segment.totals,
    paths: segment.paths.all(),
    records: segment.records.all(),
    identities: segment.identities.all(),
    single: segment.paths.all().map((_, at) => [segment.paths.at(at), segment.records.at(at)]),
  };
}

const word = fc.constantFrom(
  'token',
  'session',
  'login',
  'log',
  'plan',
  'naïve',
  '東京',
  'cache',
  'PLAN-001',
  'x',
);
const text = fc.array(word, { maxLength: 300 }).map((words) => words.join(' '));
const documents = fc.array(fc.tuple(text, text), { maxLength: 12 });

test('a segment comes back from its bytes as it was', () => {
  fc.assert(
    fc.property(documents, (all) => {
      const segment = segmentOf(all);
      assert.equal(contents(reopened(segment)), contents(segment));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('documents that are taken over from another segment are as if they had been read', () => {
  fc.assert(
    fc.property(documents, documents, fc.array(fc.boolean()), (older, newer, keeps) => {
      const kept = older.map((one, at) => [one, keeps[at] ?? true] as const);
      const builder = new SegmentBuilder();
      builder.addSegment(reopened(segmentOf(older)), (at) => keeps[at] ?? true);
      builder.addSegment(segmentOf(newer, older.length), () => true);
      const direct = new SegmentBuilder();
      for (const [at, [title, body]] of [...older, ...newer].entries()) {
        if (at < older.length && !kept[at]?.[1]) continue;
        direct.add({
          path: `d/${String(at).padStart(3, '0')}.md`,
          identity: `i${at}`,
          record: JSON.stringify({ title }),
          texts: [[body], [], [title], [], []],
          facets: [`title\u0001${title}`],
        });
      }
      assert.equal(contents(builder.build()), contents(direct.build()));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('what changed, searched beside what did not, is found as in one index', () => {
  fc.assert(
    fc.property(
      documents,
      documents,
      fc.constantFrom('token', 'session plan', 'lgoin', 'nai'),
      (older, newer, query) => {
        const together = found(query, [segmentOf([...older, ...newer])]);
        assert.equal(found(query, [segmentOf(older), segmentOf(newer, older.length)]), together);
      },
    ),
    { seed: 1, numRuns: 100 },
  );
  const live = Uint8Array.from([0, 1]);
  assert.equal(
    found(
      'token',
      [
        segmentOf([
          ['', 'token'],
          ['', 'token'],
        ]),
      ],
      live,
    ),
    [1],
  );
});

/** The documents that MiniSearch finds with the same words. */
function miniSearched(all: readonly Simple[], query: string): number[] {
  const mini = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    tokenize: (one) => wordsOf(one),
  });
  mini.addAll(all.map(([title, body], id) => ({ id, text: `${title} ${body}` })));
  return mini
    .search(query, { prefix: (term) => term.length > 1 })
    .map(({ id }) => Number(id))
    .sort((a, b) => a - b);
}

test('whole words and beginnings find what MiniSearch finds', () => {
  const noStems = fc.constantFrom('token', 'tok', 'login', 'lo', 'plan', 'naive', '東京', 'ca');
  fc.assert(
    fc.property(documents, fc.uniqueArray(noStems, { minLength: 1, maxLength: 3 }), (all, words) => {
      const ours = found(words.join(' '), [reopened(segmentOf(all))]).sort((a, b) => a - b);
      const theirs = miniSearched(all, words.join(' '));
      // Below three documents, misspelled words are looked for as well: then there may be more.
      if (words.every((one) => miniSearched(all, one).length >= 3)) assert.equal(ours, theirs);
      else assert.ok(theirs.every((one) => ours.includes(one)));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('the better document comes first', () => {
  const filler = 'cache plan '.repeat(30);
  assert.equal(
    found('login', [
      segmentOf([
        ['', `${filler} login`],
        ['login', filler],
        ['', 'nothing'],
      ]),
    ]),
    [1, 0],
  );
  assert.equal(
    found('login', [
      segmentOf([
        ['', `login ${filler}`],
        ['', 'login'],
      ]),
    ]),
    [1, 0],
    'short before long',
  );
  assert.equal(
    found('session login', [
      segmentOf([
        ['', 'login login login login'],
        ['', `session login ${filler}`],
      ]),
    ]),
    [1, 0],
    'both words before one',
  );
  const times = (login: number, session: number) =>
    'login '.repeat(login) + 'session '.repeat(session) + 'cache '.repeat(20 - login - session);
  assert.equal(
    found('session login', [
      segmentOf([
        ['', times(12, 1)],
        ['', times(3, 3)],
      ]),
    ]),
    [1, 0],
    'a word that is said often counts less each time',
  );
  assert.equal(
    found('loign', [
      segmentOf([
        ['', 'login'],
        ['', 'token'],
      ]),
    ]),
    [0],
    'a typing error',
  );
  assert.equal(
    found('sess', [
      segmentOf([
        ['', 'session'],
        ['', 'token'],
      ]),
    ]),
    [0],
    'a beginning',
  );
  assert.equal(
    found('closing', [
      segmentOf([
        ['', 'close'],
        ['', 'token'],
      ]),
    ]),
    [0],
    'another form',
  );
  assert.equal(found('nothing here', [segmentOf([])]), []);
});

test('the best few are the first of all, in one order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 60 }), fc.nat(8), (list, limit) => {
      const scores = Float64Array.from(list);
      const mask = Uint8Array.from(list, (_, at) => (at % 7 === 3 ? 0 : 1));
      const pathOf = (at: number) => `${(at * 37) % 100}`.padStart(2, '0');
      const all = list.flatMap((_, at) => (mask[at] ? [at] : []));
      all.sort((a, b) => (list[b] ?? 0) - (list[a] ?? 0) || (pathOf(a) < pathOf(b) ? -1 : 1));
      assert.equal(topDocuments(scores, mask, limit, pathOf), all.slice(0, limit));
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('very many occurrences and very long texts stay in their bits', () => {
  const many = segmentOf([['login '.repeat(500), 'login '.repeat(70_000)]]);
  assert.is(many.lengths[0], 65_535);
  assert.is(many.lengths.length, fieldCount);
  assert.equal(found('login', [reopened(many)]), [0]);
});

test.run();
