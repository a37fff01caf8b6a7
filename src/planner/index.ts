/**
 * How a plan gets written. The face of this room: operations import its values with `import()`, so that no other verb
 * loads any of it.
 */
export { failureReasons } from './executors/executor.js';
