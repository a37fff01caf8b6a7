import { optionName, type Parameter, type Verb } from '../../operations/verb.js';
import type { FormField } from '../state/overlays/overlay.js';
import { typed } from '../state/overlays/text.js';

/** Verbs that make no sense on this screen: it is what they show, or git calls them with files of its own. */
const elsewhere = new Set(['overview', 'tui', 'merge-driver', 'mcp', 'completion']);

export function isOffered(name: string): boolean {
  return !elsewhere.has(name);
}

/** Options that only steer what a command line prints, or how it asks. */
const ofTheCommandLine = new Set(['events', 'format', 'watch', 'plain']);

/** The fields of a verb's form: its arguments, then its options; filled in from where the person is. */
export function describeFields(
  verb: Pick<Verb, 'name' | 'arguments' | 'options'>,
  prefill: Readonly<Record<string, string>>,
): FormField[] {
  let id = prefill.id ?? '';
  const initial = (name: string, parameter: Parameter): string => {
    if (parameter.kind === 'flag') return '';
    if (name === 'card') return prefill.card ?? '';
    const isSubject = parameter.completes === 'id' && parameter.kind !== 'number' && name in verb.arguments;
    if (isSubject && id) {
      const value = parameter.kind === 'list' ? (prefill.ids ?? id) : id;
      // Only the first one is about where the person is.
      id = '';
      return value;
    }
    if (parameter.completes === 'type' && verb.name === 'create') return prefill.type ?? '';
    return '';
  };
  const field = (name: string, label: string, parameter: Parameter): FormField => ({
    name,
    label,
    parameter,
    typed: typed(initial(name, parameter)),
    on: false,
  });
  return [
    ...Object.entries(verb.arguments).map(([name, one]) => field(name, name, one)),
    ...Object.entries(verb.options)
      .filter(([name]) => !ofTheCommandLine.has(name))
      .map(([name, one]) => field(name, optionName(name), one)),
  ];
}
