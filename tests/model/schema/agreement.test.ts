import * as assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { test } from 'uvu';
import { parse } from 'yaml';
import { defaultConfig } from '../../../src/model/config/config.js';
import { parseConfig } from '../../../src/model/config/file.js';
import { parseId } from '../../../src/model/ids.js';
import { readPlan } from '../../../src/model/plan/readPlan.js';
import { configJsonSchema } from '../../../src/model/schema/configJsonSchema.js';
import { documentSchema } from '../../../src/model/schema/documentSchema.js';
import type { JsonSchema } from '../../../src/model/schema/jsonSchema.js';
import { tascsSchema } from '../../../src/model/schema/tascsSchema.js';
import { judge } from '../../../src/rules/judge.js';
import { memoryCorpus } from '../../support/memoryCorpus.js';
import { readFacts } from '../../support/readFacts.js';

/**
 * Values are texts of YAML: the program reads the text, the schema gets what an editor's YAML reader makes of it. Left
 * out is what the two must differ in: the words `null` and `~` (texts to us) and numbers in another spelling than
 * their own (`1.10`), which an editor's reader has changed.
 */
const ajv = new Ajv({ strict: false, allowUnionTypes: true });

function agree(schema: JsonSchema, options: { readonly runs: number }, arbitrary: fc.Arbitrary<Case>): void {
  const accepts = ajv.compile(schema);
  const seen = { accepted: 0, refused: 0 };
  fc.assert(
    fc.property(arbitrary, ({ yaml, complaints }) => {
      const found = complaints();
      const byEditor = accepts(parse(yaml) as unknown);
      seen[found.length === 0 ? 'accepted' : 'refused'] += 1;
      const why = `${yaml}\nvalidate: ${found.join('; ') || 'accepts'}\nschema: ${ajv.errorsText(accepts.errors)}`;
      assert.equal(byEditor, found.length === 0, why);
    }),
    { seed: 4, numRuns: options.runs },
  );
  for (const [what, count] of Object.entries(seen))
    assert.ok(count > options.runs / 60, `only ${count} of ${options.runs} were ${what}`);
}

interface Case {
  readonly yaml: string;
  readonly complaints: () => string[];
}

const scalars = fc.constantFrom(
  'word',
  'two words',
  '"quoted"',
  "'single'",
  '5',
  '0',
  '-3',
  '1.5',
  'true',
  'false',
  'on',
  '2026',
  '""',
  '" "',
  '',
  'x-1',
);
const wrongShapes = fc.constantFrom('{ a: b }', '[a, [b]]', '[{ a: b }]', '[]', '[a]', '[a, b]');
const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: rare });
const any = fc.oneof(scalars, wrongShapes);
const sometimes = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const customConfig = `types:
  risk:
    prefix: RISK
    aliases: [danger]
    folder: risks
    statuses: [Open now, "2", true, a-b_c]
    closing: [a-b_c]
    fields: { impact: [small, LARGE, 3], owner: text, due: date, source: id, causes: ids, notes: texts, see: references, data: map }
relations:
  endangers: endangered_by
rules:
  front-matter/misspelled-key: off
  adr/superseded-without-successor: off
  plan/unproven: off
`;

const dates = fc.constantFrom(
  '2026-11-20',
  '2026-02-29',
  '2024-02-29',
  '1900-02-29',
  '2000-02-29',
  '2026-13-01',
  '2026-04-31',
  '20.11.2026',
  '2026-11-20T10:00:00Z',
  '2026-11-20 10:00',
  "' 2026-11-20 '",
  '2026-11-20x',
  '2026-1-2',
);
const present = ['RISK-001', 'TASK-001', 'PLAN-001', 'ADR-001', 'BUG-001'];
const references = fc.constantFrom(
  ...present,
  'task-1',
  '"[[ADR-001]]"',
  '"[[ ADR-001|the decision ]]"',
  "' TASK-001 '",
  'PR-12',
  '"#12"',
  'https://example.org',
  'prose',
  'danger-1',
  '"[[TASK-001]"',
  '',
);
const listOf = (item: fc.Arbitrary<string>) =>
  fc.oneof(
    item,
    fc
      .uniqueArray(item, { maxLength: 3 })
      .map((items) => `[${items.filter((one) => one !== '').join(', ')}]`),
  );

