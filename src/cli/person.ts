import { createInterface } from 'node:readline/promises';
import type { Person } from '../operations/verb.js';

/** Questions on the terminal; answers come from standard input, questions go to standard error. */
export function personAtTerminal(): Person {
  const question = async (text: string): Promise<string | null> => {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    const left = new Promise<null>((resolve) => lines.once('close', () => resolve(null)));
    lines.once('SIGINT', () => lines.close());
    const answer = await Promise.race([lines.question(text), left]);
    lines.close();
    return answer;
  };
  return {
    async ask(text, initial) {
      const answer = await question(initial ? `${text} (${initial}) ` : `${text} `);
      return answer === null ? null : answer.trim() || (initial ?? '');
    },
    async confirm(text, initial) {
      for (;;) {
        const answer = await question(`${text} ${initial ? '[Y/n]' : '[y/N]'} `);
        if (answer === null) return null;
        if (answer.trim() === '') return initial;
        if (/^y(es)?$/i.test(answer.trim())) return true;
        if (/^no?$/i.test(answer.trim())) return false;
      }
    },
    async choose(text, choices) {
      const listed = choices.map((choice, index) => `  ${index + 1} ${choice}`).join('\n');
      for (;;) {
        const answer = await question(`${text}\n${listed}\n> `);
        if (answer === null) return null;
        const chosen =
          choices[Number(answer.trim()) - 1] ?? choices.find((choice) => choice === answer.trim());
        if (chosen !== undefined) return chosen;
      }
    },
  };
}
