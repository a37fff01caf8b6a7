import type { Card } from '../model/board/board.js';
import type { Corpus } from '../model/corpus.js';
import { idOfFileName } from '../model/ids.js';
import { idLike } from '../model/links/fieldLinks.js';
import { nameOf } from '../model/links/path.js';
import { boardRule, eachCard, relationTargetSpan } from './boardRule.js';
import { page } from './examplePage.js';
import { suggesting } from './linkRule.js';
import { suggestId } from './suggest.js';

export const unknownItem = boardRule(
  {
    id: 'board/unknown-item',
    severity: 'error',
    summary: 'Cards, and the links on them, name documents that exist.',
    why: 'Somebody deleted the document or never created it, so moving the card cannot set a status. Remove the card, or create the document. Cards without a link are free cards, which is fine.',
    bad: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login
`,
    good: `### dev_ops/board.md
## Backlog

- [ ] [[TASK-001]] Login
- [ ] Buy a cake
${page('TASK-001', 'Login', 'todo')}`,
  },
  ({ path, board }, corpus, report) => {
    eachCard(board, (card) => {
      const item = unknownTarget(card.id, card.target, corpus);
      if (item !== null) {
        report({
          path,
          span: card.targetSpan ?? card.span,
          message: `the card’s item \`${item}\` does not exist`,
          ...suggesting(suggestId(item, corpus)),
        });
      }
      for (const relation of card.relations) {
        const target = unknownTarget(relation.id, relation.target, corpus);
        if (target === null) continue;
        report({
          path,
          span: relationTargetSpan(relation, board.text),
          message: `\`${relation.relation}\` on the card${nameOfCard(card)} names \`${target}\`, which does not exist`,
          ...suggesting(suggestId(target, corpus)),
        });
      }
    });
  },
);

/** A named id without a document; null if the document exists or a note is linked. */
function unknownTarget(id: string | null, target: string | null, corpus: Corpus): string | null {
  if (id !== null) return corpus.pathsOf(id).length > 0 ? null : id;
  if (target === null) return null;
  const name = nameOf(target).replace(/#.*$/, '').replace(/\.md$/i, '');
  if (idLike.test(name)) return name;
  return idOfFileName(`${name}.md`, corpus.config.types) ? name : null;
}

function nameOfCard(card: Card): string {
  return card.id === null ? '' : ` of ${card.id}`;
}
