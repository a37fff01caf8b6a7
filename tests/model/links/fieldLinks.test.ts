import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultConfig } from '../../../src/model/config/config.js';
import { parseConfig } from '../../../src/model/config/file.js';
import { fieldKinds, fieldLinks } from '../../../src/model/links/fieldLinks.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';

const plan = 'dev_ops/plans/PLAN-001-login.md';

function links(frontMatter: string, path = plan): string[] {
  const text = `---\n${frontMatter}\n---\n`;
  const corpus = memoryCorpus({ [path]: text });
  const document = corpus.document(path);
  if (!document) throw new Error(path);
  return fieldLinks(document, corpus.config).map(({ form, field, target, fragment, span }) => {
    assert.is(form, 'field');
    const written = text.slice(span.offset, span.offset + span.length);
    return `${span.line}:${span.column} ${field} ${target}${fragment === null ? '' : ` # ${fragment}`} <${written}>`;
  });
}

test('ids and paths in file order, with what stands there', () => {
  assert.equal(
    links(
      'id: PLAN-001\nrelated_docs:\n  - ADR-015#context\n  - "src/a b.py#top"\n  - PR-12\n  - "#3"\n  - https://x.example\n  - "[[adr-2|why]]"\nobjective: obj-1 # yes\nblocked_by: [TASK-1, "TASK-002"]\nsupersedes: PLN-009',
    ),
    [
      '4:5 related_docs ADR-015 # context <ADR-015#context>',
      '5:5 related_docs src/a b.py # top <"src/a b.py#top">',
      '9:5 related_docs adr-2 <"[[adr-2|why]]">',
      '10:12 objective obj-1 <obj-1>',
      '11:14 blocked_by TASK-1 <TASK-1>',
      '11:22 blocked_by TASK-002 <"TASK-002">',
      '12:13 supersedes PLN-009 <PLN-009>',
    ],
  );
});

test('other fields, values that no id could be, and nested values are no links', () => {
  assert.equal(
    links(
      'tags: [ADR-001]\nstep: PLAN-001\nobjective: somewhere\ndepends_on: [src/x.py, [ADR-001], { a: ADR-001 }]\nrelated_docs:\nunknown: ADR-001',
    ),
    [],
  );
});

test('a field belongs to a type, and markdown without a type has none', () => {
  assert.is(links('spawned_from: PLAN-001').length, 0);
  assert.is(links('spawned_from: PLAN-001', 'dev_ops/tasks/TASK-001-x.md').length, 1);
  assert.equal(links('related_docs: [ADR-001]', 'docs/notes.md'), []);
});

test('relations of config.yaml are links, and own fields keep their kind', () => {
  const { config } = parseConfig(
    'relations: { mentions: mentioned_by }\ntypes: { plan: { fields: { parent: id } } }',
    'dev_ops/config.yaml',
  );
  const type = config.types.find(({ name }) => name === 'plan');
  assert.ok(type);
  const kinds = type && fieldKinds(type, config);
  assert.equal(kinds?.get('mentioned_by'), { kind: 'ids' });
  assert.equal(kinds?.get('parent'), { kind: 'id' });
  assert.equal(kinds?.get('related_docs'), { kind: 'references' });
  assert.is(kinds?.get('constructor'), undefined);
  assert.is(type && fieldKinds(type, defaultConfig).get('mentions'), undefined);
});

test.run();
