/** How a plan leans on what it cites (tascer's `citation_type`). */
export const citationKinds = ['evidence', 'prerequisite', 'related', 'supersedes', 'derived_from'] as const;
