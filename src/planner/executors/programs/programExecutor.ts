import type { ExecuteOptions, ExecutorResult, PromptExecutor } from '../executor.js';
import { secretsHidden } from '../secrets.js';
import { askProgram, type Ended } from './askProgram.js';
import { modelEnvironment } from './environment.js';
import { inOwnFolder } from './ownFolder.js';

type Env = Readonly<Record<string, string | undefined>>;

/** A model's program: how it is called in a folder of its own, and how its output is read. */
export interface ModelProgram {
  readonly name: 'claude' | 'codex' | 'gemini';
  /** As people call it: `Claude Code`. */
  readonly title: string;
  /** Its own variables: of the others it gets only what every program needs. */
  readonly variables: RegExp;
  /** Arguments, and variables beside its own. The folder is empty, and gone afterwards. */
  call(folder: string, options: ExecuteOptions): { readonly args: readonly string[]; readonly env?: Env };
  /** The answer or the failure of a program that ended by itself. `hide` takes keys out of a text. */
  read(ended: Ended, folder: string, asked: Asked): ExecutorResult;
}

export interface Asked {
  readonly options: ExecuteOptions;
  readonly durationMs: number;
  hide(text: string): string;
}

/** An executor that starts a model's program, with the prompt on its standard input. */
export function programExecutor(program: ModelProgram, env: Env): PromptExecutor {
  const { name, title } = program;
  const hide = secretsHidden(env);
  return {
    name,
    execute: (prompt, options) =>
      inOwnFolder(async (folder) => {
        const started = performance.now();
        const call = program.call(folder, options);
        const ended = await askProgram(
          {
            file: name,
            args: call.args,
            cwd: folder,
            env: { ...modelEnvironment(env, program.variables), ...call.env },
            shown: name,
            install: `install ${title}, or choose another executor`,
          },
          prompt,
          options,
        );
        if ('ok' in ended) return ended;
        return program.read(ended, folder, {
          options,
          durationMs: Math.round(performance.now() - started),
          hide,
        });
      }),
  };
}
