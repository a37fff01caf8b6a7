import type { Corpus } from '../../../model/corpus.js';
import { titleOf } from '../../../model/document/document.js';
import { parseId } from '../../../model/ids.js';
import { fieldLinks } from '../../../model/links/fieldLinks.js';
import { hasHeading } from '../../../model/links/heading.js';
import { nameOf } from '../../../model/links/path.js';
import { resolveLink } from '../../../model/links/resolve.js';
import {
  type CommitOrder,
  type FileHistory,
  fileHistories,
  textsAt,
} from '../../../workspace/git/history/fileBirths.js';
import { LineBlame } from '../../../workspace/git/history/lineBlame.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { AmbiguousLink } from './moveDocuments.js';

/** What a link means: the path of one document, or all that have the id. */
export type Meaning = { readonly path: string } | 'all';

/** Decides which of several documents with one id a link means: by what it says, else by who wrote it when. */
export class Attribution {
  readonly #histories: ReadonlyMap<string, FileHistory>;
  readonly #blame: LineBlame;

  constructor(
    readonly transaction: Transaction,
    histories: readonly FileHistory[],
    readonly order: CommitOrder,
  ) {
    this.#histories = new Map(histories.map((one) => [one.path, one]));
    this.#blame = new LineBlame(transaction.workspace);
  }

  /** What a link means; null where nothing decides. */
  async of({ document, link, candidates }: AmbiguousLink, corpus: Corpus): Promise<Meaning | null> {
    const { path } = document.facts;
    // Whoever wrote it knew of one only: the one that it is in.
    if (candidates.includes(path)) return { path };
    const text = this.transaction.read(path);
    const line = text.ok ? lineAt(text.value, link.span.offset) : '';
    const said =
      this.#byName(link.target, candidates, corpus) ??
      byHeading(link.fragment, link.form, candidates, corpus) ??
      byTitle(line, candidates, corpus);
    if (said !== null) return { path: said };
    const naming = candidates.filter((candidate) => names(candidate, path, corpus));
    if (link.field === 'related_docs' && naming.length === candidates.length) return 'all';
    const written = await this.#byBlame(path, link.span.line, line, candidates);
    if (written !== null) return written;
    const [only] = naming;
    return only !== undefined && naming.length === 1 ? { path: only } : null;
  }

  /** The one that a commit speaks of: that it brought along, or that alone it knew. */
  async sideOf(commit: string, candidates: readonly string[]): Promise<string | null> {
    const born = candidates.flatMap((path) => {
      const birth = this.#histories.get(path)?.birth;
      return birth ? [{ path, commit: birth.commit }] : [];
    });
    if (born.length < candidates.length) return null;
    const same = born.filter((one) => one.commit === commit);
    if (same.length > 0) return onlyPath(same);
    const before = await this.#those(born, (one) => this.order.isAncestor(one.commit, commit));
    if (before.length > 0) return onlyPath(before);
    // Written before the document itself, on the way to it.
    return onlyPath(await this.#those(born, (one) => this.order.isAncestor(commit, one.commit)));
  }

  /** The one that the commit which brought a file speaks of. */
  async sideOfFile(path: string, candidates: readonly string[]): Promise<string | null> {
    const [history] = await fileHistories(this.transaction.workspace, [path]);
    return history?.birth ? this.sideOf(history.birth.commit, candidates) : null;
  }

  async #those<T>(all: readonly T[], holds: (one: T) => Promise<boolean>): Promise<T[]> {
    const flags = await Promise.all(all.map(holds));
    return all.filter((_, index) => flags[index]);
  }

  /** `[[PLAN-007-old-title]]`: a name that one of them had. */
  #byName(target: string, candidates: readonly string[], corpus: Corpus): string | null {
    if (parseId(target, corpus.config.types)) return null;
    const name = nameOf(target).replace(/(?:\.md)?$/i, '.md');
    return onlyOf(candidates, (path) => this.#histories.get(path)?.names.includes(name) === true);
  }

  async #byBlame(
    path: string,
    number: number,
    line: string,
    candidates: readonly string[],
  ): Promise<Meaning | null> {
    if (!this.transaction.workspace.repository) return null;
    const commit = await this.#blame.commitOf(path, number, line);
    const side = commit === null ? null : await this.sideOf(commit, candidates);
    if (side === null) return null;
    return (await this.#wroteAllOfThem(path, line, candidates)) ? 'all' : { path: side };
  }

  /** Whether every side wrote the same line, which a merge made one: it means all of them. */
  async #wroteAllOfThem(path: string, line: string, candidates: readonly string[]): Promise<boolean> {
    const commits = candidates.flatMap((one) => this.#histories.get(one)?.birth?.commit ?? []);
    const [first, second] = commits;
    if (first === undefined || second === undefined || first === second) return false;
    const base = await this.order.base(first, second);
    const texts = await textsAt(
      this.transaction.workspace,
      base === null ? commits : [...commits, base],
      path,
    );
    const holds = (commit: string) => texts.get(commit)?.split(/\r?\n/).includes(line) === true;
    return commits.every(holds) && (base === null || !holds(base)) && !commits.includes(base ?? '');
  }
}

function byHeading(
  fragment: string | null,
  form: AmbiguousLink['link']['form'],
  candidates: readonly string[],
  corpus: Corpus,
): string | null {
  if (!fragment) return null;
  return onlyOf(candidates, (path) => {
    const facts = corpus.document(path)?.facts;
    return facts !== undefined && hasHeading(facts, fragment, form);
  });
}

/** Shorter titles stand in any line. */
const shortestTitle = 4;

/** `[[PLAN-007]] Fix the login`: the title is beside it. */
function byTitle(line: string, candidates: readonly string[], corpus: Corpus): string | null {
  const text = plain(line);
  const titles = candidates.flatMap((path) => {
    const facts = corpus.document(path)?.facts;
    const title = facts ? plain(titleOf(facts)) : '';
    return title.length >= shortestTitle && text.includes(title) ? [{ path, title }] : [];
  });
  // Of `login` and `login page` the longer one is meant where it stands.
  const longest = titles.filter(({ title }) => !titles.some((one) => one.title.length > title.length));
  return onlyPath(longest);
}

/** Whether a document has a link to another. */
function names(from: string, to: string, corpus: Corpus): boolean {
  const document = corpus.document(from);
  if (!document) return false;
  return [...fieldLinks(document, corpus.config), ...document.facts.links].some((link) => {
    const found = resolveLink(document, link, corpus);
    if (found.kind !== 'file' || found.path !== to) return false;
    return found.id === null || corpus.pathsOf(found.id).length === 1;
  });
}

function onlyOf(paths: readonly string[], holds: (path: string) => boolean): string | null {
  const found = paths.filter(holds);
  return found.length === 1 ? (found[0] ?? null) : null;
}

function onlyPath(found: readonly { readonly path: string }[]): string | null {
  return found.length === 1 ? (found[0]?.path ?? null) : null;
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
}

function plain(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ').trim();
}
