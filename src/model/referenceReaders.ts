import type { ReferenceReaders } from './document/document.js';
import { readFaithfully } from './frontMatter/read.js';
import { scanWithReference } from './markdown/reference.js';
import { planFacts } from './plan/planFacts.js';

/** The parsers that decide everything. Loaded only for a document that needs one of them. */
export const referenceReaders: ReferenceReaders = {
  frontMatter: readFaithfully,
  markdown: scanWithReference,
  plan: planFacts,
};
