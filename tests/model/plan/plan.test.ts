import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDocument } from '../../../src/model/document/document.js';
import { defaultTypes } from '../../../src/model/document/type.js';
import { orderOf, withDependants, withNeeds } from '../../../src/model/plan/graph.js';
import { whyIdle } from '../../../src/model/plan/idleCheck.js';
import { planData, planFromData } from '../../../src/model/plan/planData.js';
import { readPlan } from '../../../src/model/plan/readPlan.js';
import { selectTascs } from '../../../src/model/plan/selectTascs.js';
import { findPlanProblems, validatePlan } from '../../../src/model/plan/validatePlan.js';
import { referenceReaders } from '../../../src/model/referenceReaders.js';

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

function read(tascs: string, eol = '\n') {
  const text = `---\nid: PLAN-001\ntitle: Fix\nstatus: Draft\ncreated: 2026-11-20\n---\n\n# PLAN-001 - Fix\n\n## Tascs\n\n\`\`\`yaml tascs\n${tascs}\`\`\`\n`;
  const written = text.replaceAll('\n', eol);
  const facts = readDocument('dev_ops/plans/PLAN-001-fix.md', written, defaultTypes, referenceReaders);
  if (!facts) throw new Error('unreadable');
  return readPlan(written, facts, 'PLAN-001');
}

function problems(tascs: string): string[] {
  const { plan, problems } = read(tascs);
  return [...problems, ...(plan ? findPlanProblems(plan) : [])].map(
    ({ rule, span, message, suggestion }) =>
      `${span.line}:${span.column} ${rule} ${message}${suggestion ? ` → ${suggestion}` : ''}`,
  );
}

const login = `- id: locate
  title: Locate the error source
  testing_instructions: grep -q 'login' src/auth.py && echo found
  desired_outcome: The file and line that cause the 500 are known
- id: fix
  title: Apply the fix
  testing_instructions: python -c 'import src.auth'
  dependencies: [locate]
- id: review
  title: Human review of the change
  dependencies: [fix]
  proof_required: { proof_type: manual }
- id: test
  title: Run the test suite
  testing_instructions: pytest tests/test_auth.py -v
  dependencies: [review]
  inputs: ["src/**/*.py", "tests/**"]
  proof_required:
    proof_type: test
    criteria: { expected_exit_codes: [0] }
    timeout_seconds: 300
    max_retries: 3
`;

test('the plan of the format’s page is valid, with LF and CRLF, and is the same program', () => {
  const plans = ['\n', '\r\n'].map((eol) => {
    const { plan, problems } = read(login, eol);
    assert.equal(problems, []);
    const valid = plan && validatePlan(plan, digest);
    if (!valid?.ok) throw new Error('invalid');
    return valid.plan;
  });
  const [lf, crlf] = plans;
  assert.equal(lf?.order, ['locate', 'fix', 'review', 'test']);
  assert.is(lf?.definition, crlf?.definition);
  const suite = lf?.byId.get('test');
  assert.is(suite?.proof.maxRetries, 3);
  assert.equal(suite?.inputs, ['src/**/*.py', 'tests/**']);
  assert.is(lf?.byId.get('review')?.proof.check.type, 'manual');
});

test('what is wrong is named with its place, what is allowed and the closest match', () => {
  assert.equal(
    problems(`- id: a
  titel: x
  testing_instructions: make
- id: B c
  title: y
  testing_instructions: make
  proof_required: { proof_type: tset }
- id: c
  title: z
- id: c
  title: z
  testing_instructions: make
  dependencies: [aa]
`).map((line) => line.replace(/; allowed.*? →/, ' →')),
    [
      '13:3 plan/schema tasc `a` has no `title`',
      '14:10 plan/schema unknown field `titel` → title',
      '16:7 plan/schema `B c` is not a valid id of a tasc: small letters, digits, `_` and `-`, at most 64 → b-c',
      '19:33 plan/schema `proof_required.proof_type` must be one of script, test, lint, file, manual, composite → test',
      '20:3 plan/missing-instructions tasc `c` has no `testing_instructions`: give a command that exits 0 when the work is done, or `proof_type: manual`',
      '22:7 plan/duplicate-tasc `c` is the id of another tasc of this plan → c-2',
      '25:17 plan/unknown-dependency `c` depends on `aa`, which is not a tasc of this plan → a',
    ],
  );
});

