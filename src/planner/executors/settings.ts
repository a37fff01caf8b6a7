import { closest } from '../../model/closest.js';
import {
  type ExecutorName,
  executorNames,
  type PlannerConfig,
  withoutAbsent,
} from '../../model/config/planner.js';
import type { UserConfig } from '../../model/config/user.js';
import { failure, type Result, success } from '../../model/result.js';

/** What a person orders on the command line. */
export interface ExecutorFlags {
  readonly executor?: string | undefined;
  /** Means the executor `command`, unless another is named. */
  readonly command?: string | undefined;
  readonly model?: string | undefined;
  readonly repairs?: number | undefined;
  /** US dollars. */
  readonly budget?: number | undefined;
  readonly timeoutSeconds?: number | undefined;
  readonly maxTokens?: number | undefined;
  readonly contextTokens?: number | undefined;
  /** A file to write every answer to. */
  readonly record?: string | undefined;
  /** A file that the answers are taken from: nothing is sent or started. */
  readonly replay?: string | undefined;
}

/** How a plan gets written, decided: flags, environment, the person's own config, the repository's config, defaults. */
export interface PlannerSettings extends PlannerConfig {
  /** Whether the repository's config alone says what is started or sent to, so that it is only a proposal. */
  readonly isProposed: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

/** An executor that is chosen, and what comes with it, in one of the places where it can be. */
type Layer = Pick<Partial<PlannerConfig>, 'executor' | 'command' | 'model'>;

/**
 * Orders win over what the repository proposes, and of orders the nearest. A model is meant for the executor that
 * is named beside it: it is not taken for another one that was ordered elsewhere.
 */
export function plannerSettings(
  proposed: PlannerConfig,
  user: UserConfig,
  env: Env,
  flags: ExecutorFlags,
): Result<PlannerSettings> {
  const flagLayer = layerOf(flags.executor ?? (flags.command && 'command'), flags.command, flags.model);
  const envLayer = layerOf(env.DOC_OPS_EXECUTOR, env.DOC_OPS_EXECUTOR_COMMAND, env.DOC_OPS_MODEL);
  const orders: Layer[] = [flagLayer, envLayer, user.planner];
  const repository: Layer = withoutAbsent({
    executor: proposed.executor === 'offline' ? undefined : proposed.executor,
    command: proposed.command || undefined,
    model: proposed.model || undefined,
  });
  for (const [name, source] of [
    [flagLayer.executor, '--executor'],
    [envLayer.executor, 'DOC_OPS_EXECUTOR'],
  ] as const) {
    if (name !== undefined && !executorNames.includes(name)) return unknownExecutor(name, source);
  }
  for (const { model } of [flagLayer, envLayer]) {
    if (model !== undefined && !isModel(model))
      return failure('invalid-value', `${JSON.stringify(model)} is not the name of a model`);
  }
  const ordered = firstOf(orders, 'executor');
  const executor = ordered ?? repository.executor ?? 'offline';
  const layers = [...orders, repository].filter(
    (one) => one.executor === undefined || one.executor === executor,
  );
  const command = firstOf(layers, 'command') ?? '';
  const isOwnCommand = executor !== 'command' || firstOf(orders, 'command') === command;
  return success({
    ...proposed,
    ...user.planner,
    ...withoutAbsent({
      repairs: flags.repairs,
      budget: flags.budget,
      timeoutSeconds: flags.timeoutSeconds,
      maxTokens: flags.maxTokens,
      contextTokens: flags.contextTokens,
    }),
    prices: { ...proposed.prices, ...user.planner.prices },
    executor,
    command,
    model: firstOf(layers, 'model') ?? '',
    isProposed: executor !== 'offline' && (ordered === undefined || !isOwnCommand),
  });
}

/** Empty texts are as if they were not given, as a variable that is set to nothing. */
function layerOf(executor?: string, command?: string, model?: string): Layer {
  return withoutAbsent({
    executor: (executor || undefined) as ExecutorName | undefined,
    command: command || undefined,
    model: model || undefined,
  });
}

function firstOf<K extends keyof Layer>(layers: readonly Layer[], key: K): Layer[K] | undefined {
  return layers.map((one) => one[key]).find((value) => value !== undefined && value !== '');
}

/** It is passed to programs as an argument, so it never looks like an option. */
function isModel(text: string): boolean {
  return /^(?![-\s])[^\0-\x1f\x7f]*$/.test(text);
}

function unknownExecutor(name: string, source: string): Result<never> {
  const suggestion = closest(name, executorNames);
  return failure('invalid-value', `${source}: ${JSON.stringify(name)} is not an executor`, {
    allowed: executorNames,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
