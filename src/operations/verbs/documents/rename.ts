import { titleOf } from '../../../model/document/document.js';
import { fileNameFor } from '../../../model/ids.js';
import { folderOf } from '../../../model/links/path.js';
import { failure, success } from '../../../model/result.js';
import { slugFromTitle } from '../../../model/slug.js';
import { loadDocument, loadPath } from '../../documents/loadDocument.js';
import { type MovedReferences, moveDocuments, movedNotes } from '../../documents/move/moveDocuments.js';
import { readArgument } from '../../documents/readArgument.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, required, text } from '../../verb.js';
import { asciiFor } from './create.js';
import { applyEdits } from './set.js';

export const verb = defineVerb({
  name: 'rename',
  summary: 'Change the title and file name of a document, and update every link to it',
  description:
    'Changes title, heading, file name and card, and every link in documents, on the board and in other markdown files of the repository. The id stays. Without a title, the file name follows the title that the document has.',
  arguments: {
    document: required('an id or a path', { completes: 'id', value: 'id' }),
    title: text('the new title', { value: 'title' }),
  },
  options: {
    fromFile: text('take the title from a file; - is standard input', { value: 'file', completes: 'path' }),
  },
  examples: {
    'doc-ops rename TASK-001 "Log in with a passkey"': 'changes title, file name and links',
    'doc-ops rename TASK-001': 'makes the file name follow a title that you edited by hand',
    'doc-ops rename TASK-001 "Passkeys" --dry-run': 'shows every line that would change',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed & { readonly path: string } & MovedReferences>(
      context,
      'rename',
      async (transaction) => {
        const given =
          input.fromFile === undefined ? success(input.title) : await readArgument(context, input.fromFile);
        if (!given.ok) return given;
        const loaded = await loadDocument(transaction, input.document);
        if (!loaded.ok) return loaded;
        const { id, path, facts } = loaded.value;
        if (id === null) {
          return failure('invalid-value', `${path} is not a document with an id`, {
            hint: 'git mv renames any other file; doc-ops validate then finds the links to mend',
          });
        }
        const old = titleOf(facts);
        const title = (given.value ?? old).replace(/\s+/g, ' ').trim();
        if (title === '') return failure('invalid-value', 'a title cannot be empty');
        const name = fileNameFor(id, slugFromTitle(title, await asciiFor(title)));
        const to = `${folderOf(path)}/${name}`;
        const edit = async () => {
          if (title === old) return success(null);
          // As it is now: its own links may have changed length.
          const document = await loadPath(transaction, path);
          if (!document.ok) return document;
          return applyEdits(transaction, document.value, [{ kind: 'set', key: 'title', value: title }]);
        };
        const moved = await moveDocuments(transaction, [{ from: path, to, oldId: id, newId: id }], { edit });
        if (!moved.ok) return moved;
        const unchanged = to === path && title === old;
        return transaction.commit({
          data: {
            message: unchanged ? `${id} is called that already` : `${id} is now ${to}`,
            subjects: [{ id, path: to }],
            path: to,
            ...moved.value,
          },
          notes: movedNotes(moved.value),
        });
      },
    ),
});
