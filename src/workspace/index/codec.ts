import type {
  DocumentFacts,
  FieldFact,
  HeadingFact,
  LinkFact,
  LinkForm,
  PlanFacts,
  PlanProblem,
  ReadingProblem,
  RoadmapFacts,
  YamlValue,
} from '../../model/document/facts.js';
import type { Span } from '../../model/text.js';
import type { ByteWriter } from './byteWriter.js';

/** A span as four numbers: JSON of ten thousand documents is read at every start. */
type PackedSpan = [line: number, column: number, offset: number, length: number];

/** What lists and `ready` need of a document. */
export interface IndexRow {
  readonly path: string;
  /** What told this content from others when it was read: a git blob id, or size, times and inode. */
  readonly identity: string;
  /** The git blob id of that content where `identity` is not one, so that the row holds after a commit; else null. */
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
  values: IndexRow['values'],
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
  plan?: [tascs: number, problems: [PlanProblem['rule'], string, PackedSpan, string | 0][]] | 0,
  roadmap?: RoadmapFacts,
];

const forms: readonly LinkForm[] = ['wiki', 'markdown', 'image', 'html', 'bare', 'field'];

export function packRow({ path, identity, title, values, broken, blob }: IndexRow): PackedRow {
  const why = broken ?? 0;
  return blob === null ? [path, identity, title, values, why] : [path, identity, title, values, why, blob];
}

export function unpackRow([path, identity, title, values, broken, blob]: PackedRow): IndexRow {
  return { path, identity, title, values, broken: broken === 0 ? null : broken, blob: blob ?? null };
}

const comma = 44;
const open = 91;
const close = 93;
const zero = 48;
const one = 49;

/** Write what `unpackDetails` reads: JSON of `PackedDetails`. */
export function writeDetails(facts: DocumentFacts, out: ByteWriter): void {
  out.byte(open);
  out.byte(facts.hasFrontMatter ? one : zero);
  out.byte(comma);
  writeList(facts.fields, writeField, out);
  out.byte(comma);
  writeList(facts.headings, writeHeading, out);
  out.byte(comma);
  writeList(facts.links, writeLink, out);
  out.byte(comma);
  writeList(facts.anchors, writeText, out);
  out.byte(comma);
  writeList(facts.prompts, writeSpan, out);
  out.byte(comma);
  out.raw(JSON.stringify(facts.problems.map(({ kind, message, span }) => [kind, message, pack(span)])));
  if (facts.plan) {
    out.byte(comma);
    out.raw(JSON.stringify(packPlan(facts.plan)));
  }
  if (facts.roadmap) {
    out.raw(facts.plan ? ',' : ',0,');
    out.raw(JSON.stringify(facts.roadmap));
  }
  out.byte(close);
}

function writeList<T>(items: readonly T[], write: (item: T, out: ByteWriter) => void, out: ByteWriter): void {
  out.byte(open);
  for (let index = 0; index < items.length; index++) {
    if (index > 0) out.byte(comma);
    write(items[index] as T, out);
  }
  out.byte(close);
}

function writeField({ key, keySpan, valueSpan, itemSpans }: FieldFact, out: ByteWriter): void {
  out.byte(open);
  out.string(key);
  out.byte(comma);
  writeSpan(keySpan, out);
  out.byte(comma);
  writeSpan(valueSpan, out);
  out.byte(comma);
  if (itemSpans) writeList(itemSpans, writeSpan, out);
  else out.byte(zero);
  out.byte(close);
}

function writeHeading({ depth, text, anchor, span }: HeadingFact, out: ByteWriter): void {
  out.byte(open);
  out.byte(zero + depth);
  out.byte(comma);
  out.string(text);
  out.byte(comma);
  if (anchor === text) out.byte(zero);
  else out.string(anchor);
  out.byte(comma);
  writeSpan(span, out);
  out.byte(close);
}

function writeLink({ form, target, fragment, span }: LinkFact, out: ByteWriter): void {
  out.byte(open);
  out.byte(zero + forms.indexOf(form));
  out.byte(comma);
  out.string(target);
  out.byte(comma);
  if (fragment === null) out.byte(zero);
  else out.string(fragment);
  out.byte(comma);
  writeSpan(span, out);
  out.byte(close);
}

function writeText(text: string, out: ByteWriter): void {
  out.string(text);
}

function writeSpan({ line, column, offset, length }: Span, out: ByteWriter): void {
  out.byte(open);
  out.number(line);
  out.byte(comma);
  out.number(column);
  out.byte(comma);
  out.number(offset);
  out.byte(comma);
  out.number(length);
  out.byte(close);
}

function packPlan({ tascs, problems }: PlanFacts): Exclude<NonNullable<PackedDetails[7]>, 0> {
  return [
    tascs,
    problems.map(({ rule, message, span, suggestion }) => [rule, message, pack(span), suggestion ?? 0]),
  ];
}

function unpackPlan([tascs, problems]: Exclude<NonNullable<PackedDetails[7]>, 0>): PlanFacts {
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

export function unpackDetails(
  path: string,
  values: IndexRow['values'],
  packed: PackedDetails,
): DocumentFacts {
  const [hasFrontMatter, fields, headings, links, anchors, prompts, problems, plan, roadmap] = packed;
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
    ...(roadmap ? { roadmap } : {}),
  };
}

function pack({ line, column, offset, length }: Span): PackedSpan {
  return [line, column, offset, length];
}

function unpack([line, column, offset, length]: PackedSpan): Span {
  return { line, column, offset, length };
}
