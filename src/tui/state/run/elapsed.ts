/** How long something took, in a few characters: `0.3s`, `1m05s`. */
export function elapsedLabel(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)}s`;
  const seconds = String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0');
  return `${Math.floor(milliseconds / 60_000)}m${seconds}s`;
}