/** A path that leads nowhere is another matter than a value of the wrong shape. */
const wrongFor = (kind: string) =>
  kind === 'references' ? fc.constantFrom('{ a: b }', '[[a]]', '[{ a: b }]', '') : any;

/** Values that fit a kind more often than not. */
function valuesOf(kind: string, words: readonly string[]): fc.Arbitrary<string> {
  switch (kind) {
    case 'date':
      return dates;
    case 'choice':
      return fc.oneof(
        fc.constantFrom(...words.flatMap((word) => [word, word.toUpperCase(), `" ${word} "`])),
        scalars,
      );
    case 'id':
      return references;
    case 'ids':
      return listOf(references);
    case 'references':
      return listOf(fc.constantFrom('TASK-001', '"#12"', 'https://example.org'));
    case 'map':
      return fc.constantFrom('{ a: b }', '{}', '', 'text', '[a]');
    default:
      return listOf(scalars);
  }
}

for (const name of ['plan', 'adr', 'task', 'bug', 'research', 'backlog', 'objective', 'risk']) {
  const { config, findings } = parseConfig(customConfig, 'dev_ops/config.yaml');
  const type = config.types.find((one) => one.name === name);
  assert.ok(type && findings.length === 0, JSON.stringify(findings));
  const statusWords = type.statuses.flatMap((status) => [
    status,
    status.toUpperCase().replaceAll(' ', '_'),
    `" ${status.toLowerCase().replace(/[ _-]/g, '')} "`,
  ]);
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => often(arbitrary, fc.constant(undefined as T));
  const ownFields = Object.entries(type.fields).map(
    ([key, kind]) =>
      [
        key,
        sometimes(often(valuesOf(kind.kind, kind.kind === 'choice' ? kind.values : []), wrongFor(kind.kind))),
      ] as const,
  );
  const fields = fc.record({
    id: optional(
      often(
        fc.constant(`${type.prefix}-001`),
        fc.oneof(
          fc.constantFrom(
            `${type.prefix.toLowerCase()}-1`,
            `" ${type.prefix}-01 "`,
            `${type.prefix}-x`,
            'TASK-9',
            '5',
          ),
          any,
        ),
      ),
    ),
    title: often(fc.oneof(fc.constant(undefined), scalars), wrongShapes),
    status: optional(often(fc.constantFrom(...statusWords), any)),
    created: optional(often(fc.constant('2026-11-20'), fc.oneof(dates, any))),
    tags: sometimes(often(scalars, wrongShapes)),
    related_docs: sometimes(listOf(fc.constantFrom('TASK-001', '"#12"', 'https://example.org'))),
    depends_on: sometimes(often(listOf(references), any)),
    endangered_by: sometimes(listOf(references)),
    anything: sometimes(any),
    ...Object.fromEntries(ownFields),
  });
  test(`the schema of ${name} accepts the front matter that validate accepts, and no other`, () => {
    const cases = fields.map((values): Case => {
      const yaml = Object.entries(values)
        .flatMap(([key, value]) => (value === undefined ? [] : [`${key}: ${value}\n`]))
        .join('');
      return { yaml, complaints: () => complaintsAbout(yaml, type.folder, String(values.id ?? '')) };
    });
    agree(documentSchema(type, config), { runs: 600 }, cases);
  });

  /** Errors about one document; the others are there to be named. */
  function complaintsAbout(yaml: string, folder: string, writtenId: string): string[] {
    const id = parseId(writtenId.replaceAll('"', '').trim(), config.types);
    const path = `dev_ops/${folder}/${id && id.type === type ? id.id : `${type?.prefix}-001`}-x.md`;
    const others = present
      .map((one) => parseId(one, config.types))

      .filter((one) => one !== null)
      .filter((one) => !path.includes(`/${one.id}-`))
      .map((one) => [
        `dev_ops/${one.type.folder}/${one.id}-there.md`,
        `---\nid: ${one.id}\ntitle: There\nstatus: ${one.type.statuses[0]}\ncreated: 2026-11-20\n---\n`,
      ]);
    const files = {
      'dev_ops/config.yaml': customConfig,
      ...Object.fromEntries(others),
      [path]: `---\n${yaml}---\n\n# Heading\n`,
    };
    // A cycle takes two documents; only one has links here, so the one left is a document that waits for itself.
    return judge(memoryCorpus(files))
      .filter((one) => one.severity === 'error' && one.path === path)
      .filter(({ rule }) => rule !== 'links/dependency-cycle')
      .map(({ rule, message }) => `${rule} ${message}`);
  }
}

