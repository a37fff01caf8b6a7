/** Lines that define what others use, by the ending of the file; capture 1 is the name. */
const byEnding: readonly (readonly [endings: RegExp, line: RegExp])[] = [
  [
    /\.[cm]?[jt]sx?$|\.(?:vue|svelte|astro)$/i,
    /^\s*(?:export\s+)?(?:default\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|interface|type|enum|namespace|const|let|var)\s+([A-Za-z_$][\w$]*)|^\s{2,}(?:(?:public|private|protected|static|async|get|set|readonly)\s+)*([A-Za-z_$#][\w$]*)\s*\([^)]*\)\s*(?::[^{;]+)?\{\s*$/,
  ],
  [/\.pyi?$/i, /^\s*(?:async\s+)?(?:def|class)\s+([A-Za-z_]\w*)|^([A-Za-z_]\w*)\s*(?::[^=]+)?=/],
  [/\.go$/i, /^(?:func\s+(?:\([^)]*\)\s*)?|type\s+|var\s+|const\s+)([A-Za-z_]\w*)/],
  [
    /\.rs$/i,
    /^\s*(?:pub(?:\([^)]*\))?\s+)?(?:async\s+|unsafe\s+|const\s+|extern\s+"C"\s+)*(?:fn|struct|enum|trait|type|mod|static|const|macro_rules!)\s+([A-Za-z_]\w*)/,
  ],
  [/\.rb$/i, /^\s*(?:def|class|module)\s+(?:self\.)?([A-Za-z_]\w*[?!]?)/],
  [
    /\.(?:java|kt|kts|cs|scala|swift|dart|php|groovy)$/i,
    /^\s*(?:[@\w<>[\]?,]+\s+)*(?:class|interface|enum|record|object|struct|trait|protocol|fun|func|def|function)\s+([A-Za-z_]\w*)|^\s*(?:(?:public|private|protected|internal|static|final|override|suspend|virtual|async)\s+)+[\w<>[\],.?\s]*?([A-Za-z_]\w*)\s*\(/,
  ],
  [
    /\.(?:c|h|cc|cpp|cxx|hpp|hh|m|mm)$/i,
    /^(?:class|struct|enum|union|typedef|namespace|#define)\s+([A-Za-z_]\w*)|^[A-Za-z_][\w\s*&:<>,]*?\b([A-Za-z_]\w*)\s*\([^;]*$/,
  ],
  [/\.(?:sh|bash|zsh)$/i, /^\s*(?:function\s+)?([A-Za-z_][\w-]*)\s*\(\)\s*\{?/],
  [/\.(?:ex|exs)$/i, /^\s*(?:def|defp|defmodule|defmacro)\s+([A-Za-z_][\w.]*)/],
  [
    /\.(?:sql)$/i,
    /^\s*create\s+(?:or\s+replace\s+)?(?:table|view|function|index|type)\s+(?:if\s+not\s+exists\s+)?([\w."]+)/i,
  ],
  [/\.(?:css|scss|less)$/i, /^\s*([.#@:][\w-]+)[^;]*\{/],
  [/\.(?:html?|jinja2?|j2|hbs|ejs|erb)$/i, /<(?:title|h1|h2|form|template|section|main)\b[^>]*>([^<]*)/i],
  [/\.(?:md|mdx|markdown)$/i, /^(#{1,6}\s.*|title:.*)/],
  [/\.rst$/i, /^(\.\. [\w-]+::.*)/],
];

/** The expression that finds definitions in a file; null where its language is not known. */
export function definitionLine(path: string): RegExp | null {
  return byEnding.find(([endings]) => endings.test(path))?.[1] ?? null;
}

/** The name that a line defines; null where it defines none. */
export function definedName(line: string, expression: RegExp): string | null {
  if (line.length > 400) return null;
  const found = expression.exec(line);
  return found ? (found.slice(1).find((name) => name !== undefined) ?? null) : null;
}
