/** Document types: what FORMATS.md's table says, as data. `config.yaml` may add to and change it. */

/** How the value of a front-matter key is read. */
export type FieldKind =
  | { readonly kind: 'text' }
  | { readonly kind: 'date' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  /** One document id. */
  | { readonly kind: 'id' }
  /** A list of document ids. */
  | { readonly kind: 'ids' }
  /** A list of ids, repository paths, `PR-12`, `#12` or URLs. */
  | { readonly kind: 'references' }
  | { readonly kind: 'texts' }
  | { readonly kind: 'map' };

export interface DocumentType {
  /** Singular, lower case: `plan`; what `create` and `list --type` take. */
  readonly name: string;
  /** Upper case, the first part of an id: `PLAN`. */
  readonly prefix: string;
  /** Other prefixes accepted on input: `RESEARCH` for RES. */
  readonly aliases: readonly string[];
  /** Folder below dev_ops: `plans`. */
  readonly folder: string;
  /** In order; the first is the default. */
  readonly statuses: readonly string[];
  /** Statuses in which the document waits for nothing and no longer blocks what depends on it. */
  readonly closing: readonly string[];
  /**
   * Statuses that complete a document: with tascs it takes one of them on only with a proof of every tasc (FORMATS.md,
   * *Complete*). Empty for a type whose documents hold no tascs.
   */
  readonly completes: readonly string[];
  /** The status of a document that somebody has claimed; never a closing one. */
  readonly claimed: string;
  /** The status of a document that another took the place of; null where there is none. */
  readonly superseded: string | null;
  /** Whether every open document has a card. The first such type gives the columns of the board their statuses. */
  readonly card: boolean;
  /** Own fields, beside `commonFields` and the relations. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Template name: `plan` is `templates/plan.md`. */
  readonly template: string;
}

/** A type about whose documents nothing special holds. */
export const plainType = { aliases: [], completes: [], superseded: null, card: false, fields: {} };

export const defaultTypes: readonly DocumentType[] = [
  {
    ...plainType,
    name: 'plan',
    prefix: 'PLAN',
    folder: 'plans',
    statuses: ['Draft', 'Active', 'Complete', 'Superseded', 'Abandoned'],
    closing: ['Complete', 'Superseded', 'Abandoned'],
    completes: ['Complete'],
    claimed: 'Active',
    superseded: 'Superseded',
    fields: {
      objective: { kind: 'id' },
      step: { kind: 'text' },
      generated: { kind: 'map' },
      proof: { kind: 'map' },
    },
    template: 'plan',
  },
  {
    ...plainType,
    name: 'adr',
    prefix: 'ADR',
    folder: 'adrs',
    statuses: ['Proposed', 'Accepted', 'Rejected', 'Deprecated', 'Superseded'],
    closing: ['Accepted', 'Rejected', 'Deprecated', 'Superseded'],
    claimed: 'Proposed',
    superseded: 'Superseded',
    fields: { deciders: { kind: 'texts' } },
    template: 'adr',
  },
  {
    ...plainType,
    name: 'task',
    prefix: 'TASK',
    folder: 'tasks',
    statuses: ['todo', 'in_progress', 'blocked', 'pending', 'done'],
    closing: ['done'],
    claimed: 'in_progress',
    card: true,
    fields: {
      priority: { kind: 'choice', values: ['high', 'medium', 'low'] },
      assignee: { kind: 'text' },
      workflow: { kind: 'text' },
      spawned_from: { kind: 'id' },
    },
    template: 'task',
  },
  {
    ...plainType,
    name: 'bug',
    prefix: 'BUG',
    folder: 'bugs',
    statuses: ['Open', 'In Progress', 'Resolved', 'Closed'],
    closing: ['Resolved', 'Closed'],
    claimed: 'In Progress',
    fields: { priority: { kind: 'choice', values: ['critical', 'high', 'medium', 'low'] } },
    template: 'bug',
  },
  {
    ...plainType,
    name: 'research',
    prefix: 'RES',
    aliases: ['RESEARCH'],
    folder: 'research',
    statuses: ['Active', 'Complete'],
    closing: ['Complete'],
    claimed: 'Active',
    template: 'research',
  },
  {
    ...plainType,
    name: 'backlog',
    prefix: 'BLK',
    aliases: ['BACKLOG'],
    folder: 'backlog',
    statuses: ['Open', 'Planned', 'Done', 'Dropped'],
    closing: ['Done', 'Dropped'],
    claimed: 'Planned',
    fields: { priority: { kind: 'choice', values: ['high', 'medium', 'low'] } },
    template: 'backlog',
  },
  {
    ...plainType,
    name: 'objective',
    prefix: 'OBJ',
    aliases: ['OBJECTIVE'],
    folder: 'objectives',
    statuses: ['Active', 'Complete', 'Dropped'],
    closing: ['Complete', 'Dropped'],
    claimed: 'Active',
    template: 'objective',
  },
];

/** Fields that every type has. */
export const commonFields: Readonly<Record<string, FieldKind>> = {
  id: { kind: 'text' },
  title: { kind: 'text' },
  status: { kind: 'text' },
  created: { kind: 'date' },
  tags: { kind: 'texts' },
  related_docs: { kind: 'references' },
  depends_on: { kind: 'ids' },
  read_when: { kind: 'texts' },
};

/** Statuses compare without case, spaces, underscores and hyphens. */
export function statusKey(status: string): string {
  return status.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The canonical spelling of a status of this type, or undefined. */
export function canonicalStatus(type: DocumentType, status: string): string | undefined {
  if (type.statuses.includes(status)) return status;
  const key = statusKey(status);
  return type.statuses.find((known) => statusKey(known) === key);
}

/** Whether a document of this type in this status is finished. The one place that answers "is it done?". */
export function isClosing(type: DocumentType, status: string): boolean {
  return hasStatus(type.closing, status);
}

/** Whether this status, however it is spelled, needs a proof of every tasc. The one place that answers that. */
export function isCompleting(type: DocumentType | null, status: unknown): boolean {
  return type !== null && typeof status === 'string' && hasStatus(type.completes, status);
}

/** Whether documents of this type are plans: `yaml tascs` in them runs, and is proven. */
export function holdsTascs(type: DocumentType | null): type is DocumentType {
  return type !== null && type.completes.length > 0;
}

/** Whether documents of this type are decisions: they say who decided. */
export function isDecision(type: DocumentType | null): type is DocumentType {
  return type !== null && Object.hasOwn(type.fields, 'deciders');
}

/** Whether a document waits for something that its links do not say; this status does not have a column. */
export function isBlocked(status: string): boolean {
  return statusKey(status) === 'blocked';
}

/** Names of the types whose open documents have cards. */
export function cardTypes(types: readonly DocumentType[]): string[] {
  return types.filter(({ card }) => card).map(({ name }) => name);
}

/** The type whose documents the board is for. */
export function boardType(types: readonly DocumentType[]): DocumentType | undefined {
  return types.find(({ card }) => card) ?? types[0];
}

/** Whether one of these statuses, however it is spelled, is this one. */
export function hasStatus(statuses: readonly string[], status: string): boolean {
  if (statuses.length === 0 || statuses.includes(status)) return statuses.length > 0;
  const key = statusKey(status);
  return statuses.some((known) => statusKey(known) === key);
}

/** `a plan`, `an adr`. */
export function nameWithArticle({ name }: Pick<DocumentType, 'name'>): string {
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}
