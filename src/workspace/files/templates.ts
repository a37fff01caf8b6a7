import runtime from 'handlebars/runtime.js';
import type { DocumentType } from '../../model/document/type.js';
import { type Result, success } from '../../model/result.js';
import { runOptions, type TemplateVariables, templateFailure } from '../../model/template/render.js';
import { shippedTemplates } from '../../model/template/shipped.js';
import type { Workspace } from '../workspace.js';
import { readText } from './readText.js';
import { existsInside } from './safePath.js';

/** The part of Handlebars that runs precompiled templates; the package has no types for it. */
interface TemplateRuntime {
  template(code: unknown): (variables: object, options: object) => string;
}

/** Render a new document: from the repository's own template where it has one, else from the shipped one. */
export async function renderDocument(
  workspace: Workspace,
  type: DocumentType,
  given: Omit<TemplateVariables, 'type' | 'statuses'>,
): Promise<Result<string>> {
  const related = [...given.related].sort();
  const variables: TemplateVariables = { ...given, related, type: type.name, statuses: type.statuses };
  const path = `${workspace.folder}/templates/${type.template}.md`;
  if (/^[\w.-]+$/.test(type.template) && existsInside(workspace, path)) {
    const source = readText(workspace, path);
    if (!source.ok) return source;
    const { renderTemplate } = await import('../../model/template/compile.js');
    return renderTemplate(path, source.value, variables);
  }
  const name = Object.hasOwn(shippedTemplates, type.template) ? type.template : 'document';
  try {
    const render = (runtime as unknown as TemplateRuntime).template(shippedTemplates[name]);
    return success(render({ ...variables }, runOptions));
  } catch (error) {
    return templateFailure(`templates/${name}.md`, error);
  }
}