test('rules that config.yaml turns down are no reason for a schema to refuse', () => {
  const { config } = parseConfig('rules:\n  front-matter/unknown-status: warning\n', 'c');
  const [plan] = config.types;
  assert.ok(plan);
  const document = { id: 'PLAN-001', status: 'Someday', created: '2026-11-20' };
  assert.equal(ajv.compile(documentSchema(plan, config))(document), true);
  assert.equal(ajv.compile(documentSchema(plan, defaultConfig))(document), false);
});

const unused = (names: readonly string[]) => fc.constantFrom(...names);
const typeBody = fc.record({
  prefix: often(unused(['RISK', 'A1']), fc.oneof(unused(['risk', '1A', 'A-B']), any)),
  folder: often(
    unused(['risks', 'my risks', '2026', 'x.y']),
    fc.oneof(unused(['archive', 'Proofs', '../x', '.git', 'a/b', 'x.']), any),
  ),
  statuses: often(
    unused(['[Seen, Gone]', '[a]', '[1, 2]', '[true, x]']),
    fc.oneof(unused(['[]', '[a, a]', '[a, ""]']), any),
  ),
  fields: often(
    unused(['{ impact: [a, b], owner: text }', '{ x: date }', '{}', '{ x: }']),
    fc.oneof(
      unused(['{ x: nonsense }', '{ title: text }', '{ x: [] }', '{ x: [a, [b]] }', '{ x: { a: b } }']),
      scalars,
    ),
  ),
  template: often(unused(['risk', '5', 'A_b-c']), any),
  aliases: often(unused(['[danger]', '[A1b]']), fc.oneof(unused(['[1a]', '[a-b]', '[]']), scalars)),
  colour: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, undefined, 'red'),
});
const withSome = (body: fc.Arbitrary<Record<string, string | undefined>>, keep: readonly string[]) =>
  fc.tuple(body, fc.array(fc.nat(), { minLength: 12, maxLength: 12 })).map(([values, dice]) =>
    Object.entries(values)
      .filter(
        ([key, value], at) =>
          value !== undefined && (keep.includes(key) ? (dice[at] ?? 0) % 12 > 0 : (dice[at] ?? 0) % 3 > 0),
      )
      .map(([key, value]) => `${key}: ${value}`),
  );
