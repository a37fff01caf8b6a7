import { openContext } from '../../../src/operations/openContext.js';
import type { Context, Parameter } from '../../../src/operations/verb.js';
import { testEnvironment } from '../../support/process.js';

export type Files = Readonly<Record<string, string>>;

const statuses = { TASK: 'todo', PLAN: 'Draft', BUG: 'Open', ADR: 'Proposed' } as const;
export type Prefix = 'TASK' | 'PLAN';

function tascsOf(title: string): string {
  return `\n## Tascs\n\n\`\`\`yaml tascs\n- id: review\n  title: ${title}\n  proof_required: { proof_type: manual }\n\`\`\`\n`;
}

/** A document; without an id where that is null. */
export function page(
  prefix: keyof typeof statuses,
  id: string | null,
  more = '',
  tasc = 'Look at it',
): string {
  const fields = [`title: Login`, `status: ${statuses[prefix]}`, 'created: 2026-11-20'];
  const text = `${(id === null ? fields : [`id: ${id}`, ...fields]).join('\n')}\n${more}`;
  return `---\n${text}---\n\n- [ ] an item\n${prefix === 'PLAN' ? tascsOf(tasc) : ''}`;
}

export const sound: Files = {
  'dev_ops/plans/PLAN-050-other.md': page('PLAN', 'PLAN-050', '', 'Other'),
  'dev_ops/tasks/TASK-050-other.md': page('TASK', 'TASK-050'),
};

export function boardOf(...ids: readonly string[]): string {
  return `## Backlog\n\n${ids.map((id) => `- [ ] [[${id.toUpperCase()}]]\n`).join('')}\n## In Progress\n\n## Review\n\n## Done\n\n**Complete**\n`;
}

export interface Situation {
  readonly name: string;
  readonly files: Files;
  /** What an id names here: the path of a document, or why a verb refuses it. */
  readonly names: Readonly<Record<string, string>>;
}

/** The ways in which name, folder and front matter may agree, contradict each other or say nothing. */
export function situations(prefix: Prefix): Situation[] {
  const folder = `dev_ops/${prefix.toLowerCase()}s`;
  const [one, nine] = [`${prefix}-001`, `${prefix}-009`];
  const named = `${folder}/${one}-one.md`;
  const sole = (name: string, path: string, text: string): Situation => ({
    name,
    files: { [path]: text },
    names: { [one]: path },
  });
  const shared = (name: string, path: string, text = page(prefix, one)): Situation => ({
    name,
    files: { [named]: page(prefix, one), [path]: text },
    names: { [one]: 'ambiguous' },
  });
  return [
    sole('a sound document', named, page(prefix, one)),
    sole('no id in the name', `${folder}/one.md`, page(prefix, one)),
    sole('no id in the front matter', named, page(prefix, null)),
    sole('an empty id', named, page(prefix, '')),
    {
      ...sole(
        'other spellings',
        `${folder}/${prefix.toLowerCase()}-1-one.md`,
        page(prefix, `${prefix}-0001`),
      ),
      names: { [`${prefix.toLowerCase()}-1`]: `${folder}/${prefix.toLowerCase()}-1-one.md` },
    },
    sole('an id of no type in the front matter', named, page(prefix, 'FOO-001')),
    sole('an id of no type in the name', `${folder}/FOO-001-one.md`, page(prefix, one)),
    sole('another type in the front matter', named, page(prefix, one, 'type: bug\n')),
    sole('in the folder of another type', `dev_ops/bugs/${one}-one.md`, page(prefix, one)),
    sole('there without an id in the name', 'dev_ops/bugs/one.md', page(prefix, one)),
    sole('in a folder below its own', `${folder}/2026/${one}-one.md`, page(prefix, one)),
    sole('in no folder of a type', `dev_ops/notes/${one}.md`, page(prefix, one)),
    sole('archived', `dev_ops/archive/${folder.slice('dev_ops/'.length)}/${one}-one.md`, page(prefix, one)),
    shared('two of one id', `${folder}/${one}-two.md`),
    shared('one of two archived', `dev_ops/archive/${folder.slice('dev_ops/'.length)}/${one}-one.md`),
    shared('one of two in the folder of another type', `dev_ops/bugs/${one}-two.md`),
    shared('one of two in a folder below', `${folder}/2026/${one}-two.md`),
    shared('one of two without an id in its name', `${folder}/two.md`),
    shared('one of two without an id in its front matter', `${folder}/${one}-two.md`, page(prefix, null)),
    shared('one of two in another spelling', `${folder}/${prefix.toLowerCase()}-1.md`),
    {
      name: 'name and front matter contradict each other',
      files: { [named]: page(prefix, nine) },
      names: { [one]: 'ambiguous', [nine]: 'ambiguous' },
    },
    {
      name: 'the front matter has the id of another document',
      files: { [named]: page(prefix, nine), [`${folder}/${nine}-nine.md`]: page(prefix, nine) },
      names: { [one]: 'ambiguous', [nine]: `${folder}/${nine}-nine.md` },
    },
    {
      name: 'the front matter has an id of another type',
      files: { [named]: page(prefix, 'BUG-009') },
      names: { [one]: 'ambiguous', 'BUG-009': 'ambiguous' },
    },
    {
      name: 'a README that tells of documents',
      files: { [`${folder}/README.md`]: page(prefix, null) },
      names: { [one]: 'unknown-id' },
    },
  ];
}

let tokens = 0;

/** A context of a dry run. */
export async function contextIn(root: string, input: string): Promise<Context> {
  const context = await openContext({
    needs: 'workspace',
    root,
    dryRun: true,
    person: null,
    readInput: async () => input,
    environment: {
      cwd: root,
      env: testEnvironment(),
      now: () => new Date('2026-11-21T12:00:00Z'),
      token: (length) => String(tokens++).padStart(length, '0'),
    },
  });
  if (!context.ok) throw new Error(context.problem.message);
  return context.value;
}

export function emptyOf({ kind }: Parameter): unknown {
  return kind === 'flag' ? false : kind === 'list' ? [] : undefined;
}
