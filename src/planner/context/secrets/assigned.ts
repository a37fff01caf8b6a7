/** A part of a name that says that its value is secret. */
const secretName =
  /pass(?:word|wd|phrase|code)|passwd|pwd|secret|token|api[_.-]?key|access[_.-]?key|account[_.-]?key|private[_.-]?key|signing[_.-]?key|encryption[_.-]?key|master[_.-]?key|auth[_.-]?key|credential|connection[_.-]?string|conn[_.-]?str/gi;

/** What may follow in the same name: `API_KEY_PROD`, `secretValue`. A plural, `tokens`, names a number or a list. */
const nameEnd =
  /^(?:[_.-]?(?:value|text|base64|b64|id|key|hash|prod|production|live|dev|test|staging|main|default|\d{1,3}))*$/i;

/** What is between a name and its value: `=`, `:`, `=>`, `: string =`, a space before quotation marks. */
const assigns = /^["'`\]]?\s*(?:(?::\s*[A-Za-z_][\w.]{0,40}\s*=|:=|=>|[:=](?!=))\s*|\s(?=["'`]))/;

const onCommandLine =
  /--(?:[a-z]+-)?(?:password|passwd|token|secret|api-key|access-key)[= ](["']?)([^\s"'$<]{6,})\1/i;

/** Words that stand where a secret would. */
const placeholder =
  /^(?:x{3,}|\*{3,}|\.{3,}|<[^>]*>|\[[\w -]*\]|\{[^}]*\}|\$[A-Z_][A-Z0-9_]*|\$[({].*|%[A-Z_]+%|your[\w-]*|my[_-]?(?:password|secret|token|key)|example\w*|placeholder|redacted|change[_-]?me|todo|none|null|nil|undefined|true|false|string|number|boolean|text|hidden|password|passwd|secret|token|required|optional|bearer|basic|env|environ|process|os|self|this|config|settings|str|bytes|any|object|unknown|void|optional\[.*)$/i;

/** Looked at in one line; what is longer is data. */
const longestLine = 2000;

/**
 * Whether a line gives a value to something whose name says that it is secret: in code `apiKey = "…"`, in JSON
 * `"password": "…"`, in YAML and settings `secret_token: …`, on a command line `--token …`.
 */
export function assignsSecret(line: string): boolean {
  const looked = line.slice(0, longestLine);
  const flag = onCommandLine.exec(looked);
  if (flag && !placeholder.test(flag[2] ?? '')) return true;
  for (const { 0: found, index } of looked.matchAll(secretName)) {
    const behind = looked.slice(index + found.length);
    const [rest = ''] = /^[\w.-]*/.exec(behind) ?? [];
    if (!nameEnd.test(rest)) continue;
    const between = assigns.exec(behind.slice(rest.length));
    if (between && isSecretValue(behind.slice(rest.length + between[0].length))) return true;
  }
  return false;
}

/** The value that a line ends in: in quotation marks, or bare as in settings. */
function isSecretValue(rest: string): boolean {
  const quoted = /^(?:[rbuf]{1,2})?(["'`])/i.exec(rest);
  if (quoted) {
    const start = quoted[0].length;
    const end = rest.indexOf(quoted[1] ?? '', start);
    return isValue(rest.slice(start, end < 0 ? undefined : end), 4);
  }
  // Without quotation marks it is a value in settings, and a name, a call or a type in code.
  const bare = rest
    .replace(/\s#.*$/, '')
    .trim()
    .replace(/[,;]$/, '');
  if (bare === '' || /[\s()[\]{}<>$|?]/.test(bare)) return false;
  return isValue(bare, 6) && (/\d/.test(bare) || /[^\w.]/.test(bare.slice(0, -1)));
}

/** Not empty, not a sentence, not a placeholder. */
function isValue(value: string, least: number): boolean {
  const text = value.trim();
  if (text.length < least || placeholder.test(text)) return false;
  return text.split(/\s+/).length < 3 && !/\$\{|\{\{|<[\w -]+>/.test(text);
}
