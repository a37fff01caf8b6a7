import type { Config } from '../config/config.js';
import type { CorpusDocument } from '../corpus.js';
import { idOfFileName, parseId } from '../ids.js';
import { fieldLinks } from '../links/fieldLinks.js';
import { folderOf, joinPath, nameOf } from '../links/path.js';
import { facet, separator } from '../search/filter.js';
import { textsIn } from './searchTexts.js';

/** Longer values are texts, which are searched by their words. */
const longestValue = 100;

/** What filters can ask about a document: every value of its front matter, and what it links to. */
export function facetsOf(document: CorpusDocument, config: Config, folder: string): string[] {
  const facets: string[] = [];
  const add = (key: string, value: string) => {
    if (value.length <= longestValue && !value.includes('\0') && !value.includes('\n'))
      facets.push(facet(key, value));
  };
  for (const { key, value } of document.facts.fields) {
    if (key.length > longestValue || /[\0\u0001:]/.test(key)) continue;
    for (const text of textsIn(value)) add(key, text);
  }
  for (const key of linkKeys(document, config, folder)) facets.push(`links${separator}${key}`);
  return facets;
}

/** What a document links to, as far as it is known without reading others: ids, paths and names. */
function linkKeys({ facts, ...rest }: CorpusDocument, config: Config, folder: string): Set<string> {
  const keys = new Set<string>();
  const { types } = config;
  for (const { form, target } of [...fieldLinks({ facts, ...rest }, config), ...facts.links]) {
    if (target === '' || target.length > 500 || target.includes('\0')) continue;
    const name = nameOf(target);
    const id =
      (form === 'markdown' || form === 'image' || form === 'html' ? null : parseId(name, types)) ??
      idOfFileName(/\.md$/i.test(name) ? name : `${name}.md`, types);
    // Its own heading already names it.
    if (id && id.id === rest.id) continue;
    if (id) keys.add(linkKey(id.id));
    const path = form === 'field' ? target : joinPath(form === 'wiki' ? '' : folderOf(facts.path), target);
    if (path === null || form === 'bare') continue;
    keys.add(linkKey(path));
    if (form !== 'wiki') continue;
    for (const start of [folderOf(facts.path), folder]) {
      const from = joinPath(start, target);
      if (from !== null) keys.add(linkKey(from));
    }
    if (name === target) keys.add(linkKey(`*/${name}`));
  }
  return keys;
}

/** Under which a link is found; without `.md`, since notes are named without. */
function linkKey(target: string): string {
  return target.replace(/\.md$/i, '').toLowerCase();
}

/** The keys under which links to a document are found. */
export function linkFacets(target: { readonly id: string | null; readonly path: string }): string[] {
  const keys = [linkKey(target.path), linkKey(`*/${nameOf(target.path)}`)];
  if (target.id !== null) keys.push(linkKey(target.id));
  return keys.map((key) => `links${separator}${key}`);
}
