import type { InferOutput } from 'valibot';
import type { documentSummary } from '../verbs/output/parts.js';
import type { IndexedDocument } from './indexedDocuments.js';

/** A document in a list. */
export type DocumentSummary = InferOutput<typeof documentSummary>;

/** Whether lists show it: a document of a type, or a file that cannot be read. */
export function isListed({ type, broken }: IndexedDocument): boolean {
  return type !== null || broken !== null;
}

/** What lists show of a document. */
export function summaryOf(document: IndexedDocument): DocumentSummary {
  return {
    id: document.id,
    type: document.type?.name ?? null,
    status: document.status,
    title: document.title,
    path: document.path,
    created: document.text('created') ?? null,
    priority: document.text('priority') ?? null,
    assignee: document.text('assignee') ?? null,
    tags: document.list('tags'),
    archived: document.archived,
    closed: document.closed,
    broken: document.broken,
  };
}