test('a cycle is named from its start to its start', () => {
  const found = problems(`- { id: a, title: A, testing_instructions: make, dependencies: [c] }
- { id: b, title: B, testing_instructions: make, dependencies: [a] }
- { id: c, title: C, testing_instructions: make, dependencies: [b] }
`);
  assert.is(found.length, 1);
  assert.match(found[0] ?? '', /^13:\d+ plan\/cycle .*: a → c → b → a$/);
});

test('bad YAML, paths that leave, patterns that do not compile, aliases and empty lists are findings', () => {
  const one = (more: string) =>
    problems(`- id: a\n  title: A\n  testing_instructions: make\n${more}`).join('\n');
  assert.match(one('  cwd: ../x\n'), /`\.\.\/x` is outside/);
  assert.match(one('  inputs: ["/etc/*"]\n'), /is outside/);
  assert.match(
    one('  proof_required: { criteria: { error_patterns: ["("] } }\n'),
    /is not a regular expression/,
  );
  assert.match(one('  proof_required: { timeout_seconds: soon }\n'), /whole number/);
  assert.match(one('  env: { "A-B": x }\n'), /environment variable/);
  assert.match(one('  proof_required: { proof_type: composite, criteria: { all: [] } }\n'), /empty/);
  assert.match(one('  proof_required: { proof_type: file }\n'), /names `files`/);
  assert.match(problems('- &a { id: a, title: A, testing_instructions: make }\n- *a\n').join(), /aliases/);
  assert.match(problems('- id: [\n').join(), /plan\/schema/);
  assert.match(problems('').join(), /empty/);
  assert.match(problems(`${'['.repeat(20_000)}\n`).join(), /nested too deeply|plan\/schema/);
});

test('a block in a comment, in another fence or with another info string is none', () => {
  const text = (block: string) => `---\nid: PLAN-001\n---\n\n${block}`;
  const block = '```yaml tascs\n- id: a\n```\n';
  for (const body of [
    `<!-- prompt: so:\n${block}-->\n`,
    `~~~~md\n${block}~~~~\n`,
    block.replace(' tascs', ''),
    block.replace(/^/gm, '    '),
  ]) {
    const facts = readDocument('p.md', text(body), defaultTypes, referenceReaders);
    assert.is(facts && readPlan(text(body), facts, 'PLAN-001').hasBlock, false, body);
  }
});

test('checks that cannot fail are told from those that can', () => {
  for (const command of [
    'true',
    'echo ok',
    'make || true',
    'make; true',
    ':',
    'exit 0',
    'make | echo x',
    'a\nb || :',
  ])
    assert.ok(whyIdle(command), command);
  for (const command of [
    'make',
    "grep -q 'login' src/auth.py && echo found",
    'test -f a || exit 1',
    'true && make',
    'set -e\nmake\ntrue',
    "python -c 'x; true'",
    'echo a | grep b',
  ])
    assert.is(whyIdle(command), null, command);
});

const id = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const line = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `${text.replace(/\0/g, '').trim()}x`);
const tascs = fc.uniqueArray(id, { minLength: 1, maxLength: 8 }).chain((ids) =>
  fc.tuple(
    ...ids.map((one, index) =>
      fc.record(
        {
          id: fc.constant(one),
          title: line,
          testing_instructions: line,
          desired_outcome: line,
          ...(index > 0 ? { dependencies: fc.subarray(ids.slice(0, index), { minLength: 1 }) } : {}),
          inputs: fc.constant(['src/**']),
          cwd: fc.constant('src'),
          env: fc.dictionary(fc.stringMatching(/^[A-Z]{1,5}$/), line, { minKeys: 1 }),
          proof_required: fc.constantFrom(
            { proof_type: 'test', criteria: { min_tests: 2 } },
            { max_retries: 2, allow_retry: false },
            {
              proof_type: 'composite',
              criteria: { any: [{ proof_type: 'lint', criteria: { max_issues: 3 } }] },
            },
            { proof_type: 'file', criteria: { files: [{ path: 'a.txt', contains: 'x' }] } },
          ),
        },
        { requiredKeys: ['id', 'title', 'testing_instructions'] },
      ),
    ),
  ),
);

test('reading data and writing it again is the identity on what is valid', () => {
  fc.assert(
    fc.property(tascs, line, (list, title) => {
      const data = JSON.parse(JSON.stringify({ title, description: '', tascs: list }));
      const read = planFromData(data);
      if (!read.ok) throw new Error(read.problem.message);
      assert.equal(JSON.parse(JSON.stringify(planData(read.value))), data);
    }),
    { numRuns: 300 },
  );
});

