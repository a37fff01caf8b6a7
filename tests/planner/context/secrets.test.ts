import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isSecretFile } from '../../../src/planner/context/secrets/secretFile.js';
import {
  isSecretLine,
  replacement,
  withoutSecrets,
} from '../../../src/planner/context/secrets/withoutSecrets.js';
import { drawnByChance, secretLines } from './support/secretLines.js';

test('lines with keys and tokens of known shapes, passwords and random characters are replaced', () => {
  fc.assert(
    fc.property(secretLines, fc.constantFrom('\n', '\r\n'), (secret, end) => {
      const { text, lines } = withoutSecrets(['first', ...secret.lines, 'last'].join(end));
      for (const part of secret.parts)
        assert.not.ok(text.includes(part), `${secret.lines.join('\n')}: ${part}`);
      assert.ok(text.startsWith(`first${end}`) && text.endsWith('last'));
      assert.is(text.split('\n').length, secret.lines.length + 2, 'lines keep their numbers');
      assert.ok(lines.length > 0);
    }),
    { numRuns: 2000 },
  );
});

test('of keys of no known shape hardly one in a thousand is taken for a name', () => {
  const slipped = drawnByChance(20_000).filter((key) => !isSecretLine(`value ${key}`));
  assert.ok(slipped.length < 60, `${slipped.length}: ${slipped.slice(0, 3).join(', ')}`);
});

test('what ordinary code and prose say about secrets stays', () => {
  const kept = [
    'def login(user: str, password: str) -> Session:',
    'const token = readToken(request);',
    'password: string;',
    '    api_key=os.environ["API_KEY"],',
    'headers["Authorization"] = f"Bearer {token}"',
    `API_KEY=$${'{API_KEY}'}`,
    'password: <your password>',
    'The token is sent with every request, and checked there.',
    'if (secret === undefined) throw new MissingSecretError(name);',
    "import { findTheNearestWorkspaceRootOf } from '../../workspace/transaction/lock/generations.js';",
    `token: $${'{{ secrets.GITHUB_TOKEN }}'}`,
    'type: "password"',
    'tokens = estimate_tokens(text)',
    'const passwordResetUrl = routes.passwordReset;',
    'src/planner/context/secrets/withoutSecrets.ts',
    'https://example.org/docs/authentication?version=2#tokens',
    "import type { LanguageModelV3FinishReason } from '@ai-sdk/provider';",
    'see dev_ops/adrs/ADR-001-use-jwt.md and PLAN-003-add-user-authentication-11-30-1430',
    'class JsonWebTokenAuthenticationMiddlewareFactory2:',
  ];
  for (const line of kept) assert.not.ok(isSecretLine(line), line);
});

test('a key in a block is replaced from its first line to its last, and what follows stays', () => {
  const body = 'MIIEowIBAAKCAQEA\nshort\nAAAA';
  const { text } = withoutSecrets(
    `a\n-----BEGIN RSA PRIVATE KEY-----\n${body}\n-----END RSA PRIVATE KEY-----\nb = 1`,
  );
  assert.is(text, `a\n${`${replacement}\n`.repeat(5)}b = 1`);
  const open = withoutSecrets('-----BEGIN OPENSSH PRIVATE KEY-----\nabc\ndef g(x): return {1: 2}\n');
  assert.is(open.text, `${replacement}\n${replacement}\ndef g(x): return {1: 2}\n`);
});

test('the longest line that is looked at holds no trap, and a longer one is left out unread', () => {
  const count = (text: string) => withoutSecrets(text).lines.length;
  for (const part of ['password_', 'token ', 'a_b.', 'secret="', 'eyJ.', 'ab:cd@', '--token ']) {
    const line = part.repeat(Math.floor(1990 / part.length));
    assert.is(count(`${line}\n`.repeat(200)) % 200, 0, part);
    assert.is(count(part.repeat(20_000)), 1);
  }
});

test('files that are there to hold secrets are known by their names', () => {
  const secret = [
    '.env',
    '.env.production',
    'app/.env.local',
    'deploy/server.pem',
    'id_rsa',
    '.ssh/config',
    '.npmrc',
    'config/credentials.json',
    'secrets.yaml',
    'prod-secrets.yml',
    'terraform.tfstate',
    'infra/prod.tfvars',
    'service-account-prod.json',
    '.aws/credentials',
  ];
  const open = [
    '.env.example',
    'src/secrets.py',
    'src/credentials.ts',
    'docs/tokens.md',
    'keys.go',
    'environment.py',
  ];
  assert.equal(
    secret.filter((path) => !isSecretFile(path)),
    [],
  );
  assert.equal(open.filter(isSecretFile), []);
});

test.run();
