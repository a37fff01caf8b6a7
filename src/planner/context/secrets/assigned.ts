/**
 * A name that says that its value is secret, what assigns it, and the value: in code `apiKey = "…"`, in JSON
 * `"password": "…"`, in YAML and in settings `secret_token: …`, on a command line `--token …`.
 */
const assignment =
  /(?:^|[^A-Za-z0-9])["'`]?([A-Za-z0-9_.-]{0,40}?(?:pass(?:word|wd|phrase|code)|passwd|pwd|secret|token|api[_.-]?key|apikey|access[_.-]?key|account[_.-]?key|private[_.-]?key|signing[_.-]?key|encryption[_.-]?key|master[_.-]?key|auth[_.-]?key|credentials?|connection[_.-]?string|conn[_.-]?str)(?:[_.-]?(?:value|text|base64|id|key|hash|prod|production|live|dev|test|staging|\d{1,3})){0,3})["'`]?\s*(?::\s*[A-Za-z_][\w.<>[\]| ]{0,40}=|:=|=>|[:=]|\s(?=["'`]))\s*(.*)$/i;
const onCommandLine =
  /--(?:[a-z-]{0,30}-)?(?:password|passwd|token|secret|api-key|access-key)[= ](["']?)([^\s"'$<]{6,})\1/i;

/** Words that stand where a secret would. */
const placeholder =
  /^(?:x{3,}|\*{3,}|\.{3,}|<.*>|\[.*\]|\{.*\}|\$.*|%.*%|your[\w-]*|my[_-]?\w*|example\w*|placeholder|redacted|change[_-]?me|todo|none|null|nil|undefined|true|false|string|number|boolean|text|hidden|password|passwd|secret|token|required|optional|bearer|basic|env|environ|process|os|self|this|config|settings|str|bytes|any|object|unknown|void|optional\[.*)$/i;

/** Whether a line gives a value to something whose name says that it is secret. */
export function assignsSecret(line: string): boolean {
  const flag = onCommandLine.exec(line);
  if (flag && !placeholder.test(flag[2] ?? '')) return true;
  const found = assignment.exec(line);
  if (!found) return false;
  const rest = found[2] ?? '';
  const quoted = /^(?:[rbuf]{1,2})?(["'`])((?:(?!\1).)*)(?:\1|$)/i.exec(rest);
  if (quoted) return isValue(quoted[2] ?? '', 4);
  // Without quotation marks it is a value in settings, and a name, a call or a type in code.
  const [bare = ''] = /^[^\s,;#)\]}]+/.exec(rest) ?? [];
  const wholeRest = rest
    .replace(/\s+#.*$/, '')
    .replace(/[,;]\s*$/, '')
    .trim();
  if (bare === '' || bare !== wholeRest || /[()[\]{}<>$|?]/.test(bare)) return false;
  return isValue(bare, 6) && (/\d/.test(bare) || /[^\w.]/.test(bare.slice(0, -1)));
}

/** Not empty, not a sentence, not what stands for one. */
function isValue(value: string, least: number): boolean {
  const text = value.trim();
  if (text.length < least || placeholder.test(text)) return false;
  return !/\s\S+\s/.test(text) && !/\$\{|\{\{|<[\w -]+>/.test(text);
}
