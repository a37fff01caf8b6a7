import { relationNames } from '../../../model/links/relations.js';
import type { DocumentSummary } from '../../../operations/documents/documentSummary.js';
import { matchItem, parseFilter } from '../documents/filter.js';
import { memo } from '../memo.js';
import { documentById, isPlan } from '../selectors.js';
import type { State, VerbChoice } from '../state.js';
import type { FormField } from './overlay.js';

/** Names that fit a field, those that fit the word first; at most eight. */
export function choicesFor(
  state: State,
  { name, parameter }: Pick<FormField, 'name' | 'parameter'>,
  word: string,
  { type, about }: { readonly type: string | null; readonly about: string | null },
): readonly string[] {
  if (parameter.kind === 'text' && parameter.choices) return fitting(parameter.choices, word);
  const { data } = state;
  switch (parameter.completes) {
    case 'id':
      // An argument that is called as a type takes its documents.
      return idsOf(
        documentsFor(state, word).filter(
          ({ type }) => type === name || !data.types.some((one) => one.name === name),
        ),
      );
    case 'objective':
      return idsOf(documentsFor(state, word).filter(({ type }) => type === 'objective'));
    case 'plan':
      return idsOf(documentsFor(state, word).filter((one) => isPlan(state, one) && !one.archived));
    case 'plan/tasc':
      return [
        ...fitting(tascsOf(state), word).slice(0, 4),
        ...idsOf(documentsFor(state, word).filter((one) => isPlan(state, one) && !one.archived)),
      ].slice(0, 8);
    case 'tasc':
      return fitting(
        tascsOf(state).map((one) => one.slice(one.indexOf('/') + 1)),
        word,
      );
    case 'archived':
      return idsOf(documentsFor(state, word).filter(({ archived }) => archived));
    case 'type':
      return fitting(
        data.types.map(({ name }) => name),
        word,
      );
    case 'status': {
      const wanted = type ?? (about ? documentById(data, about)?.type : null);
      const statuses = data.types
        .filter(({ name }) => !wanted || name === wanted)
        .flatMap((one) => one.statuses);
      return fitting([...new Set(statuses)], word);
    }
    case 'column':
      return fitting(
        (data.board?.columns ?? []).map(({ name }) => name),
        word,
      );
    case 'relation':
      return fitting(relationNames(data.relations), word);
    case 'field':
      return fitting(fields, word);
    case 'assignment': {
      const document = about ? documentById(data, about) : undefined;
      const statuses = data.types.find(({ name }) => name === document?.type)?.statuses ?? [];
      const written = statuses.map((status) => `status=${/\s/.test(status) ? `"${status}"` : status}`);
      return fitting([...written, ...fields.filter((one) => one !== 'status').map((one) => `${one}=`)], word);
    }
    default:
      return [];
  }
}

/** Front-matter keys that most documents have. */
const fields = ['status', 'priority', 'assignee', 'tags', 'created'];

function idsOf(documents: readonly DocumentSummary[]): readonly string[] {
  return documents.slice(0, 8).map(({ id, path }) => id ?? path);
}

/** `PLAN-001/review` for every tasc of the plan in the run view; those that wait for a person first. */
function tascsOf({ run }: State): readonly string[] {
  const tascs = run.shown?.tascs ?? [];
  const rank = (one: (typeof tascs)[number]) => (one.waiting ? 0 : one.manual ? 1 : 2);
  return [...tascs].sort((a, b) => rank(a) - rank(b)).map(({ id }) => `${run.shown?.id}/${id}`);
}

function fitting(names: readonly string[], word: string): readonly string[] {
  const wanted = word.toLowerCase();
  const starts = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const holds = names.filter(
    (name) => !name.toLowerCase().startsWith(wanted) && name.toLowerCase().includes(wanted),
  );
  return [...starts, ...holds].slice(0, 8);
}

/** Documents for a word, the best first. */
export function documentsFor({ data }: State, word: string): readonly DocumentSummary[] {
  return fittingDocuments(data.documents, word);
}

/** Asked by the key and by the frame that it leads to. */
const fittingDocuments = memo(
  (documents: readonly DocumentSummary[], word: string): readonly DocumentSummary[] => {
    const filter = parseFilter(word);
    return documents
      .flatMap((item) => {
        const match = matchItem(item, filter, {});
        return match ? [{ item, score: match.score - (item.archived ? 50 : 0) }] : [];
      })
      .sort((a, b) => b.score - a.score)
      .map(({ item }) => item);
  },
);

/** Verbs for what was typed into the palette: those whose name starts so first. */
export function verbsFor(state: State, text: string): readonly VerbChoice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return state.verbs;
  const rank = ({ name, summary }: VerbChoice) => {
    let score = 0;
    for (const word of words) {
      if (name.startsWith(word)) score += 4;
      else if (name.includes(word)) score += 3;
      else if (summary.toLowerCase().includes(word)) score += 1;
      else if (isScattered(word, name)) score += 0.5;
      else return 0;
    }
    return score;
  };
  return state.verbs
    .map((verb) => ({ verb, score: rank(verb) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ verb }) => verb);
}

function isScattered(word: string, name: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
