import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from '../../../src/workspace/process/plumbing.js';
import { temporaryFolder } from '../../support/folder.js';

const script = (code: string) => ({
  command: process.execPath,
  args: ['-e', code],
  cwd: temporaryFolder(),
  env: { PATH: process.env.PATH },
});

test('a program that prints more than it may is ended, however little it prints at once', async () => {
  const prints = "for (let i = 0; i < 100; i++) require('node:fs').writeSync(1, 'x'.repeat(10_000));";
  const whole = await run(script(prints));
  assert.equal([whole.code, whole.stdout.length], [0, 1_000_000]);
  const ended = await run({ ...script(prints), maximumBytes: 200_000 });
  assert.is(ended.code, null);
  assert.ok(ended.stdout.length <= 200_000);
});

test('exit code, both outputs and input; a program that is not there is a value too', async () => {
  const ended = await run({
    ...script("process.stdin.pipe(process.stdout); console.error('said'); process.exitCode = 3;"),
    input: 'given',
  });
  assert.equal([ended.code, ended.stdout.toString(), ended.stderr], [3, 'given', 'said\n']);
  const missing = await run({ ...script(''), command: 'no-such-program' });
  assert.is(missing.code, null);
  assert.match(missing.stderr, /ENOENT/);
});

test.run();
