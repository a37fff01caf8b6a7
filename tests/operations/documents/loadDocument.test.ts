import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileOperation } from '../../../src/model/fileOperation.js';
import { listDocuments } from '../../../src/operations/documents/indexedDocuments.js';
import { verbLoaders, verbNames } from '../../../src/operations/registry.js';
import type { Completes, Verb } from '../../../src/operations/verb.js';
import { judge } from '../../../src/rules/judge.js';
import { temporaryFolder } from '../../support/folder.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';
import { snapshot } from '../../workspace/support/snapshot.js';
import {
  boardOf,
  contextIn,
  emptyOf,
  type Files,
  type Prefix,
  situations,
  sound,
} from '../support/situations.js';

// Every verb that takes an id, against every way in which files can say which document they are: the verb works on the
// document that `list` and `validate` mean as well, or it refuses and changes nothing. Verbs are taken from the
// registry, so that a new one is tested by itself.

/** Parameters by which a document is named. */
const taking: ReadonlySet<Completes | undefined> = new Set(['id', 'archived', 'plan', 'plan/tasc']);

/** What a verb needs beside the id, so that it comes to work on the document. */
const more: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  create: { type: 'bug', title: 'Logout' },
  'plan generate': { goal: ['Logout'] },
  'plan import': { file: '-', title: 'Logout' },
  edit: { fromFile: '-' },
  set: { assignments: ['tags+=login'] },
  tick: { all: true },
  rename: { title: 'Logout' },
  delete: { unlink: true },
  unlink: { keepRelated: false },
  'board move': { column: 'Review' },
  reject: { why: 'no' },
  run: { yes: true },
  approve: { definition: 'another' },
  'board done': { task: 'TASK-050' },
};

const importedPlan = JSON.stringify({
  title: 'Logout',
  tascs: [{ id: 'a', title: 'A', testing_instructions: 'true' }],
});

/** Verbs that refuse some documents for what they are, not for which they are. */
const refusing: ReadonlySet<string> = new Set([
  'supersede',
  'unlink',
  'board tick',
  'board done',
  'approve',
  'proof export',
]);

interface Asking {
  readonly verb: Verb;
  readonly parameter: string;
  readonly completes: Completes | undefined;
}

async function asking(): Promise<Asking[]> {
  const all: Asking[] = [];
  for (const name of verbNames) {
    // A plan is only cited by them, and what they are about is an objective.
    if (name.startsWith('objective ')) continue;
    const verb = (await verbLoaders[name]()).verb as unknown as Verb;
    for (const [parameter, { completes }] of Object.entries({ ...verb.arguments, ...verb.options }))
      if (taking.has(completes)) all.push({ verb, parameter, completes });
  }
  return all;
}

/** The verb's input with this id; whatever else has to be a document is a sound one of the same type. */
function inputOf(
  { verb, parameter, completes }: Asking,
  id: string,
  prefix: Prefix,
): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const [name, one] of Object.entries({ ...verb.arguments, ...verb.options })) {
    const isNeeded = 'required' in one && one.required && taking.has(one.completes);
    const value = name === parameter ? id : isNeeded ? `${prefix}-050` : undefined;
    input[name] = value === undefined ? emptyOf(one) : one.kind === 'list' ? [value] : value;
  }
  const others = { ...more[verb.name], ...(parameter === 'old' ? { create: 'Logout' } : {}) };
  const asked = completes === 'plan/tasc' ? `${id}/review` : input[parameter];
  return { ...input, ...others, [parameter]: asked };
}

const judgedRules =
  /^(?:id\/|links\/dangling|front-matter\/(?!missing-field)|status\/|board\/(?:unknown|duplicate))/;

