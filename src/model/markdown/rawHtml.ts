import type { Range } from './shape.js';

/** What a piece of raw HTML holds. */
interface HtmlFindings {
  readonly links: readonly (Range & { readonly url: string })[];
  readonly anchors: readonly string[];
  readonly prompts: readonly Range[];
}

const tag =
  /<([A-Za-z][A-Za-z0-9-]*)((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)+)\s*\/?>/g;
const attribute = /\s([A-Za-z_:][\w.:-]*)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))/g;
const prompt = /^<!--\s*prompt:/;

/** Links, anchors and template prompts of raw HTML at `base`; the content of a comment does not count. */
export function readHtml(html: string, base: number): HtmlFindings {
  const links: (Range & { url: string })[] = [];
  const anchors: string[] = [];
  const prompts: Range[] = [];
  for (let at = 0; at < html.length; ) {
    const comment = html.indexOf('<!--', at);
    readTags(comment < 0 ? html.slice(at) : html.slice(at, comment), base + at, links, anchors);
    if (comment < 0) break;
    const close = html.indexOf('-->', comment + 2);
    at = close < 0 ? html.trimEnd().length : close + 3;
    if (prompt.test(html.slice(comment, comment + 64)))
      prompts.push({ start: base + comment, end: base + at });
    if (close < 0) break;
  }
  return { links, anchors, prompts };
}

function readTags(html: string, base: number, links: (Range & { url: string })[], anchors: string[]): void {
  if (!html.includes('=')) return;
  for (const found of html.matchAll(tag)) {
    const name = (found[1] ?? '').toLowerCase();
    const offset = base + found.index + 1 + name.length;
    for (const one of (found[2] ?? '').matchAll(attribute)) {
      const key = (one[1] ?? '').toLowerCase();
      const quoted = one[3] ?? one[4];
      const value = quoted ?? one[5] ?? '';
      if (key === 'id' || (key === 'name' && name === 'a')) anchors.push(decodeEntities(value));
      if (value === '' || !((name === 'a' && key === 'href') || (name === 'img' && key === 'src'))) continue;
      const stop = offset + one.index + one[0].length - (quoted === undefined ? 0 : 1);
      links.push({ url: decodeEntities(value), start: stop - value.length, end: stop });
    }
  }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The entities that attributes need; others stay as they are. */
function decodeEntities(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6}));/g,
    (all, name, ten, hex) => {
      if (name !== undefined) return entities[name] ?? all;
      const code = Number.parseInt(ten ?? hex, ten === undefined ? 16 : 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
