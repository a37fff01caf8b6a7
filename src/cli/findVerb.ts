import { groupDefaults, isVerbName, kanbanVerbs, type VerbName, verbNames } from '../operations/registry.js';

export type VerbMatch =
  | {
      readonly kind: 'verb';
      readonly name: VerbName;
      readonly shown: string;
      readonly args: readonly string[];
    }
  | { readonly kind: 'none'; readonly args: readonly string[] }
  | { readonly kind: 'unknown'; readonly word: string; readonly known: readonly string[] };

/** Find the verb among the arguments; options may come before it, and only `--root` among those takes a value. */
export function findVerb(program: 'doc-ops' | 'kanban-ops', args: readonly string[]): VerbMatch {
  const words: number[] = [];
  for (let i = 0; i < args.length && words.length < 2; i++) {
    const word = args[i] ?? '';
    if (word === '--') break;
    if (word === '--root') i++;
    else if (!word.startsWith('-')) words.push(i);
  }
  const [first, second] = words;
  if (first === undefined) return { kind: 'none', args };
  const one = args[first] ?? '';
  const without = (...indices: number[]) => args.filter((_, index) => !indices.includes(index));
  if (program === 'kanban-ops') {
    const name = Object.hasOwn(kanbanVerbs, one) ? kanbanVerbs[one] : undefined;
    if (name) return { kind: 'verb', name, shown: one, args: without(first) };
    return { kind: 'unknown', word: one, known: Object.keys(kanbanVerbs) };
  }
  const two = second === undefined ? '' : `${one} ${args[second] ?? ''}`;
  if (second !== undefined && isVerbName(two)) {
    return { kind: 'verb', name: two, shown: two, args: without(first, second) };
  }
  if (isVerbName(one)) return { kind: 'verb', name: one, shown: one, args: without(first) };
  const fallback = Object.hasOwn(groupDefaults, one) ? groupDefaults[one] : undefined;
  if (fallback) {
    if (second === undefined) return { kind: 'verb', name: fallback, shown: fallback, args: without(first) };
    return {
      kind: 'unknown',
      word: two,
      known: verbNames.filter((name) => name.startsWith(`${one} `)),
    };
  }
  return {
    kind: 'unknown',
    word: one,
    known: [...verbNames, ...Object.keys(groupDefaults), 'help'],
  };
}
