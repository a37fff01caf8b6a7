import { visible } from '../../../model/display.js';
import type { Joined } from '../../../operations/documents/indexedDocuments.js';
import type { ShownLinks } from '../../../operations/verbs/board/links.js';
import type { Terminal } from '../../terminal.js';
import type { Block, View } from '../../view.js';

/** Forward links, backlinks by their inverse relation, broken ones, documents without links. */
export const view: View<ShownLinks> = {
  pretty({ data }, terminal) {
    const blocks: Block[] = [];
    const section = (title: string, rows: Block[]) => {
      if (rows.length > 0) blocks.push(...(blocks.length > 0 ? [''] : []), terminal.bold(title), ...rows);
    };
    if (data.subject)
      blocks.push(`${terminal.cyan(data.subject.id ?? data.subject.path)} ${visible(data.subject.title)}`);
    section('links to', table(data.forward, 'to', terminal));
    section('is linked from', table(data.back, 'from', terminal));
    section('broken', brokenTable(data.broken, terminal));
    section('without links', orphanTable(data, terminal));
    if (blocks.length === (data.subject ? 1 : 0))
      blocks.push(terminal.dim('no broken links, no documents without links'));
    return blocks;
  },
  plain: ({ data }) => [
    ...data.forward.map((link) => ['forward', ...plainRow(link)]),
    ...data.back.map((link) => ['back', ...plainRow(link)]),
    ...data.broken.map((link) => ['broken', ...plainRow(link)]),
    ...data.orphans.map((one) => ['orphan', one.id ?? '', one.path, one.title]),
  ],
};

function table(links: readonly Joined[], end: 'from' | 'to', terminal: Terminal): Block[] {
  if (links.length === 0) return [];
  const seen = new Set<string>();
  const rows = links.flatMap((link) => {
    const other = link[end];
    const name = end === 'to' ? link.relation : (link.inverse ?? link.relation);
    const key = `${name}\t${other.path}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [
      [
        { text: name, style: terminal.dim },
        { text: other.id ?? visible(other.path), style: terminal.cyan },
        visible(other.title),
      ],
    ];
  });
  return [{ rows, indent: 2 }];
}

function brokenTable(links: readonly Joined[], terminal: Terminal): Block[] {
  if (links.length === 0) return [];
  const rows = links.map((link) => [
    `${visible(link.from.path)}:${link.line}:${link.column}`,
    { text: visible(link.written), style: terminal.red },
    { text: link.relation, style: terminal.dim },
  ]);
  return [{ rows, indent: 2 }];
}

function orphanTable(data: ShownLinks, terminal: Terminal): Block[] {
  if (data.orphans.length === 0) return [];
  return [
    {
      rows: data.orphans.map((one) => [{ text: one.id ?? '', style: terminal.cyan }, visible(one.title)]),
      indent: 2,
    },
  ];
}

function plainRow(link: Joined): string[] {
  return [
    link.relation,
    link.from.id ?? '',
    link.from.path,
    link.to.id ?? '',
    link.to.path,
    `${link.line}:${link.column}`,
  ];
}
