import { createHash } from 'node:crypto';
import type { Digest } from '../../model/plan/plan.js';

/** The digest of plans and ledgers. */
export const sha256: Digest = (text) => createHash('sha256').update(text).digest('hex');
