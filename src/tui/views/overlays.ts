import { isRequired } from '../../operations/verb.js';
import { fitLine, safe, truncate, widthOf, wrapText } from '../../present/screen/cells.js';
import type { Line } from '../../present/screen/line.js';
import { verbsFor } from '../state/overlays/completions.js';
import { suggestionsOf } from '../state/overlays/formKeys.js';
import type { Form, FormField, Overlay } from '../state/overlays/overlay.js';
import { fittingChoices, isFiltered, switcherChoices } from '../state/overlays/overlayKeys.js';
import { helpLines, pageLines, pageRows, pagesWidth } from '../state/overlays/pages.js';
import { questionColumns, questionText } from '../state/overlays/questionText.js';
import { bodyRows } from '../state/selectors.js';
import type { State } from '../state/state.js';
import { framed, selectedLine, statusStyle, typedLine } from './draw.js';

/** A box for what lies over the view. */
export function overlayBox(state: State, overlay: Overlay): Line[] {
  const columns = Math.min(state.size.columns, 100);
  const inner = columns - 4;
  const rows = bodyRows(state);
  switch (overlay.kind) {
    case 'help': {
      const lines = helpLines(state);
      const height = pageRows(state, lines.length);
      const offset = Math.max(0, Math.min(overlay.offset, lines.length - height));
      return framed({
        title: 'Keys',
        columns,
        lines: lines.slice(offset, offset + height),
        footer: scrollHint(offset, height, lines.length),
      });
    }
    case 'pages': {
      const lines = pageLines(state, overlay);
      const height = pageRows(state, lines.length);
      const offset = Math.max(0, Math.min(overlay.offset, lines.length - height));
      const accept = overlay.accept ? `y ${overlay.accept.label}  ` : '';
      return framed({
        title: overlay.title,
        columns: pagesWidth(state),
        lines: lines.slice(offset, offset + height),
        footer: `${accept}${scrollHint(offset, height, lines.length)}`,
      });
    }
    case 'palette': {
      const verbs = verbsFor(state, overlay.typed.text);
      const lines = listLines(
        verbs,
        overlay.selected,
        Math.max(3, rows - 6),
        inner,
        ({ name, summary, writes }) => [
          { text: ` ${fitName(name)}`, style: { color: 'cyan', bold: true } },
          { text: writes ? '✎ ' : '  ', style: { dim: true } },
          { text: summary },
        ],
      );
      return framed({
        title: 'Commands',
        columns,
        lines: [typedLine('> ', overlay.typed, inner), ...lines],
        footer: `${verbs.length} verbs   ↑↓ choose   Enter open   Esc leave`,
      });
    }
    case 'switcher': {
      const documents = switcherChoices(state, overlay.typed.text);
      const lines = listLines(
        documents,
        overlay.selected,
        Math.max(3, rows - 6),
        inner,
        ({ id, title, path, status }) => [
          { text: ` ${(id ?? '—').padEnd(10)} `, style: { color: 'cyan' } },
          { text: `${safe(title || path)}  ` },
          { text: safe(status), style: statusStyle(status) },
        ],
      );
      return framed({
        title: 'Go to',
        columns,
        lines: [typedLine('> ', overlay.typed, inner), ...lines],
        footer: '↑↓ choose   Enter read   Esc leave',
      });
    }
    case 'choice': {
      const choices = fittingChoices(overlay.choices, overlay.typed.text);
      const width = Math.min(
        columns,
        Math.max(
          40,
          ...overlay.choices.slice(0, 200).map(({ label }) => widthOf(label) + 8),
          widthOf(overlay.title) + 8,
        ),
      );
      const lines = listLines(choices, overlay.selected, Math.max(3, rows - 6), width - 4, ({ label }) => [
        { text: ` ${safe(label)}` },
      ]);
      const typing = isFiltered(overlay) ? [typedLine('> ', overlay.typed, width - 4)] : [];
      return framed({
        title: overlay.title,
        columns: width,
        lines: [...typing, ...lines],
        footer: 'Enter choose   Esc leave',
      });
    }
    case 'create': {
      const where = overlay.column === null ? '' : ` in ${overlay.column}`;
      return framed({
        title: `New ${overlay.type}${where}`,
        columns: Math.min(columns, 76),
        lines: [typedLine('Title: ', overlay.typed, Math.min(columns, 76) - 4)],
        footer: 'Enter create   Tab another type   Esc leave',
      });
    }
    case 'prompt':
      return framed({
        title: overlay.title,
        columns: Math.min(columns, 76),
        lines: [typedLine('> ', overlay.typed, Math.min(columns, 76) - 4)],
        footer:
          overlay.optional || overlay.typed.text.trim() !== ''
            ? 'Enter confirm   Esc leave'
            : 'a reason is needed   Esc leave',
      });
    case 'form':
      return formBox(state, overlay.form, columns, rows);
    case 'question':
      return questionBox(state, overlay);
  }
}

function fitName(name: string): string {
  return `${name}  `.padEnd(18);
}

