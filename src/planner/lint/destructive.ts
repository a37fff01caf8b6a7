import { baseName, type ShellCommand, shellCommands } from './shellCommands.js';

/**
 * Why a command is for a person to run: it deletes, publishes, deploys, migrates, needs rights, or runs what comes from
 * elsewhere (TASCER.md, *Files*: "always dangerous"); null for what may run as a check. A check is asked for, so that
 * being too careful costs a person a look and nothing else.
 */
export function whyDestructive(command: string): string | null {
  if (/:\s*\(\s*\)\s*\{/.test(command)) return 'it starts copies of itself without end';
  for (const one of shellCommands(command)) {
    const why = whyCommand(one);
    if (why !== null) return why;
  }
  return null;
}

function whyCommand({ words, piped, writes }: ShellCommand): string | null {
  const [first = '', ...args] = words;
  const program = baseName(first);
  const line = [program, ...args].join(' ');
  if (writes.some((target) => /^\/(?!dev\/(?:null|stdout|stderr|tty)$)|^~/.test(target)))
    return 'it writes outside of the repository';
  if (piped && interpreter.test(program) && !args.some((arg) => /^[^-]/.test(arg)))
    return `it runs what it is given: \`| ${program}\``;
  if (reads.test(program)) return null;
  for (const [pattern, why] of rules) if (pattern.test(line)) return why;
  return isSafeVariant(line) ? null : whyNamed(program, args);
}

const interpreter = /^(?:(?:ba|z|da|k|fi)?sh|python[\d.]*|node|ruby|perl|php|deno|bun)$/;
/** What follows these is searched for or printed, not run. */
const reads = /^(?:grep|egrep|fgrep|rg|ag|ack|echo|printf|test|\[|\[\[|cat|head|tail|wc|diff|cmp|jq|ls)$/;

const flag = (letters: string, words: string) =>
  `(?:-[a-zA-Z]*[${letters}][a-zA-Z]*|--(?:${words}))(?=\\s|=|$)`;
const recursive = flag('rR', 'recursive');
const force = flag('f', 'force');

/** Patterns of a whole simple command, and why it is dangerous. */
const rules: readonly (readonly [RegExp, string])[] = [
  [/^(?:sudo|doas|su|pkexec)\b/, 'it asks for the rights of another user'],
  [new RegExp(`^(?:rm|unlink)\\b.*\\s${recursive}`), 'it deletes folders'],
  [new RegExp(`^rm\\b.*\\s${force}.*[*~/]`), 'it deletes files'],
  [/^(?:shred|mkfs\S*|fdisk|parted|wipefs|dropdb|dropuser)\b/, 'it deletes data for good'],
  [/^dd\b.*\bof=/, 'it overwrites what it names'],
  [/^find\b.*\s-(?:delete|exec(?:dir)?\s+(?:\S*\/)?(?:rm|unlink|shred)\b)/, 'it deletes files'],
  [/^git\s+(?:\S+\s+)*?push\b/, 'it pushes to a remote'],
  [/^git\s+.*\breset\s.*--hard\b/, 'it throws changes away'],
  [new RegExp(`^git\\s.*\\bclean\\s.*${force}`), 'it deletes files that git does not know'],
  [
    /^git\s+.*\b(?:filter-branch|filter-repo|update-ref|reflog\s+(?:expire|delete)|gc\s+--prune)\b/,
    'it rewrites history',
  ],
  [/^git\s+.*\bbranch\s.*(?:-D\b|--delete\b|-d\b)/, 'it deletes a branch'],
  [
    /^git\s+.*\b(?:tag\s+(?:-d|--delete)|stash\s+(?:drop|clear)|worktree\s+remove|remote\s+(?:remove|rm|set-url))\b/,
    'it deletes what git keeps',
  ],
  [/^git\s+.*\b(?:checkout|restore)\s+(?:--\s+)?\.(?:\s|$)/, 'it throws changes away'],
  [/^git\s+.*\bconfig\s.*--(?:global|system)\b/, 'it changes settings of this machine'],
  [
    new RegExp(`^(?:chmod|chown|chgrp)\\s.*${flag('R', 'recursive')}`),
    'it changes permissions of whole folders',
  ],
  [/^chmod\s.*\b[0-7]?777\b/, 'it gives everybody rights'],
  [
    /^(?:shutdown|reboot|halt|poweroff|systemctl|service|launchctl|crontab|killall|pkill)\b/,
    'it changes what runs on this machine',
  ],
  [
    /^(?:apt|apt-get|dnf|yum|pacman|apk|brew|snap|choco|winget)\s.*\b(?:install|remove|purge|upgrade|add|uninstall)\b/,
    'it changes what is installed on this machine',
  ],
  [
    /^(?:npm|pnpm|yarn|bun)\s.*\s(?:-g|--global)(?:\s|$)|^yarn\s+global\b/,
    'it changes what is installed on this machine',
  ],
  [
    /^(?:kubectl|oc)\s.*\b(?:apply|delete|create|replace|patch|scale|drain|cordon|rollout|exec)\b/,
    'it changes a cluster',
  ],
  [
    /^(?:terraform|tofu|terragrunt|pulumi|cdk)\s.*\b(?:apply|destroy|up|import|deploy)\b/,
    'it changes infrastructure',
  ],
  [/^helm\s.*\b(?:install|upgrade|uninstall|delete|rollback)\b/, 'it changes a cluster'],
  [/^(?:ansible-playbook|ansible|ssh|scp|rsync|sftp)\b/, 'it works on other machines'],
  [
    /^(?:aws|gcloud|az|doctl|heroku|fly|flyctl|vercel|netlify|firebase|wrangler|gsutil|s3cmd|eb|sam|serverless|sls)\b/,
    'it works on a cloud',
  ],
  [
    /^docker(?:-compose)?\s.*\b(?:push|prune|rmi|rm|kill)\b|^docker(?:-compose)?\s.*\bdown\s.*(?:-v|--volumes)\b/,
    'it deletes or publishes images or containers',
  ],
  [
    /^gh\s+(?:(?:release|repo|secret|variable|issue|pr|workflow|run|label|gist|ssh-key)\s+(?:create|delete|edit|merge|close|set|remove|run|rerun|cancel|archive|upload)|api\b.*(?:-X|--method)\s*(?:POST|PUT|PATCH|DELETE))/,
    'it changes things on GitHub',
  ],
  [
    /^(?:curl|wget|http|xh)\s.*(?:-X|--request)[\s=]*(?:POST|PUT|PATCH|DELETE)\b/i,
    'it changes things on a server',
  ],
  [
    /\b(?:DROP\s+(?:TABLE|DATABASE|SCHEMA|INDEX|VIEW|USER)|TRUNCATE\s+(?:TABLE\s+)?\w|DELETE\s+FROM\s+\w|ALTER\s+TABLE\s+\w)/i,
    'it changes a database',
  ],
  [/^redis-cli\b.*\bflush(?:all|db)\b/i, 'it empties a database'],
  [
    /\b(?:shutil\.rmtree|os\.(?:remove|unlink|rmdir|removedirs|system)|subprocess\.|rmSync|rmdirSync|unlinkSync|fs\.(?:rm|unlink|rmdir)|child_process|FileUtils\.rm)/,
    'the script in it deletes files or starts programs',
  ],
];

/** Names of scripts, targets and files that say what they do: `npm run deploy`, `make release`, `./migrate.sh`. */
const named =
  /(?:^|[/:_.-])(?:deploy(?:ment)?|publish|release|migrat(?:e|ion|ions)|rollback|provision|destroy|wipe|purge|nuke|teardown)(?:$|[:_.-])/i;
const runners =
  /^(?:npm|pnpm|yarn|bun|deno|make|gmake|just|task|rake|rails|bundle|invoke|inv|nox|poetry|uv|pdm|hatch|cargo|go|gradle|gradlew|mvn|mvnw|sbt|mix|composer|php|artisan|twine|gem|dotnet|nuget|python[\d.]*|node|ruby|(?:ba|z|da|k|fi)?sh|prisma|knex|sequelize(?:-cli)?|typeorm|drizzle-kit|alembic|flask|django-admin|manage\.py|flyway|liquibase|goose|dbmate|sqlx|diesel|ecto|atlas|lerna|nx|turbo|changeset|semantic-release|goreleaser|vsce|ovsx)$/;
const migrators =
  /^(?:alembic\s+(?:upgrade|downgrade|stamp)|(?:flyway|liquibase)\s|goose\s.*\b(?:up|down|reset)|dbmate\s.*\b(?:up|down|drop)|drizzle-kit\s+push|prisma\s+db\s+(?:push|execute|seed)|(?:rails|rake)\s+db:|diesel\s+(?:setup|database)|atlas\s.*\bapply)/;

function whyNamed(program: string, args: readonly string[]): string | null {
  const line = [program, ...args].join(' ');
  if (migrators.test(line)) return 'it migrates a database';
  if (
    /^(?:twine\s+upload|gem\s+push|nuget\s+push|dotnet\s+nuget\s+push|semantic-release|goreleaser|vsce|ovsx)/.test(
      line,
    )
  )
    return 'it publishes a package';
  const own = named.test(program) ? program : undefined;
  const target = runners.test(program)
    ? args.find((arg) => !arg.startsWith('-') && named.test(arg))
    : undefined;
  const word = own ?? target;
  if (word === undefined || isTest(word)) return null;
  return `\`${word}\` sounds like it deploys, publishes, migrates or deletes`;
}

/** Files of tests may be named for what they test: `tests/test_deploy.py`. */
function isTest(word: string): boolean {
  return /(?:^|[/._-])(?:tests?|specs?|__tests__|e2e)(?:$|[/._-])/i.test(word);
}

/** Forms of dangerous commands that only look. */
function isSafeVariant(line: string): boolean {
  return /\s--(?:check|dry-run|dryrun|plan|list|help|version|status)(?=\s|=|$)/.test(line);
}
