/** Relations: front-matter lists of ids; each has an inverse by which backlinks are shown. */

/** Name → inverse, both names may be used in files. */
export type Relations = Readonly<Record<string, string>>;

export const defaultRelations: Relations = {
  upstream: 'downstream',
  input: 'input_of',
  output: 'output_of',
  blocks: 'blocked_by',
  implements: 'implemented_by',
  fixes: 'fixed_by',
  informs: 'informed_by',
  supersedes: 'superseded_by',
};

/** The other name of a relation, whichever of the two is given; undefined for an unknown one. */
export function inverseRelation(relations: Relations, name: string): string | undefined {
  if (Object.hasOwn(relations, name)) return relations[name];
  for (const [key, inverse] of Object.entries(relations)) if (inverse === name) return key;
  return undefined;
}

/** Every name that a relation may have in a file, in the order of declaration. */
export function relationNames(relations: Relations): string[] {
  return [...new Set(Object.entries(relations).flat())];
}
