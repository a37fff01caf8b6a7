import { closest } from '../model/closest.js';
import type { Corpus } from '../model/corpus.js';
import type { LinkFact } from '../model/document/facts.js';
import { formatId, idOfFileName, parseId, prefixTable } from '../model/ids.js';
import { folderOf, joinPath, nameOf, relativePath } from '../model/links/path.js';

/** Work that suggestions may cost in one run: ten thousand broken links must not compare with as many files. */
const lookupsInARun = 100_000;
const namesInARun = 200_000;

interface Spent {
  /** Ids looked up, names measured. */
  lookups: number;
  names: number;
  readonly ids: Map<string, string | undefined>;
}

const spending = new WeakMap<Corpus, Spent>();

function spent(corpus: Corpus): Spent {
  let known = spending.get(corpus);
  if (!known) {
    known = { lookups: 0, names: 0, ids: new Map() };
    spending.set(corpus, known);
  }
  return known;
}

/**
 * The existing id that is most likely meant: one slip of a key away in its number, or of the same number under the
 * nearest prefix. Looked up, not measured, so that it costs the same among any number of documents.
 */
export function suggestId(written: string, corpus: Corpus): string | undefined {
  const { ids, lookups } = spent(corpus);
  if (ids.has(written) || lookups > lookupsInARun) return ids.get(written);
  const found = likelyId(written, corpus);
  ids.set(written, found);
  return found;
}

function likelyId(written: string, corpus: Corpus): string | undefined {
  const { types } = corpus.config;
  const parsed = parseId(written, types);
  if (parsed) {
    for (const number of slips(parsed.number)) {
      spent(corpus).lookups++;
      const id = formatId(parsed.type, number);
      if (corpus.pathsOf(id).length > 0) return id;
    }
    return undefined;
  }
  const dash = written.lastIndexOf('-');
  const prefix = closest(written.slice(0, dash), prefixTable(types).keys());
  const meant = prefix && parseId(`${prefix}-${written.slice(dash + 1)}`, types);
  return meant && corpus.pathsOf(meant.id).length > 0 ? meant.id : undefined;
}

/** Numbers one slip away, likeliest first: two digits swapped, one left out, one too many, one wrong. */
function slips(number: number): Set<number> {
  const digits = String(number).padStart(3, '0');
  const found = new Set<number>();
  const add = (text: string) => {
    const value = Number(text);
    if (text.length <= 9 && value !== number) found.add(value);
  };
  for (let i = 0; i + 1 < digits.length; i++) {
    add(digits.slice(0, i) + digits[i + 1] + digits[i] + digits.slice(i + 2));
  }
  if (digits.length > 3)
    for (let i = 0; i < digits.length; i++) add(digits.slice(0, i) + digits.slice(i + 1));
  for (let i = digits.length - 1; i >= 0; i--) {
    const nearest = [...'0123456789'].sort((a, b) => apart(a, digits[i]) - apart(b, digits[i]));
    for (const digit of nearest) add(digits.slice(0, i) + digit + digits.slice(i + 1));
  }
  for (let i = 0; i <= digits.length; i++) {
    for (const digit of '0123456789') add(digits.slice(0, i) + digit + digits.slice(i));
  }
  return found;
}

function apart(a: string, b: string | undefined): number {
  return Math.abs(Number(a) - Number(b));
}

/**
 * What to write instead of a link to a path that does not exist: the document whose id the name holds, the file
 * under its true name elsewhere, with `.md`, or the nearest name in that folder.
 */
export function suggestPath(path: string, link: LinkFact, from: string, corpus: Corpus): string | undefined {
  const found = likelyPath(path, corpus);
  return found === undefined ? undefined : writeLink(found, link, from);
}

function likelyPath(path: string, corpus: Corpus): string | undefined {
  const name = nameOf(path);
  const inName = idOfFileName(name, corpus.config.types);
  const byId = inName && corpus.pathsOf(inName.id)[0];
  if (byId !== null && byId !== undefined) return byId;
  const slashed = path.includes('\\') ? joinPath(folderOf(path), name.replace(/\\/g, '/')) : null;
  if (slashed !== null && corpus.exists(slashed) === 'file') return slashed;
  if (corpus.exists(`${path}.md`) === 'file') return `${path}.md`;
  const elsewhere = corpus.pathsNamed?.(name) ?? [];
  if (elsewhere.length === 1) return elsewhere[0];
  return nearestSibling(path, corpus);
}

function nearestSibling(path: string, corpus: Corpus): string | undefined {
  const budget = spent(corpus);
  if (budget.names > namesInARun) return undefined;
  const siblings = corpus.siblings(path);
  budget.names += siblings.length;
  const name = closest(nameOf(path), siblings.map(nameOf));
  return name === undefined ? undefined : siblings.find((sibling) => nameOf(sibling) === name);
}

/** A path as this form of link writes it, seen from the document `from`, with the link's fragment. */
export function writeLink(path: string, link: LinkFact, from: string): string {
  const fragment = link.fragment === null ? '' : `#${link.fragment}`;
  if (link.form === 'field') return path + fragment;
  if (link.form === 'wiki') return nameOf(path).replace(/\.md$/i, '') + fragment;
  const relative = relativePath(folderOf(from), path);
  return relative.replace(/[%\s()<>]/g, encodeURIComponent).replace(/[()]/g, escapeParenthesis) + fragment;
}

function escapeParenthesis(character: string): string {
  return character === '(' ? '%28' : '%29';
}
