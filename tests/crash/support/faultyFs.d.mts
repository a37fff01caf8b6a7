/** Begin to count operations of node:fs, and fail as told (`ENOSPC@17`, see faultyFs.mjs). */
export function arm(spec: string, call?: () => void): void;
/** Stop; returns what was done since `arm`, one text for each operation. */
export function disarm(): string[];
