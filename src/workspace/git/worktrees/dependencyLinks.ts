import fs from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { namesIn } from '../../files/durable.js';
import { isInside } from '../../files/safePath.js';

/** Two work trees of one repository, absolute. */
export interface TreePair {
  readonly from: string;
  readonly to: string;
}

/** Caches that tools keep among installed packages: a check makes its own. */
const caches = new Set(['.cache', '.vite', '.vite-temp', '.vitest', '__pycache__']);
/** Larger files are not texts with paths in them. */
const largestScript = 256 * 1024;

/**
 * Whether an untracked path of the work tree holds installed dependencies: they are not in a commit, and checks need
 * them. A Python environment is known by its `pyvenv.cfg`.
 */
export function holdsDependencies(tree: string, path: string): boolean {
  const name = basename(path);
  if (name === 'node_modules' || name === 'vendor' || path === '.yarn/cache') return true;
  return fs.existsSync(join(tree, path, 'pyvenv.cfg'));
}

/**
 * Put an untracked file or folder of one tree into the other. A file is copied. Of a folder a new one is made with a
 * link for each entry: what a check adds or removes in it stays in the throw-away tree, and git ignores the folder as
 * it ignores the real one. A program that writes *into* an installed package writes into the real one.
 */
export function linkInto(pair: TreePair, path: string): void {
  const source = join(pair.from, path);
  const target = join(pair.to, path);
  if (fs.lstatSync(target, { throwIfNoEntry: false })) return;
  fs.mkdirSync(dirname(target), { recursive: true });
  if (!fs.statSync(source).isDirectory()) fs.copyFileSync(source, target);
  else if (fs.existsSync(join(source, 'pyvenv.cfg'))) linkPython(pair, source, target);
  else linkFolder(pair, source, target);
}

function linkFolder(pair: TreePair, source: string, target: string): void {
  fs.mkdirSync(target);
  for (const name of namesIn(source)) {
    if (caches.has(name)) continue;
    const from = join(source, name);
    const to = join(target, name);
    const isFolder = fs.lstatSync(from).isDirectory();
    if (isFolder && (name.startsWith('@') || name === '.bin')) linkFolder(pair, from, to);
    else linkEntry(pair, from, to, isFolder);
  }
}

/** A link leads where it did: inside of the tree to the same place of the other one. */
function linkEntry(pair: TreePair, from: string, to: string, isFolder: boolean): void {
  const stat = fs.lstatSync(from);
  if (stat.isSymbolicLink()) {
    const leadsTo = fs.readlinkSync(from);
    const absolute = resolve(dirname(from), leadsTo);
    if (!isInside(pair.from, absolute)) fs.symlinkSync(absolute, to);
    else if (isAbsolute(leadsTo)) fs.symlinkSync(join(pair.to, relative(pair.from, absolute)), to);
    else fs.symlinkSync(leadsTo, to);
  } else if (isFolder) fs.symlinkSync(from, to, 'dir');
  else if (stat.isFile()) fs.copyFileSync(from, to);
}

/**
 * A Python environment: its packages are links, and its scripts, `.pth` files and configuration are copies that name
 * the other tree, so that a package installed in place (`pip install -e .`) is the one of the throw-away tree.
 */
function linkPython(pair: TreePair, source: string, target: string): void {
  fs.mkdirSync(target);
  for (const name of namesIn(source)) {
    const from = join(source, name);
    const to = join(target, name);
    const isFolder = fs.lstatSync(from).isDirectory();
    if (isFolder && (name === 'bin' || name === 'Scripts')) copyScripts(pair, from, to, () => true);
    else if (isFolder && /^lib(?:64)?$/i.test(name)) linkLibraries(pair, from, to);
    else if (isFolder) linkEntry(pair, from, to, true);
    else copyNaming(pair, from, to);
  }
}

function linkLibraries(pair: TreePair, source: string, target: string): void {
  fs.mkdirSync(target);
  for (const name of namesIn(source)) {
    const from = join(source, name);
    const to = join(target, name);
    const isFolder = fs.lstatSync(from).isDirectory();
    if (name === 'site-packages')
      copyScripts(pair, from, to, (one) => /\.(?:pth|egg-link)$|^__editable__/.test(one));
    else if (isFolder && /^python/.test(name)) linkLibraries(pair, from, to);
    else linkEntry(pair, from, to, isFolder);
  }
}

/** Links, and copies of those files that may name the tree. */
function copyScripts(
  pair: TreePair,
  source: string,
  target: string,
  mayName: (name: string) => boolean,
): void {
  fs.mkdirSync(target);
  for (const name of namesIn(source)) {
    if (caches.has(name)) continue;
    const from = join(source, name);
    const stat = fs.lstatSync(from);
    if (stat.isFile() && mayName(name)) copyNaming(pair, from, join(target, name));
    else linkEntry(pair, from, join(target, name), stat.isDirectory());
  }
}

/** Copy a file; where it names the one tree, the copy names the other. */
function copyNaming(pair: TreePair, from: string, to: string): void {
  const stat = fs.lstatSync(from);
  if (stat.isSymbolicLink()) {
    linkEntry(pair, from, to, false);
    return;
  }
  fs.copyFileSync(from, to);
  if (stat.size > largestScript) return;
  const text = fs.readFileSync(from, 'latin1');
  const own = Buffer.from(pair.from).toString('latin1');
  const other = Buffer.from(pair.to).toString('latin1');
  if (text.includes(own))
    fs.writeFileSync(
      to,
      Buffer.from(
        text.replaceAll(own, () => other),
        'latin1',
      ),
    );
}
