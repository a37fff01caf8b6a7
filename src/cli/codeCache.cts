// Node compiles the program at every start, which takes longer than most verbs run. V8 can keep what it compiled;
// here that is one file a verb, in the person's own cache folder, made by the first run. Node 22 has this built in
// (`module.enableCompileCache`), Node 20 has the means. V8 itself refuses a cache of another version, other flags or
// another source.
import fs = require('node:fs');
import path = require('node:path');
import vm = require('node:vm');

interface Program {
  main(
    name: string,
    version: string,
    openTui: (options: { root?: string }) => Promise<number>,
  ): Promise<void>;
}

type Wrapped = (
  exports: unknown,
  require: NodeJS.Require,
  module: { exports: unknown },
  file: string,
  folder: string,
) => void;

/** Run `program.cjs`, with a cache for this verb. */
function loadProgram(build: string, args: readonly string[]): Program {
  return loadPart(`program.cjs`, build, verbOf(args));
}

/** Run a built file, from the code cache where there is one; else the cache is written when this process ends. */
function loadPart<T>(name: string, build: string, key: string): T {
  const file = path.join(__dirname, name);
  const source = fs.readFileSync(file, 'latin1');
  const cacheFile = cacheFileFor(build, key);
  const cached = cacheFile === null ? undefined : readCache(cacheFile);
  const script = new vm.Script(source, { filename: file, ...(cached ? { cachedData: cached } : {}) });
  const loaded = { exports: {} };
  (script.runInThisContext() as Wrapped)(loaded.exports, require, loaded, file, __dirname);
  if (cacheFile !== null && (!cached || script.cachedDataRejected)) {
    process.on('exit', (code) => {
      if (code <= 1) writeCache(cacheFile, script);
    });
  }
  return loaded.exports as T;
}

/** A file for this build, this Node and this verb; null where the person has no cache folder. */
function cacheFileFor(build: string, key: string): string | null {
  const { XDG_CACHE_HOME, HOME, DOC_OPS_NO_CODE_CACHE } = process.env;
  const base =
    XDG_CACHE_HOME && path.isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : HOME && path.join(HOME, '.cache');
  if (!base || DOC_OPS_NO_CODE_CACHE) return null;
  return path.join(base, 'doc-ops', `code-${build}-${process.version}-${process.arch}`, `${key}.bin`);
}

function verbOf(args: readonly string[]): string {
  const words = args.slice(0, 2).filter((word) => /^[a-z][a-z-]{1,20}$/.test(word));
  const grouped = /^(?:board|hooks|plan|proof|objective)$/.test(words[0] ?? '');
  return words.slice(0, grouped ? 2 : 1).join('-') || 'none';
}

/** Only what this person wrote and nobody else could change: it is run as code. */
function readCache(file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | fs.constants.O_NOFOLLOW);
    const { uid, mode } = fs.fstatSync(descriptor);
    if (uid !== process.getuid?.() || (mode & 0o022) !== 0) return undefined;
    return fs.readFileSync(descriptor);
  } catch {
    // Not there yet, or not readable: the program is compiled as usual.
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** A cache that cannot be written costs time, nothing else. */
function writeCache(file: string, script: vm.Script): void {
  const folder = path.dirname(file);
  const temporary = `${file}.${process.pid}`;
  attempt(() => {
    const isNew = fs.mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined;
    const written = attempt(() => {
      fs.writeFileSync(temporary, script.createCachedData(), { mode: 0o600, flag: 'wx' });
      fs.renameSync(temporary, file);
    });
    if (!written) fs.rmSync(temporary, { force: true });
    if (isNew) removeOld(path.dirname(folder), path.basename(folder));
  });
}

/** Whether the disk let us. */
function attempt(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return false;
  }
}

/** Caches of other builds that nothing was added to for a month. */
function removeOld(folder: string, current: string): void {
  const monthAgo = Date.now() - 30 * 24 * 3600 * 1000;
  for (const name of fs.readdirSync(folder)) {
    const old = path.join(folder, name);
    if (name.startsWith('code-') && name !== current && fs.statSync(old).mtimeMs < monthAgo)
      fs.rmSync(old, { recursive: true, force: true });
  }
}

export = { loadProgram, loadPart };