/** How often each rule about what documents are, and what names them, is broken in these files. */
function brokenIn(files: Files): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of judge(memoryCorpus(files)))
    if (judgedRules.test(rule)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function changed(files: Files, changes: readonly FileOperation[]): Files {
  const next: Record<string, string> = { ...files };
  for (const { path, to, after } of changes) {
    delete next[path];
    if (after !== null) next[to ?? path] = after;
  }
  return next;
}

/** What the verb did with an id that names one document; null where that is right. */
function wrongWork(
  files: Files,
  means: string,
  own: readonly string[],
  changes: readonly FileOperation[],
  data: unknown,
) {
  const touched = changes.map(({ path }) => path);
  const stranger = touched.find((path) => path !== means && own.includes(path));
  if (stranger !== undefined) return `changes ${stranger}`;
  const told = JSON.stringify([data, changes]);
  if (!told.includes(means) && !/(?:TASK|PLAN)-(?:00[19]|1\b)|Look at it/i.test(told))
    return `does not say that it is about ${means}`;
  const before = brokenIn(files);
  const worse = [...brokenIn(changed(files, changes))].filter(
    ([rule, count]) => count > (before.get(rule) ?? 0),
  );
  return worse.length > 0 ? `breaks ${worse.map(([rule]) => rule).join(', ')}` : null;
}

/** What is wrong with how a verb takes an id; null where it is right. */
async function faultOf(asked: Asking, id: string, place: Place): Promise<string | null> {
  const { prefix, root, files, own, means, shown } = place;
  const text = asked.verb.name === 'edit' ? (own[means] ?? '').replace('an item', 'a thing') : importedPlan;
  const result = await asked.verb.run(await contextIn(root, text), inputOf(asked, id, prefix) as never);
  const isFound = means.endsWith('.md');
  if (result.ok) {
    const { data, changes = [] } = result.value;
    if (!isFound) return `works: ${JSON.stringify(data).slice(0, 200)}`;
    return wrongWork(files, means, Object.keys(own), changes, data);
  }
  const { code, message, hint } = result.problem;
  const said = `${code} ${message} ${hint ?? ''}`;
  if (code === 'refused' && refusing.has(asked.verb.name)) return null;
  if (code === 'exists' && asked.verb.name === 'board add') return null;
  if (code !== means) return said;
  const named = Object.keys(own).filter((path) => said.includes(path));
  return code === 'ambiguous' && named.length < Math.max(1, shown.length) ? `names no paths: ${said}` : null;
}

interface Place {
  readonly prefix: Prefix;
  readonly root: string;
  readonly files: Files;
  /** Without the sound ones. */
  readonly own: Files;
  readonly means: string;
  /** The documents that lists show with this id. */
  readonly shown: readonly string[];
}

for (const prefix of ['TASK', 'PLAN'] as const) {
  for (const { name, files: own, names } of situations(prefix)) {
    test(`${prefix}: ${name}`, async () => {
      const cards = Object.keys(names).filter((id) => names[id] !== 'unknown-id');
      const files: Files = { ...sound, ...own, 'dev_ops/board.md': boardOf(...cards, 'TASK-050') };
      const root = temporaryFolder(files);
      const before = snapshot(root);
      const { workspace } = await contextIn(root, '');
      const listed = workspace && (await listDocuments(workspace));
      if (!listed?.ok) throw new Error('the documents cannot be listed');
      const corpus = memoryCorpus(files);
      const wrong: string[] = [];
      for (const [id, means] of Object.entries(names)) {
        const canonical = id.toUpperCase().replace(/-1$/, '-001');
        const shown = listed.value.flatMap((one) => (one.id === canonical ? [one.path] : [])).sort();
        assert.equal([...corpus.pathsOf(canonical)].sort(), shown, 'validate and list agree');
        if (means.endsWith('.md')) assert.equal(shown, [means]);
        for (const one of await asking()) {
          // A task is not a plan, and renumber is there to tell two documents of one id from each other.
          if (one.completes?.startsWith('plan') && prefix !== 'PLAN') continue;
          if (one.verb.name === 'renumber' && shown.length > 1) continue;
          const fault = await faultOf(one, id, { prefix, root, files, own, means, shown });
          if (fault !== null) wrong.push(`${one.verb.name} ${one.parameter}=${id}: ${fault}`);
        }
      }
      assert.equal(wrong, []);
      // A decision is written at once.
      rmSync(join(root, 'dev_ops/proofs'), { recursive: true, force: true });
      assert.equal(snapshot(root), before, 'a dry run changes nothing');
    });
  }
}

test.run();
