import runtime from 'handlebars/runtime.js';
import { type Result, success } from '../../model/result.js';
import { runOptions, templateFailure } from '../../model/template/render.js';
import { readText } from '../../workspace/files/readText.js';
import { existsInside } from '../../workspace/files/safePath.js';
import type { Workspace } from '../../workspace/workspace.js';
import { shippedPrompts } from './shippedPrompts.js';

/** The part of Handlebars that runs precompiled templates; the package has no types for it. */
interface TemplateRuntime {
  template(code: unknown): (variables: object, options: object) => string;
}

export type PromptName = 'plan' | 'step' | 'repair';

/** Render a prompt: the repository's own template in `templates/prompts/` of its documents' folder, else the shipped one. */
export async function renderPrompt(
  workspace: Workspace,
  name: PromptName,
  variables: Readonly<Record<string, unknown>>,
): Promise<Result<string>> {
  const path = `${workspace.folder}/templates/prompts/${name}.md`;
  if (existsInside(workspace, path)) {
    const source = readText(workspace, path);
    if (!source.ok) return source;
    const { renderTemplate } = await import('../../model/template/compile.js');
    return renderTemplate(path, source.value, variables, Object.keys(variables));
  }
  try {
    const render = (runtime as unknown as TemplateRuntime).template(shippedPrompts[name]);
    return success(render({ ...variables }, runOptions));
  } catch (error) {
    return templateFailure(`templates/prompts/${name}.md`, error);
  }
}