test('an order has every need before what needs it, and ties as declared', () => {
  const graphs = fc
    .integer({ min: 1, max: 30 })
    .chain((size) =>
      fc
        .array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 60 })
        .map((edges) => ({ size, edges })),
    );
  fc.assert(
    fc.property(graphs, ({ size, edges }) => {
      const ids = Array.from({ length: size }, (_, index) => `t${index}`);
      const needs = new Map<string, string[]>();
      for (const [a, b] of edges) needs.set(`t${a}`, [...(needs.get(`t${a}`) ?? []), `t${b}`]);
      const graph = { ids, needs: (one: string) => needs.get(one) ?? [] };
      const found = orderOf(graph);
      if ('cycle' in found) {
        const { cycle } = found;
        assert.is(cycle[0], cycle.at(-1));
        assert.ok(cycle.length > 1);
        for (let at = 0; at + 1 < cycle.length; at++)
          assert.ok(graph.needs(cycle[at] ?? '').includes(cycle[at + 1] ?? ''));
        return;
      }
      const place = new Map(found.order.map((one, index) => [one, index]));
      assert.is(place.size, size);
      for (const one of ids)
        for (const need of graph.needs(one)) assert.ok((place.get(need) ?? 0) < (place.get(one) ?? 0));
      // The first that could come, comes: nothing earlier declared was ready and passed over.
      const done = new Set<string>();
      for (const one of found.order) {
        const first = ids.find(
          (candidate) => !done.has(candidate) && graph.needs(candidate).every((need) => done.has(need)),
        );
        assert.is(one, first);
        done.add(one);
      }
      const [start = ''] = ids;
      for (const one of withNeeds(graph, [start])) assert.ok(withDependants(graph, [one]).has(start));
    }),
  );
});

test('ten thousand tascs in a row are put in order without recursion', () => {
  const ids = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
  const found = orderOf({ ids, needs: (one) => (one === 't9999' ? [] : [`t${Number(one.slice(1)) + 1}`]) });
  assert.ok('order' in found && found.order[0] === 't9999' && found.order.length === 10_000);
});

test('a selection has what it needs; an unknown one gets the closest', () => {
  const { plan } = read(login);
  const valid = plan && validatePlan(plan, digest);
  if (!valid?.ok) throw new Error('invalid');
  const select = (only: string[], from?: string) => {
    const chosen = selectTascs(valid.plan, { only, from });
    return chosen.ok ? chosen.value : chosen.problem.suggestion;
  };
  assert.equal(select(['fix']), ['locate', 'fix']);
  assert.equal(select([], 'review'), ['locate', 'fix', 'review', 'test']);
  assert.is(select(['revew']), 'review');
});

test('prose does not change a definition; everything that decides does', () => {
  const definition = (text: string) => {
    const { plan, problems } = read(text);
    const valid = plan && problems.length === 0 ? validatePlan(plan, digest) : null;
    if (!valid?.ok) throw new Error(text);
    return valid.plan.definition;
  };
  const base = definition(login);
  assert.is(definition(login.replace('Apply the fix', 'Mend it')), base);
  assert.is(definition(login.replace('timeout_seconds: 300', 'timeout_seconds: 300 ')), base);
  const needing = (names: string) => definition(login.replace('[review]', names));
  for (const names of ['[locate, review]', '[review, locate, review]'])
    assert.is(needing(names), needing('[review, locate]'), names);
  for (const [from, to] of [
    ["'import src.auth'", "'import src.login'"],
    ['timeout_seconds: 300', 'timeout_seconds: 30'],
    ['[review]', '[fix]'],
    ['tests/**', 'tests/*'],
    ['proof_type: manual', 'proof_type: manual, criteria: { required_approvals: 2 }'],
  ] as const)
    assert.is.not(definition(login.replace(from, to)), base, to);
});

test('the seed’s plan as JSON is read, and its empty fields are none', () => {
  const seed = {
    title: 'Fix Login 500 Error',
    tascs: [
      { id: 'locate', title: 'Locate', testing_instructions: "grep -q 'login' src/auth.py && echo found" },
      {
        id: 'review',
        title: 'Review',
        testing_instructions: '',
        proof_required: { proof_type: 'manual' },
        dependencies: ['locate'],
      },
      { id: 'tasc_1', title: 'x', testing_instructions: 'make', dependencies: [], status: 'pending' },
    ],
  };
  const read = planFromData(seed);
  assert.ok(read.ok, JSON.stringify(read));
});

test.run();
