import { FenceTracker } from '../markdown/blocks/fence.js';

/** The fenced block that holds a plan's tascs. Offsets are of the document's text. */
export interface TascBlock {
  /** Of the opening fence. */
  readonly start: number;
  /** Of the YAML, behind the opening fence's line. */
  readonly contentStart: number;
  /** Of the closing fence, or the end of the text where it is missing. */
  readonly contentEnd: number;
}

const opening = /^ {0,3}(?:`{3,}|~{3,})[ \t]*ya?ml[ \t]+tascs[ \t]*\r?$/i;

/** Whether a text may hold a block of tascs; cheap, for the many documents that do not. */
export function mayHoldTascs(text: string): boolean {
  return text.includes('tascs') && /ya?ml[ \t]+tascs/i.test(text);
}

/**
 * Every block whose info string is `yaml tascs`, in order. Blocks inside of other fences and of HTML comments
 * (template prompts) do not count.
 */
export function findTascBlocks(text: string, bodyStart: number, starts: readonly number[]): TascBlock[] {
  const blocks: TascBlock[] = [];
  const fences = new FenceTracker(text);
  let open: { start: number; contentStart: number } | null = null;
  let inFence = false;
  let inComment = false;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    if (start < bodyStart) continue;
    const next = starts[index + 1] ?? text.length;
    const end = lineEnd(text, start, next);
    if (inComment) {
      inComment = !text.slice(start, end).includes('-->');
      continue;
    }
    const line = text.slice(start, end);
    if (!inFence && /^ {0,3}<!--/.test(line)) {
      inComment = !line.includes('-->', line.indexOf('<!--') + 4);
      continue;
    }
    const fenced = fences.readLine(start, end);
    const opens = fenced && !inFence;
    const closes = inFence && !fences.isOpen;
    if (opens) {
      inFence = true;
      if (opening.test(line)) open = { start, contentStart: next };
    } else if (closes) {
      inFence = false;
      if (open) blocks.push({ ...open, contentEnd: start });
      open = null;
    }
  }
  if (open) blocks.push({ ...open, contentEnd: text.length });
  return blocks;
}

function lineEnd(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return end;
}
