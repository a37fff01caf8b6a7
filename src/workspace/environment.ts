import { randomInt } from 'node:crypto';
import type { Environment } from './workspace.js';

const digits = '0123456789abcdefghijklmnopqrstuvwxyz';

/** This process's surroundings. */
export function realEnvironment(): Environment {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    token: (length) => Array.from({ length }, () => digits[randomInt(36)]).join(''),
  };
}
