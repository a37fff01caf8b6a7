/** How an option is written on the command line: `maxWarnings` is `--max-warnings`. */
export function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
