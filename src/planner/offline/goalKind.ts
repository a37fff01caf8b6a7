/** What a goal asks for, by its verb: it decides which checks are red before the work. */
export type GoalKind = 'fix' | 'refactor' | 'remove' | 'change';

const kinds: readonly (readonly [GoalKind, RegExp])[] = [
  ['fix', /^(?:fix|repair|mend|resolve|solve|debug|correct|stop|prevent|avoid|handle)\b/i],
  [
    'refactor',
    /^(?:refactor|clean|simplify|extract|restructure|reorganis?z?e|split|move|rename|tidy|inline)\b/i,
  ],
  ['remove', /^(?:remove|delete|drop|retire|get rid of)\b/i],
];

export function goalKind(goal: string): GoalKind {
  const plain = goal.trim().replace(/^(?:feat|chore|perf|docs)(?:\([^)]*\))?!?:\s*/i, '');
  const start = plain.replace(/^(\w+)(?:\([^)]*\))?!?:\s*/, '$1 ');
  const found = kinds.find(([, verb]) => verb.test(start))?.[0];
  if (found) return found;
  const isBroken = /\b(?:bug|crash(?:es)?|fails?|broken|regression|[45]\d\d)\b/i.test(plain);
  return isBroken && !/^(?:add|create|build|implement|introduce|support|write)\b/i.test(start)
    ? 'fix'
    : 'change';
}

const risky =
  /\b(?:deploy\w*|publish\w*|releas(?:e|es|ing)|migrat\w*|delete|drop|purge|rotate|production|secrets?|payments?|billing|permissions?)\b/i;

/** The word of a text that speaks of something that cannot easily be taken back; null where there is none. */
export function riskyWord(text: string): string | null {
  return risky.exec(text)?.[0] ?? null;
}
