import { readTascs } from '../../model/plan/readTascs.js';
import type { Tasc } from '../../model/plan/tasc.js';

/** A tasc as the offline planner writes it, without what has its default. */
export interface TascDraft {
  readonly id: string;
  readonly title: string;
  readonly testing_instructions?: string;
  readonly desired_outcome?: string;
  readonly additional_notes?: string;
  readonly dependencies?: readonly string[];
  readonly cwd?: string;
  readonly proof_required?: Readonly<Record<string, unknown>>;
}

/** Tascs in the making, and what led to them. */
export class Drafts {
  list: TascDraft[] = [];
  /** Sentences of the plan's reasoning. */
  readonly why: string[] = [];
  readonly notes: string[] = [];

  /** Add a tasc under an id made of some words. */
  add(words: string, draft: Omit<TascDraft, 'id'>): string {
    const id = idFrom(words, new Set(this.list.map((one) => one.id)));
    this.list.push({ id, ...draft });
    return id;
  }

  has(command: string): boolean {
    return this.list.some((draft) => draft.testing_instructions === command);
  }

  /** Ids that no other tasc needs, and these. */
  leaves(also: readonly string[] = []): string[] {
    const needed = new Set(this.list.flatMap(({ dependencies = [] }) => dependencies));
    return this.list.map(({ id }) => id).filter((id) => !needed.has(id) || also.includes(id));
  }
}

/** Drafts as tascs with their defaults. */
export function tascsOf(drafts: readonly TascDraft[]): readonly Tasc[] {
  const { tascs, complaints } = readTascs(drafts.map((draft) => ({ ...draft })));
  const [first] = complaints;
  if (first) throw new Error(`the offline planner wrote a wrong tasc: ${first.message}`);
  return tascs;
}

/** An id of a tasc from a text, unique among those that are taken. */
export function idFrom(text: string, taken: ReadonlySet<string>): string {
  const base =
    text
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 40)
      .replace(/_+$/, '') || 'step';
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}_${count}`;
  return id;
}
