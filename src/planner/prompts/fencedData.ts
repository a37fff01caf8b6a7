import { createHash } from 'node:crypto';

/** A mark that none of the texts holds, so that no text can end its fence. The same texts have the same mark. */
export function fenceMark(texts: readonly string[]): string {
  for (let attempt = 0; ; attempt++) {
    const digest = createHash('sha256')
      .update(JSON.stringify([attempt, texts]))
      .digest('hex')
      .slice(0, 16);
    const mark = `DATA-${digest}`;
    if (!texts.some((text) => text.includes(mark))) return mark;
  }
}

/** Texts as data: each between two lines that hold the mark, below a line that says what it is. */
export function fenced(
  mark: string,
  parts: readonly { readonly label: string; readonly text: string }[],
): string {
  return parts
    .map(({ label, text }) => {
      const name = label.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
      return `<<< ${mark} ${name}\n${text.replace(/\n$/, '')}\n>>> ${mark}`;
    })
    .join('\n\n');
}
