import { liveLines } from '../../model/markdown/liveLines.js';
import { lineStarts } from '../../model/text.js';
import { headingKey, type Section } from './sections.js';

const prompt = /<!--\s*prompt:[\s\S]*?-->[ \t]*\n?/g;

/**
 * A rendered template with these sections: each takes the place of the question below its heading; one that the
 * template does not have follows the section before it. A section in which only a question is left is taken out.
 */
export function fillTemplate(rendered: string, sections: readonly Section[]): string {
  const { head, parts } = templateParts(rendered.replace(/\r\n?/g, '\n'));
  let last = -1;
  for (const { heading, text } of sections) {
    const found = parts.findIndex((part) => headingKey(part.heading) === headingKey(heading));
    if (found === -1) {
      last += 1;
      parts.splice(last, 0, { heading, text });
      continue;
    }
    const part = parts[found];
    const rest = part?.text.replace(prompt, '').trim() ?? '';
    parts[found] = { heading: part?.heading ?? heading, text: rest === '' ? text : `${rest}\n\n${text}` };
    last = found;
  }
  const answered = parts.filter(
    ({ heading, text }) => headingKey(heading) === 'tascs' || text.replace(prompt, '').trim() !== '',
  );
  const written = answered.map(({ heading, text }) => `## ${heading}\n\n${text}`.trimEnd());
  return `${[head.trimEnd(), ...written].join('\n\n')}\n`;
}

/** What is above the first H2 heading, front matter included, and the sections with their text as it is. */
function templateParts(text: string): { head: string; parts: Section[] } {
  const starts = lineStarts(text);
  const headings = liveLines(text, 0, starts).flatMap(({ text: line, start, end }) => {
    const found = /^## +(.*?)\s*$/.exec(line);
    return found ? [{ heading: found[1] ?? '', start, end }] : [];
  });
  return {
    head: text.slice(0, headings[0]?.start ?? text.length),
    parts: headings.map(({ heading, end }, index) => ({
      heading,
      text: text.slice(end, headings[index + 1]?.start).trim(),
    })),
  };
}
