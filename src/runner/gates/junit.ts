import fs from 'node:fs';
import type { TestCounts } from './testCounts.js';

/** More than this is not a report of a test run. */
const largest = 256 * 1024 * 1024;

/** What a JUnit XML report tells of the tests that ran; null where the file is not one. Nothing in it is expanded. */
export function countJunit(path: string): TestCounts | null {
  const stat = fs.statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > largest) return null;
  const text = fs.readFileSync(path, 'utf8').replace(/<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>/g, '');
  if (!/^\uFEFF?\s*(?:<\?xml[^>]*>\s*)?<testsuites?\b/.test(text)) return null;
  const count = (tag: RegExp) => text.match(tag)?.length ?? 0;
  // node:test counts a file without any test as one that passed, under the file's name.
  const files = count(/<testcase name="[^"]*\.[cm]?[jt]sx?" time="[\d.]+" classname="test"[^>]*\/>/g);
  const cases = count(/<testcase\b/g) - files;
  const failed = count(/<(?:failure|error)\b/g);
  const skipped = count(/<skipped\b/g);
  return { passed: Math.max(0, cases - failed - skipped), failed, skipped, from: 'junit' };
}
