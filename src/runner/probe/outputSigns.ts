import { linesOf, withoutEscapes } from '../gates/lines.js';
import { countTests } from '../gates/testCounts.js';
import type { CommandEnd } from '../runCommand.js';

/** What the output of a command that ran on an untouched tree says about the command itself. */
export interface OutputSigns {
  /** A test runner closed without having run any test. */
  readonly noTests: boolean;
  readonly watches: boolean;
  readonly asks: boolean;
  /** Something that the command itself names is not there. */
  readonly missing: MissingThing | null;
  /** The program does not understand how it was called. */
  readonly misused: boolean;
}

export interface MissingThing {
  readonly kind: 'program' | 'module' | 'script' | 'target' | 'server';
  /** As it was printed; `''` where nothing names it. */
  readonly name: string;
}

/** Closing lines without a test of runners whose counts are not read: cargo, mocha, go, phpunit, rspec, dotnet, maven, bun, deno. */
const noTests =
  /^(?:collected 0 items|no tests ran\b|NO TESTS RAN|No tests (?:found|executed|were executed)\b.*|\s*0 passing\b.*|Error: No test files found.*|.*: warning: no tests to run|go: warning: "[^"]*" matched no packages|no test files|0 examples, 0 failures.*|No test is available in .*|error: no test modules? found.*|error: 0 test files matching.*|No test files found.*)$/i;

const watching =
  /watching for (?:file )?changes|waiting for (?:file )?changes|watch usage|press .{1,4} to (?:quit|show help|stop)|\[nodemon\] (?:watching|to restart)|press ctrl[-+ ]c to (?:quit|stop|exit)|\b(?:listening|running|ready|serving|available|started).{0,40}\b(?:https?:\/\/|port \d|0\.0\.0\.0|localhost:|127\.0\.0\.1)|^\s*(?:➜\s*)?local:\s+https?:/i;

const asking =
  /EOF when reading a line|EOFError\b|inappropriate ioctl for device|input device is not a tty|std(?:in|out) is not a (?:tty|terminal)|is not a terminal$|a terminal is required|terminal prompts disabled|user force closed the prompt|non-?interactive (?:terminal|mode|shell).*(?:prompt|input|confirm)|prompts? can(?:not|'t) be (?:meaningfully )?rendered/i;

/** A last line that asks: `Continue? [y/N]`, `Password:`. */
const question = /(?:\?|\[y\/n\]|\(y\/n\)|\(yes\/no\)|pass(?:word|phrase)[^:]*:)\s*:?\s*$/i;

const misuse =
  /(?:unrecognized|unknown|invalid|illegal|unexpected|no such) (?:command[- ]line )?(?:option|argument|flag|switch)s?\b|(?:syntax error: |unexpected EOF while looking for matching|unterminated quoted string)/i;

const missingThings: readonly (readonly [MissingThing['kind'], RegExp])[] = [
  ['program', /^(?:\/\S+\/)?(?:ba|da|z)?sh: (?:\d+: |line \d+: |1: )?(.+?): (?:command )?not found$/],
  [
    'program',
    /^(?:\/\S+\/)?(?:ba|da|z)?sh: (?:\d+: |line \d+: )?(.+?): (?:Permission denied|Is a directory|No such file or directory)$/,
  ],
  ['program', /^env: [‘'"]?([^‘’'":]+)[’'"]?: No such file or directory$/],
  ['program', /^(?:error: )?(?:Failed to spawn|Command not found): [`']?([^`'\s]+)[`']?$/i],
  ['program', /npx canceled due to missing packages.*\[?"?([\w@/.-]*)"?\]?/],
  ['program', /could not determine executable to run/],
  ['program', /^npm (?:ERR!|error) (?:code )?E?404\b.*?(?:registry\.npmjs\.org\/(\S+))?$/],
  ['module', /No module named '?([\w.]+)'?$/],
  ['script', /^npm (?:ERR!|error) Missing script: "?([^"]+)"?$/],
  ['script', /ERR_PNPM_NO_SCRIPT.*Missing script:? (\S+)/],
  ['script', /^error Command "([^"]+)" not found\.$/],
  ['script', /^error: (?:Script|script) (?:not found )?"([^"]+)"(?: not found)?$/],
  ['target', /No rule to make target [`'‘]([^'’]+)['’](?:\.|,|$)/],
  ['target', /^error: Justfile does not contain recipes? [`'‘]?([^`'’.]+)/],
  ['target', /^error: no such (?:sub)?command: `([^`]+)`/],
  [
    'server',
    /(?:Failed to connect to|Couldn't connect to server|ECONNREFUSED|Connection refused)\b.*?((?:localhost|127\.0\.0\.1|::1|0\.0\.0\.0)(?:[: ](?:port )?\d+)?)/,
  ],
  ['server', /((?:localhost|127\.0\.0\.1)(?::\d+)?).*(?:Connection refused|ECONNREFUSED)/],
  ['server', /Cannot connect to the Docker daemon|Is the docker daemon running/],
];

/** Lines of each stream that are looked at, from its end. */
const mostLines = 200;

/** Read what a command printed. */
export function readSigns(end: Pick<CommandEnd, 'stdoutPath' | 'stderrPath'>): OutputSigns {
  const lines = [...lastLines(end.stdoutPath), ...lastLines(end.stderrPath)];
  return signsIn(lines);
}

/** The same of lines in order, without their ends. */
export function signsIn(lines: readonly string[]): OutputSigns {
  const counts = countTests(lines);
  const cargo = lines.flatMap((line) => /^test result: \w+\. (\d+) passed; (\d+) failed/.exec(line) ?? []);
  const ranInCargo = cargo.some((one) => /^[1-9]\d*$/.test(one));
  const none =
    counts !== null
      ? counts.passed + counts.failed === 0
      : cargo.length > 0
        ? !ranInCargo
        : lines.some((line) => noTests.test(line));
  return {
    noTests: none,
    watches: lines.some((line) => watching.test(line)),
    asks: lines.some((line) => asking.test(line)) || question.test(lines.at(-1) ?? ''),
    missing: missingIn(lines),
    misused: lines.some((line) => misuse.test(line)),
  };
}

/** Milliseconds of silence that are enough behind a line that says that the program watches or serves; else null. */
export function silenceAfter(line: string): number | null {
  return watching.test(withoutEscapes(line)) ? enoughSilence : null;
}
const enoughSilence = 3000;

function missingIn(lines: readonly string[]): MissingThing | null {
  for (const line of lines) {
    for (const [kind, pattern] of missingThings) {
      const found = pattern.exec(line);
      if (found) return { kind, name: (found[1] ?? '').replace(/ (?:port )?(?=\d)/, ':') };
    }
  }
  return null;
}

function lastLines(path: string): string[] {
  const last: string[] = [];
  for (const line of linesOf(path)) {
    last.push(withoutEscapes(line.slice(0, 2000)).trimEnd());
    if (last.length > 2 * mostLines) last.splice(0, mostLines);
  }
  return last.slice(-mostLines).filter((line) => line !== '');
}
