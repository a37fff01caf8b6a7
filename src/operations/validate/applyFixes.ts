import type { Finding } from '../../model/finding.js';
import { editFrontMatter, type FieldEdit } from '../../model/frontMatter/edit.js';
import type { Result } from '../../model/result.js';
import { applyPatches, type TextPatch } from '../../model/text.js';
import { transact } from '../transact.js';
import type { Context, Outcome } from '../verb.js';

/** Apply the certain repairs of findings in one transaction; of two that overlap the first is taken. */
export function applyFixes(
  context: Context,
  findings: readonly Finding[],
): Promise<Result<Outcome<{ readonly fixed: number }>>> {
  return transact(context, 'validate --fix', async (transaction) => {
    const patches = new Map<string, TextPatch[]>();
    const fields = new Map<string, FieldEdit[]>();
    let fixed = 0;
    for (const { fix } of findings) {
      if (!fix) continue;
      const wanted = fix.edits.filter((edit) => edit.kind === 'patch');
      if (wanted.some((edit) => overlaps(patches.get(edit.path) ?? [], edit))) continue;
      for (const edit of wanted) patches.set(edit.path, [...(patches.get(edit.path) ?? []), edit]);
      for (const edit of fix.edits) {
        if (edit.kind === 'field') fields.set(edit.path, [...(fields.get(edit.path) ?? []), edit.edit]);
      }
      fixed += 1;
    }
    for (const [path, list] of patches) {
      const text = transaction.read(path);
      if (!text.ok) return text;
      transaction.edit(path, applyPatches(text.value, list));
    }
    for (const [path, edits] of fields) {
      const text = transaction.read(path);
      if (!text.ok) return text;
      const edited = editFrontMatter(text.value, edits);
      if (!edited.ok)
        return { ok: false, problem: { ...edited.problem, place: { ...edited.problem.place, path } } };
      transaction.edit(path, edited.value);
    }
    return transaction.commit({ data: { fixed } });
  });
}

function overlaps(taken: readonly TextPatch[], patch: TextPatch): boolean {
  return (
    taken.some((one) => patch.start < one.end && one.start < patch.end) ||
    taken.some((one) => one.start === patch.start && one.end === patch.end && one.text === patch.text)
  );
}
