import { defaultTypes } from '../model/document/type.js';

/** A document in an example: its path as the examples' heading, front matter with these further lines, and a body. */
export function page(id: string, title: string, status: string, fields = '', body = ''): string {
  const type = defaultTypes.find(({ prefix }) => id.startsWith(`${prefix}-`));
  const slug = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const more = fields === '' ? '' : `${fields}\n`;
  return `### dev_ops/${type?.folder}/${id}-${slug}.md\n---\nid: ${id}\ntitle: ${title}\nstatus: ${status}\ncreated: 2026-11-20\n${more}---\n${body}`;
}
