import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { relocateLinks } from '../../src/interop/relocate.js';
import { defaultConfig } from '../../src/model/config/config.js';
import { readFacts } from '../support/readFacts.js';

const along = new Map([
  ['docs/adr/0002-b.md', 'dev_ops/adrs/ADR-002-b.md'],
  ['docs/adr/0003 c.md', 'dev_ops/adrs/ADR-003-c.md'],
]);

function relocate(text: string): string {
  const facts = readFacts('docs/adr/0001-a.md', text, defaultConfig.types);
  return relocateLinks(text, facts, { from: 'docs/adr', to: 'dev_ops/adrs', along });
}

const cases: Record<string, [before: string, after: string]> = {
  'a file beside it': ['[x](pic.png)', '[x](../../docs/adr/pic.png)'],
  'a file above': ['[x](../../src/a.ts#L1)', '[x](../../src/a.ts#L1)'],
  'a file below docs': ['![x](../img/a.png "A title")', '![x](../../docs/img/a.png "A title")'],
  'a decision that goes along': ['[x](0002-b.md#why)', '[x](ADR-002-b.md#why)'],
  'the same with dots and a query': ['[x](./0002-b.md?a=1#why)', '[x](ADR-002-b.md?a=1#why)'],
  'an encoded name that goes along': ['[x](0003%20c.md)', '[x](ADR-003-c.md)'],
  'an encoded name': ['[x](a%20b.md)', '[x](../../docs/adr/a%20b.md)'],
  'a name in angle brackets': ['[x](<a b.md>)', '[x](<../../docs/adr/a b.md>)'],
  'a folder': ['[x](../img/)', '[x](../../docs/img/)'],
  'the folder itself': ['[x](.)', '[x](../../docs/adr)'],
  'a path into the new place': ['[x](../../dev_ops/adrs/ADR-009-z.md)', '[x](ADR-009-z.md)'],
  'a path out of the root': ['[x](../../../other/a.md)', '[x](../../../other/a.md)'],
  html: [
    '<img src="pic.png"> <a href="0002-b.md">b</a>',
    '<img src="../../docs/adr/pic.png"> <a href="ADR-002-b.md">b</a>',
  ],
  'a definition used twice': ['[a][1] [b][1]\n\n[1]: 0002-b.md', '[a][1] [b][1]\n\n[1]: ADR-002-b.md'],
};

for (const [name, [before, after]] of Object.entries(cases)) {
  test(name, () => assert.is(relocate(`${before}\r\n`), `${after}\r\n`));
}

test('everything else stays', () => {
  const text =
    '[x](#here) [x](https://example.org/a.md) [x](mailto:a@b.c) [x](/docs/a.md) [x](//host/a.md) `[x](a.md)` [[0002-b]]\n\n    [x](a.md)\n\n<!-- [x](a.md) -->\n';
  assert.is(relocate(text), text);
});

test.run();
