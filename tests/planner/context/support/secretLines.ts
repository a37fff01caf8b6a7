import { generateKeyPairSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';

/** Lines that hold a secret, and the parts that must not get anywhere. */
export interface SecretLines {
  readonly lines: readonly string[];
  readonly parts: readonly string[];
}

const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const digits = '0123456789';
const alphanumeric = upper + lower + digits;

/** So many characters of an alphabet, drawn by chance. */
function drawn(alphabet: string, least: number, most = least): fc.Arbitrary<string> {
  return fc
    .array(fc.nat({ max: alphabet.length - 1 }), { minLength: least, maxLength: most })
    .map((places) => places.map((at) => alphabet[at]).join(''));
}

/** Bytes in base64 or hexadecimal, from a real source of chance: fast-check favours small values. */
function bytes(count: number, form: 'base64' | 'base64url' | 'hex'): fc.Arbitrary<string> {
  return fc.constant(null).map(() => randomBytes(count).toString(form));
}

const shaped: fc.Arbitrary<string> = fc.oneof(
  drawn(`${upper}234567`, 16).map((rest) => `AKIA${rest}`),
  drawn(alphanumeric, 36).map((rest) => `ghp_${rest}`),
  drawn(alphanumeric, 20, 60).map((rest) => `github_pat_${rest}`),
  drawn(alphanumeric, 20).map((rest) => `glpat-${rest}`),
  drawn(alphanumeric, 40, 80).map((rest) => `sk-ant-api03-${rest}`),
  drawn(alphanumeric, 40, 48).map((rest) => `sk-proj-${rest}`),
  drawn(alphanumeric, 34).map((rest) => `hf_${rest}`),
  drawn(`${alphanumeric}-_`, 35).map((rest) => `AIza${rest}`),
  fc.tuple(drawn(digits, 12), drawn(alphanumeric, 24)).map(([a, b]) => `xoxb-${a}-${b}`),
  drawn(alphanumeric, 24).map((rest) => `sk_live_${rest}`),
  fc.tuple(drawn(alphanumeric, 22), drawn(alphanumeric, 43)).map(([a, b]) => `SG.${a}.${b}`),
  drawn(alphanumeric, 36).map((rest) => `npm_${rest}`),
  fc
    .tuple(bytes(20, 'base64url'), bytes(60, 'base64url'), bytes(32, 'base64url'))
    .map(([a, b, c]) => `eyJ${a}.eyJ${b}.${c}`),
);

/** How a token may stand in a file. */
const placed = (secret: fc.Arbitrary<string>): fc.Arbitrary<SecretLines> =>
  fc
    .tuple(
      secret,
      fc.constantFrom(
        (it: string) => `KEY=${it}`,
        (it: string) => `  "value": "${it}",`,
        (it: string) => `const client = connect('${it}');`,
        (it: string) => `curl -H "Authorization: Bearer ${it}" https://api.example.org`,
        (it: string) => `# once it was ${it}`,
        (it: string) => `export TOKEN="${it}" # do not commit`,
      ),
    )
    .map(([it, place]) => ({ lines: [place(it)], parts: [it] }));

/** Keys without any shape. */
export function drawnByChance(count: number): string[] {
  const forms = [
    [24, 'base64'],
    [32, 'base64'],
    [32, 'base64url'],
    [20, 'hex'],
    [32, 'hex'],
  ] as const;
  return Array.from({ length: count }, (_, at) => {
    const [size, form] = forms[at % forms.length] ?? forms[0];
    return randomBytes(size).toString(form);
  });
}

const password = drawn(`${alphanumeric}!%&*+-`, 9, 24).filter(
  (text) => /\d/.test(text) && /[a-z]/i.test(text),
);
const assigned: fc.Arbitrary<SecretLines> = fc
  .tuple(
    password,
    fc.constantFrom(
      'password',
      'DB_PASSWORD',
      'clientSecret',
      'api_key',
      'apiKey',
      'auth-token',
      'secret_key',
      'PASSPHRASE',
    ),
    fc.constantFrom(
      (name: string, it: string) => `${name} = "${it}"`,
      (name: string, it: string) => `${name}: '${it}'`,
      (name: string, it: string) => `  "${name}": "${it}",`,
      (name: string, it: string) => `connect({ user: 'ada', ${name}: '${it}' });`,
      (name: string, it: string) => `const ${name.replaceAll('-', '_')}: string = "${it}";`,
    ),
  )
  .map(([it, name, place]) => ({ lines: [place(name, it)], parts: [it] }));

const connection: fc.Arbitrary<SecretLines> = fc
  .tuple(
    password.map((text) => text.replaceAll('%', 'x')),
    fc.constantFrom('postgres', 'mysql', 'redis', 'mongodb+srv', 'amqp', 'https'),
  )
  .map(([it, scheme]) => ({ lines: [`url: ${scheme}://ada:${it}@db.example.org:5432/shop`], parts: [it] }));

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem: fc.Arbitrary<SecretLines> = fc
  .constantFrom('pkcs8' as const, 'sec1' as const)
  .map((type) => privateKey.export({ type, format: 'pem' }).toString().trim().split('\n'))
  .chain((lines) =>
    fc.constantFrom('', '    ', '  "').map((indent) => ({
      lines: lines.map((line) => `${indent}${line}`),
      parts: lines.filter((line) => !line.startsWith('-----')),
    })),
  );

/** Secrets of every kind that must not get into a context. */
export const secretLines: fc.Arbitrary<SecretLines> = fc.oneof(
  { weight: 4, arbitrary: placed(shaped) },
  { weight: 3, arbitrary: assigned },
  { weight: 1, arbitrary: connection },
  { weight: 1, arbitrary: pem },
);
