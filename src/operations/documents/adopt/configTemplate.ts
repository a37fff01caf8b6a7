/** A config.yaml that changes nothing: every key has a default, shown as a comment. */
export function configTemplate(): string {
  return `# doc-ops: every key is optional; the comments show the defaults.
# doc-ops validate checks this file.

# types: {}                     # more document types, or changed statuses
# board:
#   links: id                   # id | file (what Obsidian follows)
#   columns:
#     - { name: Backlog, status: todo }
#     - { name: In Progress, status: in_progress }
#     - { name: Review, status: pending }
#     - { name: Done, status: done, complete: true }
# relations: {}                 # more relations, name: inverse
# rules:                        # severity of validation rules: error | warning | off
#   links/one-way: warning
`;
}
