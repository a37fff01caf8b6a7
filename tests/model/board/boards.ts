import fc from 'fast-check';
import type { Board } from '../../../src/model/board/board.js';
import { parseBoard } from '../../../src/model/board/parse.js';
import { defaultConfig } from '../../../src/model/config/config.js';
import type { Result } from '../../../src/model/result.js';

/** Boards for the tests: how the Obsidian Kanban plugin writes them, how FORMATS.md does, and how people do. */

export function read(text: string): Board {
  return parseBoard(text, defaultConfig.types, defaultConfig.relations);
}

export function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

export const plainBoard = `---
kanban-plugin: board
---

## Backlog

- [ ] [[TASK-004]] Add dark mode

## In Progress

- [ ] [[TASK-001]] JWT login [input:: [[ADR-015]]] [output:: [[PLAN-001]]] [output:: [[PLAN-002]]]

## Review

## Done

**Complete**
- [x] [[TASK-002]] Bootstrap the repo

***

## Archive

- [x] [[TASK-000]] Try the tool

%% kanban:settings
\`\`\`
{"kanban-plugin":"board"}
\`\`\`
%%
`;

const words = fc.constantFrom(
  'login',
  'Übersicht',
  'fix',
  'the',
  '日本',
  '👩‍💻',
  'C#',
  'a-b',
  '`code`',
  '(2)',
  '100%',
);
const title = fc.array(words, { minLength: 1, maxLength: 4 }).map((list) => list.join(' '));
const extra = fc.constantFrom(
  '',
  '',
  '',
  ' [input:: [[ADR-015]]]',
  ' [output:: [[PLAN-001|the plan]]] [output:: [[PLAN-002]]]',
  ' @{2026-01-31}',
  ' @{2026-01-31} @@{12:00} #tag',
  ' (upstream:: [[RES-001]])',
);
const blockId = fc.constantFrom('', '', '', ' ^a1b2c3');
const further = fc.constantFrom(
  '',
  '',
  '',
  '\tsecond line\n',
  '    second line\n\n    after a blank\n',
  '  - [ ] nested\n  - [x] other\n',
  '\t```js\n\t## no column\n\t- [ ] no card\n\t```\n',
);
const check = fc.constantFrom(' ', ' ', 'x', '/', '-', '👍');

/** A card; `number` makes its item unlike all others. */
function card(number: number, bullet: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const item = fc.constantFrom(
    `[[TASK-${number}]] `,
    `[[TASK-${number}-slug|TASK-${number}]] `,
    `free ${number} `,
  );
  return fc
    .tuple(bullet, check, item, title, extra, blockId, further)
    .map(
      ([mark, box, link, text, fields, id, lines]) =>
        `${mark} [${box}] ${link}${text}${fields}${id}\n${lines}`,
    );
}

interface Layout {
  readonly head: string;
  readonly afterHeading: fc.Arbitrary<string>;
  readonly between: fc.Arbitrary<string>;
  readonly afterCards: fc.Arbitrary<string>;
  readonly whenEmpty: fc.Arbitrary<string>;
  readonly marker: fc.Arbitrary<string>;
  readonly tail: fc.Arbitrary<string>;
  readonly archiveHead: string;
  readonly archiveEnd: string;
  readonly bullet: fc.Arbitrary<string>;
}

const settings = '%% kanban:settings\n```\n{"kanban-plugin":"board","list-collapse":[false]}\n```\n%%';
const lanes = ['Backlog', 'In Progress (3)', 'Review', 'Done'];

const plugin: Layout = {
  head: '---\n\nkanban-plugin: board\n\n---\n\n',
  afterHeading: fc.constant('\n'),
  between: fc.constant(''),
  afterCards: fc.constant('\n\n'),
  whenEmpty: fc.constant('\n\n\n'),
  marker: fc.constantFrom('**Complete**\n', '**Abgeschlossen**\n', '**完了**\n'),
  tail: fc.constant(`\n\n${settings}`),
  archiveHead: '***\n\n## Archiv\n\n',
  archiveEnd: `\n${settings}`,
  bullet: fc.constant('-'),
};

const formats: Layout = {
  ...plugin,
  head: '---\nkanban-plugin: board\n---\n\n',
  afterCards: fc.constant('\n'),
  whenEmpty: fc.constant('\n'),
  marker: fc.constant('**Complete**\n'),
  tail: fc.constantFrom('', `${settings}\n`),
  archiveHead: '***\n\n## Archive\n\n',
  archiveEnd: `\n${settings}\n`,
};

const blanks = fc.constantFrom('', '\n', '\n', '\n\n', '\n\n\n\n', ' \n', '\n  \n');
const people: Layout = {
  ...formats,
  head: '# Our board\n\nWhat we do next.\n\n- not a card\n\n',
  afterHeading: fc.oneof(
    blanks,
    fc.constantFrom('\nProse about the lane.\n', '\n<!--\n- [ ] no card\n-->\n\n'),
  ),
  between: fc.oneof(blanks, fc.constantFrom('\n### Later\n\n', '\nprose\n')),
  afterCards: fc.oneof(blanks, fc.constantFrom('\nprose\n\n', '\n```\n## no column\n```\n')),
  whenEmpty: fc.oneof(blanks, fc.constantFrom('\nprose\n', 'prose\n\n\n')),
  marker: fc.constantFrom('**Complete**\n', '\n**Complete**\n\n', '__Fertig__\n'),
  tail: fc.constantFrom('', '\n', '\n\n', settings, `${settings}\n`),
  bullet: fc.constantFrom('-', '*', '+', '1.', '2)'),
};

function lane(name: string, index: number, layout: Layout, complete: boolean): fc.Arbitrary<string> {
  return fc
    .integer({ min: 0, max: 3 })
    .chain((count) =>
      fc.tuple(
        complete ? layout.marker : fc.constant(''),
        count === 0 ? layout.whenEmpty : layout.afterHeading,
        fc.tuple(
          ...Array.from({ length: count }, (_, n) =>
            fc.tuple(layout.between, card(100 * index + n + 1, layout.bullet)),
          ),
        ),
        count === 0 ? fc.constant('') : layout.afterCards,
      ),
    )
    .map(([marker, above, cards, below]) => {
      const list = cards.map(([gap, source], n) => (n === 0 ? source : gap + source)).join('');
      const start = marker === '' || layout !== plugin ? above + marker : `\n${marker}${above.slice(1)}`;
      return `## ${name}\n${start}${list}${below}`;
    });
}

function boardOf(layout: Layout): fc.Arbitrary<string> {
  const archive = card(900, layout.bullet).map((source) => layout.archiveHead + source + layout.archiveEnd);
  return fc
    .tuple(
      fc.tuple(...lanes.map((name, index) => lane(name, index, layout, name === 'Done'))),
      fc.oneof(layout.tail, archive),
    )
    .map(([sections, tail]) => layout.head + sections.join('') + tail);
}

/** Any of the three, with either line ending, with or without one at the end, with or without a byte order mark. */
export const boardText: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(boardOf(plugin), boardOf(formats), boardOf(people)),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('keep', 'keep', 'strip'),
    fc.constantFrom('', '', '\uFEFF'),
  )
  .map(([text, eol, end, mark]) => {
    const ended = end === 'strip' ? text.replace(/\n+$/, '') : text;
    return mark + (eol === '\n' ? ended : ended.replaceAll('\n', eol));
  });

/** Boards in the layout of FORMATS.md only. */
export const formatsBoard: fc.Arbitrary<string> = boardOf(formats);
/** Boards as the plugin writes them only. */
export const pluginBoard: fc.Arbitrary<string> = boardOf(plugin);
