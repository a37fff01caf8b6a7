/**
 * How a plan gets written. The face of this room: operations import its values with `import()`, so that no other verb
 * loads any of it.
 */
export { faultLine } from './answer/fault.js';
export { readAnswer } from './answer/readAnswer.js';
export { gatherContext } from './context/gatherContext.js';
export { composeSections } from './document/composeSections.js';
export { fillTemplate } from './document/fillTemplate.js';
export { generatedField } from './document/generatedField.js';
export { chooseExecutor } from './executors/choose.js';
export { generate, mostCost, promptTokens } from './generate.js';
export { offlinePlan } from './offline/offlinePlan.js';
export { planPrompt } from './prompts/planPrompt.js';