function scrollHint(offset: number, height: number, total: number): string {
  if (total <= height) return 'Esc leave';
  return `${offset + 1}–${offset + height} of ${total}   ↑↓ scroll   Esc leave`;
}

/** A part of a list around what is selected. */
function listLines<T>(
  items: readonly T[],
  selected: number,
  height: number,
  columns: number,
  draw: (item: T) => Line,
): Line[] {
  if (items.length === 0) return [[{ text: ' nothing fits', style: { dim: true } }]];
  const first = Math.max(0, Math.min(selected - Math.floor(height / 2), items.length - height));
  return items.slice(first, first + height).map((item, at) => {
    const line = fitLine(draw(item), columns);
    return first + at === selected ? selectedLine(line) : line;
  });
}

function formBox(state: State, form: Form, columns: number, rows: number): Line[] {
  const inner = columns - 4;
  const suggestions = suggestionsOf(state, form);
  const labelCells = Math.min(20, Math.max(...form.fields.map(({ label }) => label.length)) + 2);
  const fields = form.fields.map((field, at): Line => {
    const isFocused = at === form.focus;
    const label = {
      text: `${isFocused ? '›' : ' '} ${field.label}`.padEnd(labelCells + 1),
      style: { color: 'cyan' as const, bold: isFocused },
    };
    return [label, ...fieldValue(field, isFocused, inner - labelCells - 1)];
  });
  const focused = form.fields[form.focus];
  const foot: Line[] = [[]];
  if (focused) foot.push([{ text: truncate(focused.parameter.summary, inner), style: { dim: true } }]);
  if (suggestions.length > 0) {
    foot.push([
      { text: 'Tab: ', style: { dim: true } },
      ...suggestions.flatMap((text, at) => {
        const isNext = at === form.suggestion % suggestions.length;
        return [
          { text: safe(text), style: isNext ? { inverse: true } : { color: 'green' as const } },
          { text: '  ' },
        ];
      }),
    ]);
    const title =
      focused?.parameter.completes === 'id'
        ? state.data.documents.find(({ id }) => id === suggestions[form.suggestion % suggestions.length])
            ?.title
        : null;
    if (title) foot.push([{ text: `     ${safe(title)}`, style: { dim: true } }]);
  }
  if (form.problem)
    for (const text of wrapText(safe(form.problem), inner))
      foot.push([{ text, style: { color: 'red', bold: true } }]);
  if (form.hint)
    for (const text of wrapText(safe(form.hint), inner)) foot.push([{ text, style: { dim: true } }]);
  const room = Math.max(1, rows - 4 - foot.length);
  const first = Math.max(0, Math.min(form.focus - Math.floor(room / 2), fields.length - room));
  const lines: Line[] = [
    [{ text: truncate(form.summary, inner), style: { dim: true } }],
    [],
    ...fields.slice(first, first + room),
    ...foot,
  ];
  const dry = form.writes ? '   Ctrl-D show what would change' : '';
  return framed({ title: form.verb, columns, lines, footer: `Enter go   ↑↓ fields${dry}   Esc leave` });
}

function fieldValue(field: FormField, isFocused: boolean, columns: number): Line {
  if (field.parameter.kind === 'flag')
    return [
      { text: field.on ? '[x]' : '[ ]', style: isFocused ? { inverse: true } : {} },
      { text: isFocused ? '  Space switches' : '', style: { dim: true } },
    ];
  if (isFocused) return typedLine('', field.typed, columns);
  if (field.typed.text === '')
    return [{ text: isRequired(field.parameter) ? 'required' : '–', style: { dim: true } }];
  return [{ text: truncate(safe(field.typed.text), columns) }];
}

function questionBox(state: State, overlay: Extract<Overlay, { kind: 'question' }>): Line[] {
  const { question } = overlay;
  const columns = questionColumns(state);
  const inner = columns - 4;
  const { lines, question: asked, room } = questionText(state, question.text);
  const offset = Math.max(0, Math.min(overlay.offset, lines.length - room));
  const shown = lines.slice(offset, offset + room).map((text): Line => [{ text }]);
  const isRead = offset + room >= lines.length;
  const yes = !overlay.armed ? '…' : isRead ? 'y yes' : 'read to the end, then y';
  const more =
    lines.length > room ? `${offset + 1}–${offset + shown.length} of ${lines.length}   ↑↓ scroll   ` : '';
  const line: Line = [{ text: asked, style: { bold: true } }];
  if (question.kind === 'confirm') {
    return framed({
      title: 'Please decide',
      columns,
      lines: [...shown, ...(shown.length > 0 ? [[]] : []), line],
      footer: `${more}${yes}   n no   Esc leave`,
    });
  }
  if (question.kind === 'choose') {
    const choices = listLines(question.choices, overlay.selected, room, inner, (choice) => [
      { text: ` ${safe(choice)}` },
    ]);
    return framed({
      title: 'Please choose',
      columns,
      lines: [...shown, line, ...choices],
      footer: 'Enter choose   Esc leave',
    });
  }
  const answering = [...shown, line, typedLine('> ', overlay.typed, inner)];
  return framed({ title: 'Please answer', columns, lines: answering, footer: 'Enter answer   Esc leave' });
}
