/** What a file is to a planner, by its path. */
export type FileKind = 'code' | 'test' | 'document' | 'config' | 'data' | 'generated';

const generated =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|cargo\.lock|go\.sum|composer\.lock|gemfile\.lock|flake\.lock)$|\.min\.(?:js|css)$|\.(?:map|snap|lock|pb\.go|generated\.\w+)$|_pb2(?:_grpc)?\.py$|(?:^|\/)(?:node_modules|vendor|third_party|__snapshots__)\//i;
const test =
  /(?:^|\/)(?:tests?|specs?|__tests__|testing)\/|(?:^|\/)(?:test_[^/]*|[^/]*_(?:test|spec)|[^/]*[.-](?:test|spec)|conftest)\.\w+$/i;
const document = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|txt|org)$/i;
const config =
  /\.(?:json|jsonc|json5|ya?ml|toml|ini|cfg|conf|properties|xml|env\.example)$|(?:^|\/)(?:Makefile|Dockerfile|Justfile|\.[^/]+)$/i;
const data = /\.(?:csv|tsv|jsonl|ndjson|svg|log|out|diff|patch|sql\.gz|ipynb|geojson|pem|crt|po|pot)$/i;

export function fileKind(path: string): FileKind {
  if (generated.test(path)) return 'generated';
  if (document.test(path)) return 'document';
  if (data.test(path)) return 'data';
  if (test.test(path)) return 'test';
  if (config.test(path)) return 'config';
  return 'code';
}

/** Whether a file holds tests, not only what tests need. */
export function isTestFile(path: string): boolean {
  return (
    fileKind(path) === 'test' &&
    /(?:^|\/)(?:test_[^/]*|[^/]*(?:_test|_spec|[.-]test|[.-]spec)|tests?|[A-Z]\w*Tests?)\.\w+$/.test(path)
  );
}
