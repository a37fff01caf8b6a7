/**
 * How a plan gets written. The face of this room: operations import its values with `import()`, so that no other verb
 * loads any of it.
 */
export { type AnswerFault, faultLine } from './answer/fault.js';
export {
  type AnsweredPlan,
  type AnswerOptions,
  type PlanReading,
  readPlanData,
} from './answer/planOfAnswer.js';
export { readAnswer } from './answer/readAnswer.js';
export { gatherContext } from './context/gatherContext.js';
export { composeSections } from './document/composeSections.js';
export { fillTemplate } from './document/fillTemplate.js';
export { generatedField } from './document/generatedField.js';
export { chooseExecutor } from './executors/choose.js';
export { failureReasons } from './executors/executor.js';
export { FakePromptExecutor } from './executors/fake.js';
export { problemOf } from './executors/problem.js';
export { generate, mostCost, type Progress, promptTokens } from './generate.js';
export { offlinePlan } from './offline/offlinePlan.js';
export { planPrompt } from './prompts/planPrompt.js';
