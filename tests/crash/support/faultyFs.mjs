// Makes node:fs fail or kills the process at a chosen operation. As a preload:
//
//   DOC_OPS_TEST_FAULT=kill@17 node --import ./faultyFs.mjs dist/doc-ops.cjs create task --title x
//
// Every call of a synchronous function of node:fs counts as one operation, except on files of the program itself.
//   count         do nothing; DOC_OPS_TEST_FAULT_COUNT names a file that gets the trace, one operation a line
//   kill@17       SIGKILL before operation 17; a write is then done by half
//   crash@17      from operation 17 on nothing works any more: to the disk the same as a kill, for use in one process
//   ENOSPC@17     operation 17 fails, a write after half of it
//   ENOSPC@17+    and every later one that changes something
//   ENOSPC@17!    operation 17 is carried out and yet reported as failed
//   call@17       the function given to `arm` is called before operation 17
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { constants } from 'node:os';
import { dirname, sep } from 'node:path';

const reading =
  `accessSync existsSync fstatSync lstatSync openSync opendirSync readFileSync readSync readdirSync
  readlinkSync realpathSync statSync closeSync`.split(/\s+/);
const changing =
  `appendFileSync chmodSync chownSync copyFileSync cpSync fchmodSync fchownSync fdatasyncSync fsyncSync
  ftruncateSync futimesSync lchownSync linkSync mkdirSync mkdtempSync renameSync rmSync rmdirSync symlinkSync
  truncateSync unlinkSync utimesSync writeFileSync writeSync writevSync`.split(/\s+/);

const original = Object.fromEntries([...reading, ...changing].map((name) => [name, fs[name]]));
const state = { mode: 'off', at: 0, sticky: false, after: false, call: null, trace: [] };
let depth = 0;
let program = null;

/** Begin to count, and fail as told. */
export function arm(spec, call = null) {
  const match = /^(count|kill|crash|call|E[A-Z]+)(?:@(\d+)([+!]?))?$/.exec(spec);
  if (!match) throw new Error(`not a fault: ${spec}`);
  Object.assign(state, {
    mode: match[1],
    at: Number(match[2] ?? 0),
    sticky: match[3] === '+',
    after: match[3] === '!',
    call,
    trace: [],
  });
}

/** Stop; returns what was done since `arm`, one text for each operation. */
export function disarm() {
  state.mode = 'off';
  return state.trace;
}

function describe(name, args) {
  return [name, ...args.slice(0, 2).filter((arg) => typeof arg === 'string')]
    .join(' ')
    .replaceAll('\n', '\\n');
}

function failed(name, args, code) {
  return Object.assign(new Error(`${code}: injected, ${name}`), {
    code,
    errno: -(constants.errno[code] ?? 1),
    syscall: name.replace(/Sync$/, ''),
    path: typeof args[0] === 'string' ? args[0] : undefined,
  });
}

/** A write that stops half way leaves half of its bytes. */
function writeHalf(name, args) {
  if (!['writeFileSync', 'appendFileSync', 'writeSync'].includes(name)) return;
  const [file, data, ...rest] = args;
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const half = bytes.subarray(0, bytes.length >> 1);
  try {
    if (name === 'writeSync') original.writeSync(file, half);
    else original[name](file, half, ...rest);
  } catch {
    // It would have failed anyway.
  }
}

function isOfProgram(args) {
  program ??= process.argv[1] ? dirname(process.argv[1]) + sep : null;
  const [path] = args;
  return (
    typeof path === 'string' &&
    (path.includes(`${sep}node_modules${sep}`) || (program !== null && path.startsWith(program)))
  );
}

function perform(args, self, target) {
  depth += 1;
  try {
    return Reflect.apply(target, self, args);
  } finally {
    depth -= 1;
  }
}

function operate(name, args, self, target) {
  if (depth > 0 || state.mode === 'off' || (typeof args[0] === 'number' && args[0] < 3) || isOfProgram(args))
    return perform(args, self, target);
  state.trace.push(describe(name, args));
  const number = state.trace.length;
  if (state.mode === 'count' || number < state.at) return perform(args, self, target);
  const here = number === state.at;
  switch (state.mode) {
    case 'kill':
      depth += 1;
      writeHalf(name, args);
      process.kill(process.pid, 'SIGKILL');
      return undefined;
    case 'crash':
      return fail(name, args, self, target, 'EIO', here);
    case 'call':
      if (here) perform([], undefined, state.call);
      return perform(args, self, target);
    default:
      if (!here && !(state.sticky && changing.includes(name))) return perform(args, self, target);
      if (state.after) perform(args, self, target);
      return fail(name, args, self, target, state.mode, here && !state.after);
  }
}

function fail(name, args, self, target, code, half) {
  if (half) {
    depth += 1;
    writeHalf(name, args);
    depth -= 1;
  }
  // The descriptor is gone, whatever close reports.
  if (name === 'closeSync' && !state.after) perform(args, self, target);
  if (name === 'existsSync') return false;
  throw failed(name, args, code);
}

for (const [name, target] of Object.entries(original)) {
  const patched = function (...args) {
    return operate(name, args, this, target);
  };
  if (target.native) patched.native = (...args) => operate(name, args, fs, target.native);
  fs[name] = patched;
}
syncBuiltinESMExports();

if (process.env.DOC_OPS_TEST_FAULT) {
  arm(process.env.DOC_OPS_TEST_FAULT);
  const file = process.env.DOC_OPS_TEST_FAULT_COUNT;
  if (file)
    process.on('exit', () =>
      original.writeFileSync(
        file,
        disarm()
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
}
