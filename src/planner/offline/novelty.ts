import { shellWord } from '../../model/shellWord.js';
import type { ProjectTree } from '../context/projectTree.js';
import { fileKind } from '../context/rank/fileKind.js';
import { stemsOfName, type Term, type Terms } from '../context/terms.js';

/** Where in the project the texts of the work are found; lower case → paths. */
export type FoundIn = ReadonlyMap<string, readonly string[]>;

/** Words that name a kind of thing, not what is special about the goal. */
const general =
  /^(?:api|app|application|backend|button|class|code|command|component|crash|data|endpoint|error|exception|failure|feature|field|file|form|frontend|function|handler|issue|list|logic|method|mode|model|module|option|page|problem|project|request|response|route|screen|server|service|support|system|test|user|view)s?$/;

/** The words that are special about a goal, in its order of weight. */
export function tellingTerms(terms: Terms): Term[] {
  return terms.words.filter(({ word, weight }) => weight >= 1 && !general.test(word));
}

/** A check that is red until code holds a word of the goal that it does not hold yet. */
export interface NoveltyCheck {
  readonly word: string;
  /** A file, or a folder with a slash at its end. */
  readonly where: string;
  readonly command: string;
}

/**
 * The first special word of the goal that the file about it neither holds nor is named by. Where no file of its folder
 * holds it, a new file there will do as well. Null where all words are there.
 */
export function noveltyCheck(
  terms: Terms,
  tree: ProjectTree,
  source: string,
  foundIn: FoundIn,
): NoveltyCheck | null {
  const text = tree.read(source)?.toLowerCase() ?? '';
  const names = new Set(stemsOfName(source.replaceAll('/', ' ')));
  const term = tellingTerms(terms).find(
    (one) => /^[a-z0-9_-]{2,}$/.test(one.word) && !names.has(one.stem) && !text.includes(searched(one)),
  );
  if (!term) return null;
  const word = searched(term);
  const folder = source.slice(0, source.lastIndexOf('/') + 1);
  const holders = foundIn.get(word);
  const isNewThere =
    folder !== '' &&
    holders !== undefined &&
    !holders.some((path) => path.startsWith(folder)) &&
    !tree.files.some((path) => path.startsWith(folder) && fileKind(path) === 'test');
  return isNewThere
    ? { word: term.word, where: folder, command: `grep -rqiI ${shellWord(word)} ${shellWord(folder)}` }
    : { word: term.word, where: source, command: `grep -qi ${shellWord(word)} ${shellWord(source)}` };
}

/** What all forms of a word begin with, where that is long enough to mean it. */
function searched({ word, stem }: Term): string {
  return stem.length >= 4 ? stem : word;
}

/** Whether a name is in the project's code now. */
export function holdsName(name: string, tree: ProjectTree, foundIn: FoundIn): boolean {
  const whole = new RegExp(`(?<![\\w$])${name.replace(/[$]/g, '\\$&')}(?![\\w$])`);
  return (foundIn.get(name.toLowerCase()) ?? [])
    .slice(0, 50)
    .some((path) => whole.test(tree.read(path) ?? ''));
}
