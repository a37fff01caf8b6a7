import type { Finding } from '../../model/finding.js';
import { editFrontMatter, type FieldEdit } from '../../model/frontMatter/edit.js';
import { type Result, success } from '../../model/result.js';
import { applyPatches, type TextPatch } from '../../model/text.js';
import { change } from '../change.js';
import type { Draft } from '../draft.js';
import type { Context, Outcome } from '../verb.js';

/** Apply the certain repairs of findings in one transaction; of two that overlap the first is taken. */
export function applyFixes(
  context: Context,
  findings: readonly Finding[],
): Promise<Result<Outcome<{ readonly fixed: number }>>> {
  return change(context, 'validate --fix', async (draft) => {
    const patches = new Map<string, TextPatch[]>();
    const fields = new Map<string, FieldEdit[]>();
    let fixed = 0;
    for (const { fix } of findings) {
      if (!fix) continue;
      const wanted = fix.edits.flatMap((edit) => (edit.kind === 'patch' ? [edit] : []));
      if (wanted.some((edit) => overlaps(patches.get(edit.path) ?? [], edit))) continue;
      for (const edit of wanted) patches.set(edit.path, [...(patches.get(edit.path) ?? []), edit]);
      for (const edit of fix.edits) {
        if (edit.kind === 'patch') continue;
        const done =
          edit.kind === 'change' ? applyChange(draft, edit.change) : keep(fields, edit.path, edit.edit);
        if (!done.ok) return done;
      }
      fixed += 1;
    }
    for (const [path, list] of patches) {
      const text = draft.read(path);
      if (!text.ok) return text;
      draft.write(path, applyPatches(text.value, list));
    }
    for (const [path, edits] of fields) {
      const text = draft.read(path);
      if (!text.ok) return text;
      const edited = editFrontMatter(text.value, edits);
      if (!edited.ok)
        return { ok: false, problem: { ...edited.problem, place: { ...edited.problem.place, path } } };
      draft.write(path, edited.value);
    }
    return success({ data: { fixed } });
  });
}

function keep(fields: Map<string, FieldEdit[]>, path: string, edit: FieldEdit): Result<null> {
  fields.set(path, [...(fields.get(path) ?? []), edit]);
  return success(null);
}

function applyChange(
  draft: Draft,
  wanted: Extract<NonNullable<Finding['fix']>['edits'][number], { kind: 'change' }>['change'],
): Result<null> {
  if (wanted.kind === 'create') {
    draft.create(wanted.path, wanted.after);
    return success(null);
  }
  const text = draft.read(wanted.path);
  if (!text.ok) return text;
  if (wanted.kind === 'update') draft.write(wanted.path, wanted.after);
  else draft.delete(wanted.path);
  if (wanted.kind === 'rename') draft.create(wanted.to, wanted.after);
  return success(null);
}

function overlaps(taken: readonly TextPatch[], patch: TextPatch): boolean {
  return (
    taken.some((one) => patch.start < one.end && one.start < patch.end) ||
    taken.some((one) => one.start === patch.start && one.end === patch.end && one.text === patch.text)
  );
}
