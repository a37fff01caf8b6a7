import type { Drafts } from './draft.js';
import { riskyWord } from './goalKind.js';
import { checkOfItem, type ItemCheck } from './itemCheck.js';
import type { OfflineSight } from './sight.js';

/** Lines of the work that no command can see. */
export interface ItemResult {
  readonly open: readonly string[];
  readonly checked: number;
}

/** A tasc for each line of the task that a command can see; a risky one waits for a person. */
export function addItems(items: readonly string[], sight: OfflineSight, drafts: Drafts): ItemResult {
  const open: string[] = [];
  const kinds: ItemCheck['from'][] = [];
  for (const item of items) {
    const plain = item.replaceAll('`', '');
    const check = checkOfItem(item, sight);
    if (check === null && riskyWord(plain) === null) {
      open.push(item);
      continue;
    }
    if (check !== null && drafts.has(check.command)) continue;
    const words = item.replace(/`[^`]*`/g, ' ').slice(0, 40);
    const review = riskyWord(plain) === null ? null : addReview(plain, drafts);
    if (check === null) continue;
    kinds.push(check.from);
    drafts.add(/[a-z0-9]/i.test(words) ? words : check.command, {
      title: plain.length <= 100 ? plain : `${plain.slice(0, 99)}…`,
      testing_instructions: check.command,
      ...(review === null ? {} : { dependencies: [review] }),
    });
  }
  if (kinds.length > 0)
    drafts.why.push(`${kinds.length} of ${items.length} lines of the task name what a command can see.`);
  return { open, checked: items.length - open.length };
}

/** A person agrees before something that cannot easily be taken back. */
export function addReview(what: string, drafts: Drafts): string {
  return drafts.add('approach review', {
    title: `A person agrees before this is done: ${what.length <= 60 ? what : `${what.slice(0, 59)}…`}`,
    desired_outcome: `The way back is known before anything happens: it speaks of "${riskyWord(what)}"`,
    additional_notes: what,
    proof_required: { proof_type: 'manual' },
  });
}
