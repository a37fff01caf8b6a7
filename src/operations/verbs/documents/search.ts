import type { InferOutput } from 'valibot';
import { failure, success } from '../../../model/result.js';
import { searchIn, searchOnce } from '../../documents/search/searchDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, number, requiredList } from '../../verb.js';
import type { searched } from '../output/documents.js';

export type Searched = InferOutput<typeof searched>;

export const verb = defineVerb({
  name: 'search',
  summary: 'Search documents by words and fields',
  description: `Finds words in any form (close, closed, closing), by their beginning, and in spite of a typing error. Documents with all of the words come first; titles count more than text.

  "two words"          exactly these words in this order
  +word  -word         with this word; without it
  type:plan,adr        of one of these types; also status: tag: id:
  links:ADR-001        what links to it
  is:open              open, closed, archived or broken
  title:word           in the title; also heading: read_when: text: path:
  priority:high        any other field; assignee:a* for a beginning
  created:>=2026-03    on or after; also > < <=
  -status:done         a minus negates a filter`,
  arguments: { words: requiredList('words and filters', { value: 'query' }) },
  options: {
    limit: number('show at most this many results; default 10', { short: 'l', value: 'count' }),
    archived: flag('include the archive'),
  },
  examples: {
    'doc-ops search login': 'finds documents about logging in, the best match first',
    'doc-ops search "session tokn type:adr status:accepted"':
      'filters, and finds words in spite of a typing error',
    'doc-ops search links:ADR-001 is:open --json': 'for a script',
  },
  run: async (context, input) => {
    const query = input.words.join(' ');
    const limit = input.limit ?? 10;
    if (limit < 0) return failure('usage', '--limit takes a number from 0 on');
    const found = await searchOnce(workspaceOf(context), (index) =>
      searchIn(index, query, { limit, archived: input.archived }),
    );
    if (!found.ok) return found;
    const { hits, total, archived } = found.value;
    const notes = archived === 0 ? [] : [`${archived} more in the archive: --archived shows them`];
    return success({ data: { query, hits, total } satisfies Searched as Searched, notes });
  },
});
