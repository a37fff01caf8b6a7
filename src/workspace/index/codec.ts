import type {
  DocumentFacts,
  FieldFact,
  HeadingFact,
  LinkFact,
  LinkForm,
  PlanFacts,
  PlanProblem,
  ReadingProblem,
  YamlValue,
} from '../../model/documentFacts.js';
import type { Span } from '../../model/text.js';

/** A span as four numbers: JSON of ten thousand documents is read at every start. */
type PackedSpan = [line: number, column: number, offset: number, length: number];

/** What lists and `ready` need of a document. */
export interface Row {
  readonly path: string;
  /** What told this content from others when it was read: a git blob id, or size, times and inode. */
  readonly identity: string;
  /** The git blob id of that content where `identity` is none, so that the row holds after a commit; else null. */
  readonly blob: string | null;
  readonly title: string;
  readonly values: Readonly<Record<string, YamlValue>>;
  /** The first reading problem's message; null where the document can be read. */
  readonly broken: string | null;
}

export type PackedRow = [
  path: string,
  identity: string,
  title: string,
  values: Row['values'],
  broken: string | 0,
  blob?: string,
];

/** Everything else, in one array a document. */
export type PackedDetails = [
  hasFrontMatter: 0 | 1,
  fields: [key: string, keySpan: PackedSpan, valueSpan: PackedSpan, itemSpans: PackedSpan[] | 0][],
  headings: [depth: number, text: string, anchor: string | 0, span: PackedSpan][],
  links: [form: number, target: string, fragment: string | 0, span: PackedSpan][],
  anchors: string[],
  prompts: PackedSpan[],
  problems: [kind: ReadingProblem['kind'], message: string, span: PackedSpan][],
  plan?: [tascs: number, problems: [PlanProblem['rule'], string, PackedSpan, string | 0][]],
];

const forms: readonly LinkForm[] = ['wiki', 'markdown', 'image', 'html', 'bare', 'field'];

export function packRow({ path, identity, title, values, broken, blob }: Row): PackedRow {
  const why = broken ?? 0;
  return blob === null ? [path, identity, title, values, why] : [path, identity, title, values, why, blob];
}

export function unpackRow([path, identity, title, values, broken, blob]: PackedRow): Row {
  return { path, identity, title, values, broken: broken === 0 ? null : broken, blob: blob ?? null };
}

export function packDetails(facts: DocumentFacts): PackedDetails {
  const packed: PackedDetails = [
    facts.hasFrontMatter ? 1 : 0,
    facts.fields.map(({ key, keySpan, valueSpan, itemSpans }) => [
      key,
      pack(keySpan),
      pack(valueSpan),
      itemSpans ? itemSpans.map(pack) : 0,
    ]),
    facts.headings.map(({ depth, text, anchor, span }) => [
      depth,
      text,
      anchor === text ? 0 : anchor,
      pack(span),
    ]),
    facts.links.map(({ form, target, fragment, span }) => [
      forms.indexOf(form),
      target,
      fragment ?? 0,
      pack(span),
    ]),
    [...facts.anchors],
    facts.prompts.map(pack),
    facts.problems.map(({ kind, message, span }) => [kind, message, pack(span)]),
  ];
  if (facts.plan) packed.push(packPlan(facts.plan));
  return packed;
}

function packPlan({ tascs, problems }: PlanFacts): NonNullable<PackedDetails[7]> {
  return [
    tascs,
    problems.map(({ rule, message, span, suggestion }) => [rule, message, pack(span), suggestion ?? 0]),
  ];
}

function unpackPlan([tascs, problems]: NonNullable<PackedDetails[7]>): PlanFacts {
  return {
    tascs,
    problems: problems.map(([rule, message, span, suggestion]) => ({
      rule,
      message,
      span: unpack(span),
      ...(suggestion === 0 ? {} : { suggestion }),
    })),
  };
}

export function unpackDetails(path: string, values: Row['values'], packed: PackedDetails): DocumentFacts {
  const [hasFrontMatter, fields, headings, links, anchors, prompts, problems, plan] = packed;
  return {
    path,
    hasFrontMatter: hasFrontMatter === 1,
    fields: fields.map(([key, keySpan, valueSpan, items]): FieldFact => {
      const field = { key, keySpan: unpack(keySpan), value: values[key] ?? '', valueSpan: unpack(valueSpan) };
      return items === 0 ? field : { ...field, itemSpans: items.map(unpack) };
    }),
    headings: headings.map(
      ([depth, text, anchor, span]): HeadingFact => ({
        depth: depth as HeadingFact['depth'],
        text,
        anchor: anchor === 0 ? text : anchor,
        span: unpack(span),
      }),
    ),
    links: links.map(
      ([form, target, fragment, span]): LinkFact => ({
        form: forms[form] ?? 'markdown',
        target,
        fragment: fragment === 0 ? null : fragment,
        span: unpack(span),
      }),
    ),
    anchors,
    prompts: prompts.map(unpack),
    problems: problems.map(([kind, message, span]) => ({ kind, message, span: unpack(span) })),
    ...(plan ? { plan: unpackPlan(plan) } : {}),
  };
}

function pack({ line, column, offset, length }: Span): PackedSpan {
  return [line, column, offset, length];
}

function unpack([line, column, offset, length]: PackedSpan): Span {
  return { line, column, offset, length };
}
