import type { Verb } from '../../../src/operations/verb.js';
import { describeFields } from '../../../src/tui/effects/describe.js';
import type { Effect, Event } from '../../../src/tui/state/event.js';
import type { VerbCall } from '../../../src/tui/state/overlays/overlay.js';
import type { State } from '../../../src/tui/state/state.js';
import { changedData } from './changedData.js';
import { samplePlan, sampleText } from './states.js';

/** What comes of an effect, later: the events that tell it. `how` chooses among what may come. */
type Answer = (how: number) => readonly Event[];

/** Texts that are typed and pasted: terms of the filter, names, words of a form, nothing of it. */
export const texts = [
  'login',
  'type:plan',
  'status:act',
  'tag:sec',
  'links:adr-001',
  'links:zzz tsk',
  'psswd lgin',
  'TASK-1',
  'PLAN-001',
  'é漢字 👩‍💻',
  'priority="very high" x',
  '12',
  'in_progress',
  'a,b',
  ' ',
  'zz',
];

const longText = `${sampleText}\n${Array.from({ length: 90 }, (_, at) => `Line ${at}, see TASK-001 and [[PLAN-001#goal]].\n`).join('\n')}
[top](#goal) [page](https://example.org) [nothing](gone.md) [[ADR-001]]
`;

/** Stands in for everything outside of the state: it answers effects late, in any order, and often with a failure. */
export class World {
  readonly #pending: Answer[] = [];
  #question: ((value: string | boolean | null) => readonly Event[]) | null = null;
  #run: string | null = null;
  /** What was asked last; the only question that an answer can be for. */
  asked: Extract<Event, { kind: 'question' }>['question'] | null = null;
  /** How many verbs are under way that the person waits for. */
  underWay = 0;
  hasQuit = false;

  constructor(
    readonly verbs: readonly Pick<Verb, 'name' | 'summary' | 'writes' | 'arguments' | 'options'>[],
  ) {}

  get isWaiting(): boolean {
    return this.#pending.length > 0;
  }

  get isAsking(): boolean {
    return this.#question !== null;
  }

  get isRunning(): boolean {
    return this.#run !== null;
  }

  /** One of the answers that are due. */
  answer(which: number, how: number): readonly Event[] {
    const [due] = this.#pending.splice(which % Math.max(1, this.#pending.length), 1);
    return due?.(how) ?? [];
  }

  /** An effect is performed: what it tells at once; the rest follows when it is asked for. */
  perform(effect: Effect): readonly Event[] {
    switch (effect.kind) {
      case 'quit':
        this.hasQuit = true;
        return [];
      case 'suspend':
      case 'redraw':
        return [];
      case 'arm':
        return this.#later(() => [{ kind: 'armed' }]);
      case 'open':
        return this.#later((how) => [{ kind: 'opened', document: documentAt(effect.path, how) }]);
      case 'search':
        return this.#later((how) => [
          {
            kind: 'searched',
            filter: effect.filter,
            inText: new Map(
              effect.words.map((word) => [word, new Set(how % 2 ? ['dev_ops/tasks/TASK-101-x.md'] : [])]),
            ),
          },
        ]);
      case 'plan':
        return this.#later((how) => [planOf(effect.id, how)]);
      case 'output':
        return this.#later((how) => [
          { kind: 'output', hash: effect.hash, text: outputs[how % 4] ?? '', isCut: how % 3 === 0 },
        ]);
      case 'expire':
        return this.#later(() => [{ kind: 'expired', toast: effect.toast }]);
      case 'answer': {
        const asked = this.#question;
        this.#question = null;
        return asked?.(effect.value) ?? [];
      }
      case 'run':
        return this.#begin(effect.plan);
      case 'stop':
        return this.#run ? this.#later(() => this.#end('interrupted')) : [];
      case 'describe':
        this.underWay += 1;
        return this.#later((how) => this.#described(effect, how));
      case 'edit':
        this.underWay += 1;
        return this.#later((how) => this.#ended([how % 2 ? failed('edit', how) : done('edit', how)]));
      case 'fix':
        this.underWay += 1;
        return this.#later((how) => this.#ended(fixed(false, how)));
      case 'fix-all':
        this.underWay += 1;
        return this.#later((how) => this.#ended(fixed(true, how)));
      case 'verbs':
        this.underWay += 1;
        return this.#verbs(effect);
    }
  }

  /** Something that a run tells; nothing where none goes on. */
  runs(which: number, how: number): readonly Event[] {
    const plan = this.#run;
    if (!plan || this.#question) return [];
    const tasc = samplePlan.tascs[how % samplePlan.tascs.length]?.id ?? '';
    const gate = { name: 'exit', passed: how % 2 === 0, message: 'it gave 1', details: {} };
    const told = [
      { kind: 'started', tasc, attempt: 1 + (how % 3) },
      { kind: 'gate', tasc, gate },
      { kind: 'retried', tasc, attempt: 2, of: 3 },
      {
        kind: 'finished',
        tasc,
        passed: how % 3 > 0,
        why: how % 3 ? '' : 'exit: it gave 1',
        attempt: 1,
        proof: 'd'.repeat(64),
        milliseconds: how * 100,
      },
      { kind: 'blocked', tasc, by: 'build' },
      { kind: 'waiting', tasc, message: 'a person decides' },
      { kind: 'output', tasc, line: 'a line' },
      { kind: 'swept', groups: 1 },
    ] as const;
    const event = told[which % (told.length + 3)];
    const now = 1000 + how * 70;
    if (event) return [{ kind: 'runner', plan, event: event as never, now }];
    const lines = Array.from(
      { length: how % 80 },
      (_, at) => `\u001b[31mline\t${at} ${'漢'.repeat(how % 60)}`,
    );
    switch (which % (told.length + 3)) {
      case told.length:
        return [{ kind: 'printed', plan, printed: { tasc, lines, dropped: how % 40 } }];
      case told.length + 1:
        return [{ kind: 'tick', now }];
      default:
        return this.#end(how % 2 ? 'proven' : 'failed');
    }
  }

  #ended(events: readonly Event[]): readonly Event[] {
    this.underWay -= 1;
    return events;
  }

  #later(answer: Answer): readonly Event[] {
    this.#pending.push(answer);
    return [];
  }

  /** As `Questions` does: one at a time, an older one gets no answer. */
  #ask(
    question: Extract<Event, { kind: 'question' }>['question'],
    answered: (value: unknown) => readonly Event[],
  ) {
    const old = this.#question?.(null) ?? [];
    this.#question = answered;
    this.asked = question;
    return [...old, { kind: 'question', question } as const];
  }

  #begin(plan: string): readonly Event[] {
    // A second one is not begun.
    if (this.#run) return [];
    this.#run = plan;
    const planned = (how: number): readonly Event[] => [
      {
        kind: 'runner',
        plan,
        now: 1000,
        event: {
          kind: 'planned',
          baseline: how % 5 === 0,
          tascs: samplePlan.tascs.map(({ id }) => ({
            tasc: id,
            title: id,
            command: '',
            proven: how % 2 === 0,
          })),
        },
      },
    ];
    return this.#later((how) => {
      if (!this.#run || how % 3 === 0) return this.#run ? planned(how) : [];
      const text = `It would run:\n\n${'make\n'.repeat(how % 90)}${'and more '.repeat(how % 40)}\nRun this?`;
      return this.#ask({ kind: 'confirm', text, initial: '', choices: [] }, (value) =>
        value === true ? planned(how) : this.#end('refused'),
      );
    });
  }

  #end(how: 'proven' | 'failed' | 'interrupted' | 'refused'): readonly Event[] {
    const plan = this.#run;
    this.#run = null;
    if (!plan) return [];
    const told = how === 'proven' ? done('running', 0) : failed('running', 0);
    return [{ kind: 'run-ended', plan }, told, { kind: 'data', data: changedData(3, 0) }];
  }

  #described({ verb, prefill }: Extract<Effect, { kind: 'describe' }>, how: number): readonly Event[] {
    if (how % 11 === 0) return this.#ended([failed('describe', how)]);
    const described = this.verbs.find(({ name }) => name === verb);
    if (!described) throw new Error(`there is no ${verb}`);
    const fields = describeFields(described, prefill);
    const { summary, writes } = described;
    if (fields.length > 0)
      return this.#ended([{ kind: 'described', form: { verb, summary, writes, fields } }]);
    return this.#verbs({ kind: 'verbs', calls: [{ verb, input: {} }], show: 'result' });
  }

  #verbs({ calls, show }: Extract<Effect, { kind: 'verbs' }>): readonly Event[] {
    const [first] = calls;
    if (!first) return [];
    const { verb } = first;
    if (verb === 'run' && !first.dryRun) {
      if (this.#run) return this.#ended([failed('run', 0)]);
      return this.#ended([done('run', 0), ...this.#begin(String(first.input.plan))]);
    }
    const ended = (how: number) => this.#ended(outcome(calls, show, how));
    return this.#later((how) => {
      if (how % 5 > 0 || verb === 'undo') return ended(how);
      const kind = (['ask', 'confirm', 'choose'] as const)[how % 3] ?? 'ask';
      const question = { kind, text: 'Which one?', initial: 'a', choices: ['one', 'two', '\u202Ethree'] };
      return this.#ask(question, (value) => (value === null ? this.#ended([failed(verb, how)]) : ended(how)));
    });
  }
}

function outcome(calls: readonly VerbCall[], show: 'toast' | 'result', how: number): readonly Event[] {
  const [call] = calls;
  if (!call) return [];
  const { verb } = call;
  const changed = { kind: 'data', data: changedData(how, how) } as const;
  if (how % 7 === 0) return [changed, failed(verb, how)];
  // A bug of a verb is told with the name of the effect.
  if (how % 7 === 1) return [failed('verbs', how)];
  const lines = Array.from({ length: how % 90 }, (_, at) => [{ text: `+ ${at} ${'wide 漢字 '.repeat(at)}` }]);
  if (call.dryRun) return [{ kind: 'shown', verb, title: verb, lines, accept: { verb, input: call.input } }];
  if (show === 'result' && how % 2)
    return [changed, { kind: 'shown', verb, title: verb, lines, accept: null }];
  return [changed, done(verb, how)];
}

function fixed(dryRun: boolean, how: number): readonly Event[] {
  if (how % 4 === 0) return [failed('fix', how)];
  if (!dryRun) return [{ kind: 'data', data: changedData(how, 0) }, done('fix', how)];
  const accept: VerbCall = { verb: 'validate', input: { fix: true } };
  return [{ kind: 'shown', verb: 'fix', title: 'Fix', lines: [[{ text: '+ a' }]], accept }];
}

function done(verb: string, how: number): Event {
  const select = how % 3 ? null : 'dev_ops/tasks/TASK-001-x.md';
  return {
    kind: 'done',
    verb,
    message: `${verb} is done`,
    hint: how % 2 ? 'r continues' : null,
    select,
    changed: how % 2 > 0,
  };
}

function failed(verb: string, how: number): Event {
  const more = [
    {},
    { hint: 'look again' },
    { place: { path: 'dev_ops/board.md', line: 3, column: 1 } },
    { place: { path: 'dev_ops/board.md' } },
    { suggestion: 'TASK-001' },
    { allowed: ['one', 'two'] },
  ][how % 6];
  return {
    kind: 'failed',
    verb,
    problem: { code: 'refused', message: `${verb} ${'cannot '.repeat(how % 30)}`, ...more },
  };
}

function documentAt(path: string, how: number): NonNullable<State['open']> {
  if (how % 5 === 0) return { path, text: '', problem: 'it is gone: deleted or renamed' };
  return { path, text: [sampleText, longText, '', 'No front matter\n\n# A\n'][how % 4] ?? '', problem: null };
}

const outputs = ['', 'one\ntwo', 'line\n'.repeat(300), `${'a long line '.repeat(400)}\nanother`];

function planOf(id: string, how: number): Event {
  if (how % 6 === 0 && how > 0) return { kind: 'plan', id, plan: null, problem: 'it is no plan' };
  const first = samplePlan.tascs[0] as (typeof samplePlan.tascs)[number];
  const tascs = [
    samplePlan.tascs,
    samplePlan.tascs.map((one) => ({ ...one, state: 'failed' as const, why: 'exit: it gave 1' })),
    samplePlan.tascs.map((one) =>
      one.manual
        ? { ...one, approved: true, waiting: null, why: 'rejected: no', proof: 'e'.repeat(64) }
        : one,
    ),
    samplePlan.tascs.map((one) =>
      one.manual ? { ...one, waiting: { approvals: 0, needed: 1, rejected: 'not yet' } } : one,
    ),
    [],
    Array.from({ length: 60 }, (_, at) => ({
      ...first,
      id: `tasc-${at}`,
      needs: at ? [`tasc-${at - 1}`] : [],
    })),
  ][how % 7 === 1 ? 4 : how % 6];
  const plan = {
    ...samplePlan,
    id,
    tascs: tascs ?? [],
    problems: how % 4 ? [] : ['a\u001b tasc has no title'],
    consented: how % 2 === 0,
    overall: how % 5 ? null : 'f'.repeat(64),
    runs: how % 4 === 3 ? [] : samplePlan.runs,
  };
  return { kind: 'plan', id, plan, problem: null };
}