const nested = (key: string, lines: readonly string[]) =>
  `${key}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const section = (name: string, body: fc.Arbitrary<string>) =>
  often(
    body,
    any.map((value) => `${name}: ${value}\n`),
  );

const configParts: readonly fc.Arbitrary<string>[] = [
  section(
    'types',
    fc
      .tuple(
        often(unused(['risk', 'a-b_1']), unused(['Risk', '1x', '"a b"'])),
        withSome(typeBody, ['prefix', 'folder', 'statuses']),
      )
      .map(([name, lines]) => nested('types', [`${name}:`, ...lines.map((line) => `  ${line}`)])),
  ),
  section(
    'types',
    withSome(typeBody, []).map((lines) =>
      nested('types', ['research:', ...lines.map((line) => `  ${line}`)]),
    ),
  ),
  section(
    'board',
    withSome(
      fc.record({
        links: often(unused(['id', 'file', '']), any),
        columns: often(
          unused([
            '[{ name: A, status: todo }]',
            '[{ name: "1", status: Done, complete: true, statuses: { plan: Draft } }]',
            '',
          ]),
          fc.oneof(
            unused([
              '[{ name: A }]',
              '[{ status: todo }]',
              '[{ name: "", status: todo }]',
              '[{ name: A, status: todo, wip: 3 }]',
              '[{ name: A, status: todo, complete: maybe }]',
            ]),
            wrongShapes,
          ),
        ),
        lanes: fc.constantFrom(undefined, undefined, undefined, undefined, undefined, 'x'),
      }),
      [],
    ).map((lines) => nested('board', lines)),
  ),
  section(
    'relations',
    fc
      .tuple(
        often(unused(['endangers', 'x_1']), unused(['Bad', '1x', '"a b"'])),
        often(unused(['endangered_by', 'back']), any),
      )
      .map(([name, inverse]) => nested('relations', [`${name}: ${inverse}`])),
  ),
  section(
    'rules',
    fc
      .tuple(
        often(unused(['links/one-way', 'file/conflict']), unused(['links/nothing', 'x'])),
        often(unused(['error', 'warning', 'off', '']), any),
      )
      .map(([name, severity]) => nested('rules', [`${name}: ${severity}`])),
  ),
  section(
    'run',
    withSome(
      fc.record({ jobs: fc.oneof(unused(['1', '2', '9999', '10000', '"4"', '0']), any), implementer: any }),
      [],
    ).map((lines) => nested('run', lines)),
  ),
  section(
    'planner',
    withSome(
      fc.record({
        executor: often(unused(['offline', 'openai', 'claude', 'anthropic', 'command']), any),
        command: any,
        model: fc.oneof(scalars, unused(['-m', '"a b"', 'hf.co/x:y', '" x"'])),
        repairs: sometimes(often(unused(['0', '9', '10']), any)),
        budget: sometimes(often(unused(['0', '0.50', '12', '"3.25"', '-1']), any)),
        prices: sometimes(
          often(
            unused(['{}', '{ m: { input: 3, output: 15 } }', '{ "": { input: 3, output: 15 } }', '{ m: }']),
            fc.constantFrom(
              '{ m: { input: 3 } }',
              '{ m: { input: 3, output: x } }',
              '{ m: { input: 1, output: 2, x: 3 } }',
              '[a]',
              'x',
            ),
          ),
        ),
        timeout_seconds: sometimes(often(unused(['1', '9999', '10000']), any)),
        max_tokens: sometimes(often(unused(['1', '"400"', '0']), any)),
        context_tokens: sometimes(often(unused(['20000', '0']), any)),
        plansFolder: sometimes(any),
        temperature: fc.constantFrom(undefined, undefined, undefined, '1'),
      }),
      [],
    ).map((lines) => nested('planner', lines)),
  ),
];

test('the schema of config.yaml accepts what its reader accepts, and nothing else', () => {
  const cases = fc
    .uniqueArray(fc.nat(configParts.length - 1), { minLength: 1, maxLength: 3 })
    .chain((chosen) =>
      fc.tuple(...chosen.flatMap((at) => configParts[at] ?? [])).map((parts): Case => {
        const yaml = parts.join('');
        return {
          yaml,
          complaints: () => parseConfig(yaml, 'config.yaml').findings.map(({ message }) => message),
        };
      }),
    );
  // Two parts of one name are a duplicate key, which no schema gets to see.
  const distinct = cases.filter(({ yaml }) => (yaml.match(/^types:/gm)?.length ?? 0) < 2);
  agree(configJsonSchema(), { runs: 1500 }, distinct);
});

const criteria = fc.constantFrom(
  '{}',
  '{ expected_exit_codes: [0, 1] }',
  '{ expected_exit_codes: 3 }',
  '{ expected_exit_codes: [] }',
  '{ expected_exit_codes: [256] }',
  '{ expected_exit_codes: ["7"] }',
  '{ expected_output_files: [a/b, c] }',
  '{ expected_output_files: [../a] }',
  '{ expected_output_files: /etc }',
  '{ error_patterns: ["^E"], output_patterns: ok }',
  '{ min_tests: 3 }',
  '{ min_tests: 0 }',
  '{ max_issues: 0 }',
  '{ max_issues: -1 }',
  '{ files: [a, { path: b, contains: 5 }] }',
  '{ files: [] }',
  '{ files: [{ contains: x }] }',
  '{ files: [{ path: a, sha256: abc }] }',
  '{ required_approvals: 2 }',
  '{ required_approvals: 0 }',
  '{ all: [{ proof_type: lint, criteria: { max_issues: 3 } }, {}] }',
  '{ any: [{ proof_type: file, criteria: { files: [a] } }] }',
  '{ any: [{ proof_type: file }] }',
  '{ all: [] }',
  '{ all: [{}], any: [{}] }',
  '{ all: [{ proof_type: manual }] }',
  '{ all: [{}], min_tests: 1 }',
  '{ nonsense: 1 }',
  '[a]',
  'text',
  '',
);
const proof = fc.oneof(
  fc.constantFrom('manual', 'test', 'script', 'lint', 'file', 'composite', 'nonsense', '[a]', ''),
  fc
    .tuple(
      fc.constantFrom(
        undefined,
        'script',
        'test',
        'lint',
        'file',
        'manual',
        'composite',
        'composite',
        'file',
        'nonsense',
      ),
      fc.option(criteria, { nil: undefined }),
      fc.option(
        fc.constantFrom(
          'timeout_seconds: 5',
          'timeout_seconds: 0',
          'max_retries: "2"',
          'max_retries: -1',
          'allow_retry: false',
          'allow_retry: maybe',
          'retries: 3',
        ),
        { nil: undefined, freq: 3 },
      ),
    )
    .map(([type, given, more]) => {
      const parts = [type && `proof_type: ${type}`, given !== undefined && `criteria: ${given}`, more].filter(
        Boolean,
      );
      return `{ ${parts.join(', ')} }`;
    }),
);
const tasc = withSome(
  fc.record({
    id: often(
      fc.constantFrom('fix', 'a_b-1', '5', 'true'),
      fc.oneof(fc.constantFrom('Fix', '-a', 'a b', '1.5'), any),
    ),
    title: often(fc.constantFrom('Fix it', '5'), any),
    testing_instructions: often(fc.constantFrom('npm test', '5'), any),
    desired_outcome: often(fc.constant('works'), any),
    additional_notes: often(fc.constant(''), any),
    dependencies: often(fc.constantFrom('[]', ''), fc.constantFrom('{ a: b }', '[[a]]')),
    inputs: often(
      fc.constantFrom('["src/**"]', 'src/**', '["!a", b]', ''),
      fc.constantFrom('[]', '[/etc]', '["../x"]', '"!a/../b"', '[[a]]', '{ a: b }'),
    ),
    cwd: often(
      fc.constantFrom('.', 'a/b', './x', ''),
      fc.constantFrom('..', '/tmp', '../a', 'C:/x', '[a]', './../x'),
    ),
    env: often(
      fc.constantFrom('{ A: 1, B_2: x }', '{}', '', '{ A: }'),
      fc.constantFrom('{ 1A: x }', '{ A: [x] }', '[a]', 'x'),
    ),
    proof_required: proof,
    colour: fc.constantFrom(
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      'red',
    ),
  }),
  ['id', 'title', 'testing_instructions'],
).filter((lines) => lines.length > 0);

test('the schema of tascs accepts the block that validate accepts, and no other', () => {
  const cases = tasc.map((lines): Case => {
    const yaml = `- ${lines.join('\n  ')}\n`;
    const text = `---\nid: PLAN-001\n---\n\n\`\`\`yaml tascs\n${yaml}\`\`\`\n`;
    const facts = readFacts('dev_ops/plans/PLAN-001-x.md', text, defaultConfig.types);
    return {
      yaml,
      complaints: () => readPlan(text, facts, 'PLAN-001').problems.map(({ message }) => message),
    };
  });
  agree(tascsSchema(), { runs: 1500 }, cases);
});

test.run();
