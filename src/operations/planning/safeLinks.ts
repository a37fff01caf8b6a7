import type { DocumentFacts, LinkFact } from '../../model/document/facts.js';
import { parseId } from '../../model/ids.js';
import { applyPatches, type TextPatch } from '../../model/text.js';
import { pathsOfId } from '../../workspace/corpus/locate.js';
import type { Workspace } from '../../workspace/workspace.js';
import { factsOf } from '../documents/loadDocument.js';

export interface SafeProse {
  readonly text: string;
  /** Canonical ids of documents that it names, each once. */
  readonly ids: readonly string[];
}

/**
 * Prose of a section in which every link leads somewhere: URLs and ids of documents that exist stay, another link is
 * shown as it was written, and an id that nobody has becomes code. Found with the reader that `validate` uses.
 */
export async function withSafeLinks(workspace: Workspace, prose: string): Promise<SafeProse> {
  for (const attempt of [prose, withoutBrackets(prose), asCode(prose)]) {
    const safe = await patched(workspace, attempt);
    if (safe) return safe;
  }
  throw new Error('text in a fence still has links');
}

/** The text with patched links; null where some are left, or it cannot be read. */
async function patched(workspace: Workspace, prose: string): Promise<SafeProse | null> {
  const ids = new Set<string>();
  // Not the first line: three dashes there would begin front matter.
  let text = `\n${prose}`;
  for (let pass = 0; pass < 3; pass++) {
    const facts = await readProse(workspace, text);
    if (facts.problems.length > 0 || facts.prompts.length > 0) return null;
    ids.clear();
    const patches: TextPatch[] = [];
    for (const link of facts.links) {
      const id = await existingId(workspace, link);
      if (id !== null) ids.add(id);
      else if (!isExternal(link)) patches.push(...shownAsWritten(text, link));
    }
    if (patches.length === 0) return { text: text.slice(1), ids: [...ids].sort() };
    try {
      text = applyPatches(text, patches);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }
  return null;
}

function readProse(workspace: Workspace, text: string): Promise<DocumentFacts> {
  return factsOf(`${workspace.folder}/plans/PLAN-000-generated.md`, text, workspace.config.types);
}

async function existingId(workspace: Workspace, { form, target }: LinkFact): Promise<string | null> {
  if (form !== 'wiki' && form !== 'bare') return null;
  const parsed = parseId(target, workspace.config.types);
  if (!parsed) return null;
  return (await pathsOfId(workspace, parsed)).length === 1 ? parsed.id : null;
}

function isExternal({ form, target }: LinkFact): boolean {
  return form !== 'wiki' && form !== 'bare' && /^(?:https?|mailto):/i.test(target);
}

/** The patches that make a link plain text. */
function shownAsWritten(text: string, { form, target, span }: LinkFact): TextPatch[] {
  const { offset, length } = span;
  const end = offset + length;
  if (form === 'bare') return [{ start: offset, end, text: `\`${text.slice(offset, end)}\`` }];
  if (form === 'wiki') {
    const close = text.indexOf(']]', end);
    const open = text.lastIndexOf('[[', offset);
    return open < 0 || close < 0 ? [] : [{ start: open, end: close + 2, text: `\`${target}\`` }];
  }
  const opening = text.lastIndexOf('](', offset);
  return opening < 0 ? [] : [{ start: opening + 1, end: opening + 1, text: '\\' }];
}

/** Brackets that mean nothing. */
function withoutBrackets(prose: string): string {
  return prose.replace(/(?<!\\)[[\]]/g, '\\$&');
}

/** The whole of it as code, in a fence that it does not hold. */
function asCode(prose: string): string {
  const longest = Math.max(2, ...[...prose.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${prose}\n${fence}`;
}
