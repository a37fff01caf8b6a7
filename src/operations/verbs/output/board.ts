import * as v from 'valibot';
import { list } from './parts.js';

/** One end of a link. */
export const end = v.strictObject({ id: v.nullable(v.string()), path: v.string(), title: v.string() });

/** A link that a document holds. */
export const joined = v.strictObject({
  from: end,
  /** Where it leads; of a broken one what it names. */
  to: end,
  /** A relation, `related_docs`, or the form of a link in a body. */
  relation: v.string(),
  /** How the other end calls it. */
  inverse: v.nullable(v.string()),
  written: v.string(),
  line: v.number(),
  column: v.number(),
  broken: v.boolean(),
});

export const shownLinks = v.strictObject({
  /** The document asked about; null for the whole workspace. */
  subject: v.nullable(end),
  forward: list(joined),
  back: list(joined),
  broken: list(joined),
  orphans: list(end),
});

/** A document or another file that is linked to; of a broken link what it names. */
export const graphNode = v.strictObject({
  /** Root-relative path; of a broken link `broken:` and what it names. */
  key: v.string(),
  id: v.nullable(v.string()),
  path: v.nullable(v.string()),
  title: v.string(),
  type: v.nullable(v.string()),
  status: v.string(),
  closed: v.boolean(),
  archived: v.boolean(),
  broken: v.boolean(),
});

/** How one file is linked with another. */
export const graphEdge = v.strictObject({
  from: v.string(),
  to: v.string(),
  /** A relation in the direction of its own name, `related_docs`, or `link` for a link in a body. */
  relation: v.string(),
  /** Whether the two name each other; only of what has no direction of its own. */
  mutual: v.boolean(),
});

const linked = v.strictObject({
  node: graphNode,
  /** What it is to the file above it, as that file would say it. */
  relations: list(v.string()),
  direction: v.picklist(['out', 'in', 'both']),
  /** It is elsewhere in the tree with what is linked to it: the walk does not go round in circles. */
  repeated: v.boolean(),
});
/** A file in the neighbourhood of another. */
export interface NeighbourOutput extends v.InferOutput<typeof linked> {
  readonly children: readonly NeighbourOutput[];
}
export const neighbour: v.GenericSchema<NeighbourOutput> = v.lazy(() =>
  v.strictObject({ ...linked.entries, children: list(neighbour) }),
);

export const shownGraph = v.strictObject({
  /** The document asked about; null for all of them. */
  subject: v.nullable(graphNode),
  nodes: list(graphNode),
  edges: list(graphEdge),
  /** What the subject is linked with, step by step. */
  tree: list(neighbour),
});

export const shownRelation = v.strictObject({
  relation: v.string(),
  target: v.string(),
  /** Whether the target is a plan that was completed with a proof. */
  proven: v.boolean(),
});

export const boardCard = v.strictObject({
  id: v.nullable(v.string()),
  /** The document's title, else the card's own text. */
  title: v.string(),
  ticked: v.boolean(),
  status: v.nullable(v.string()),
  priority: v.nullable(v.string()),
  assignee: v.nullable(v.string()),
  relations: list(shownRelation),
  /** Whether it is a plan that was completed with a proof. */
  proven: v.boolean(),
  /** Open documents that it waits for. */
  waitsFor: list(v.string()),
  /** Whether the item has a document. */
  missing: v.boolean(),
});

export const shownColumn = v.strictObject({
  name: v.string(),
  limit: v.nullable(v.number()),
  complete: v.boolean(),
  archive: v.boolean(),
  cards: list(boardCard),
});

export const shownBoard = v.strictObject({ path: v.string(), columns: list(shownColumn) });
