/** Lines of a task that are taken at most. */
const mostItems = 30;
const wanted =
  /^(?:acceptance|acceptance criteria|definition of done|done when|checklist|steps|todo|tasks?|verification|requirements)\b/i;

/**
 * What a task says must hold: the open items of its checklists, and list items of its acceptance section. Items in
 * fenced code do not count, nor those that are done.
 */
export function workItems(body: string): string[] {
  const items: string[] = [];
  let inFence = false;
  let section = '';
  for (const line of body.split(/\r?\n/)) {
    if (/^ {0,3}(?:`{3,}|~{3,})/.test(line)) inFence = !inFence;
    if (inFence) continue;
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    if (heading) section = heading[1] ?? '';
    const box = /^\s*(?:[-*+]|\d+[.)])\s+\[([^\]])\]\s+(.*)$/.exec(line);
    if (box) {
      if (box[1] === ' ') items.push(box[2] ?? '');
      continue;
    }
    const plain = /^\s{0,3}(?:[-*+]|\d+[.)])\s+(.*)$/.exec(line);
    if (plain && wanted.test(section)) items.push(plain[1] ?? '');
  }
  return [...new Set(items.map((item) => item.trim()).filter((item) => item !== ''))].slice(0, mostItems);
}
