import Handlebars from 'handlebars';
import { closest } from '../closest.js';
import { failure, type Result, success } from '../result.js';
import {
  compileOptions,
  runOptions,
  type TemplateVariables,
  templateFailure,
  templateHelpers,
  unknownVariable,
  variableNames,
} from './render.js';

/**
 * Compile and render a template that a repository brings. Every name in it is checked before it runs: a variable of
 * documents, or one of `known`.
 */
export function renderTemplate(
  path: string,
  source: string,
  variables: TemplateVariables | Readonly<Record<string, unknown>>,
  known: readonly string[] = [],
): Result<string> {
  const handlebars = Handlebars.create();
  let ast: hbs.AST.Program;
  try {
    ast = handlebars.parse(source);
  } catch (error) {
    return syntaxFailure(path, source, error);
  }
  const wrong = checkProgram(path, ast, known);
  if (wrong) return wrong;
  try {
    return success(handlebars.compile(ast, compileOptions)({ ...variables }, runOptions));
  } catch (error) {
    return templateFailure(path, error);
  }
}

type Failure = ReturnType<typeof unknownVariable>;

const builtIn = ['if', 'unless', 'each', 'with'];

/** Names in `{{#if}}`, `{{#each}}` and arguments too, which Handlebars' strict mode lets pass. */
function checkProgram(
  path: string,
  program: hbs.AST.Program | undefined,
  locals: readonly string[],
): Failure | undefined {
  for (const statement of program?.body ?? []) {
    const wrong = checkStatement(path, statement, [...locals, ...(program?.blockParams ?? [])]);
    if (wrong) return wrong;
  }
  return undefined;
}

function checkStatement(
  path: string,
  statement: hbs.AST.Statement,
  locals: readonly string[],
): Failure | undefined {
  if (statement.type === 'ContentStatement' || statement.type === 'CommentStatement') return undefined;
  if (
    statement.type === 'PartialStatement' ||
    statement.type === 'PartialBlockStatement' ||
    statement.type === 'DecoratorBlock' ||
    statement.type === 'Decorator'
  ) {
    return failure('invalid-template', 'partials and decorators are not available', {
      place: placeOf(path, statement),
    });
  }
  if (statement.type === 'BlockStatement') {
    const block = statement as hbs.AST.BlockStatement;
    const name = (block.path as hbs.AST.PathExpression).original;
    if (!builtIn.includes(name)) return unknownHelper(path, block, name, builtIn);
    const inside = name === 'each' || name === 'with' ? [...locals, 'this'] : locals;
    return (
      checkParams(path, block, locals) ??
      checkProgram(path, block.program, inside) ??
      checkProgram(path, block.inverse, locals)
    );
  }
  return checkCall(path, statement as hbs.AST.MustacheStatement, locals);
}

function checkCall(
  path: string,
  call: hbs.AST.MustacheStatement | hbs.AST.SubExpression,
  locals: readonly string[],
): Failure | undefined {
  const { params, hash } = call;
  if (params.length === 0 && !hash) return checkName(path, call.path as hbs.AST.Expression, locals);
  const name = (call.path as hbs.AST.PathExpression).original;
  const helpers = [...Object.keys(templateHelpers), 'lookup'];
  if (!Object.hasOwn(templateHelpers, name) && name !== 'lookup')
    return unknownHelper(path, call, name, helpers);
  return checkParams(path, call, locals);
}

function checkParams(
  path: string,
  call: { params: hbs.AST.Expression[]; hash?: hbs.AST.Hash },
  locals: readonly string[],
): Failure | undefined {
  for (const value of [...call.params, ...(call.hash?.pairs ?? []).map((pair) => pair.value)]) {
    const wrong =
      value.type === 'SubExpression'
        ? checkCall(path, value as hbs.AST.SubExpression, locals)
        : checkName(path, value, locals);
    if (wrong) return wrong;
  }
  return undefined;
}

function checkName(
  path: string,
  expression: hbs.AST.Expression,
  locals: readonly string[],
): Failure | undefined {
  if (expression.type !== 'PathExpression') return undefined;
  const { original, data, depth, parts } = expression as hbs.AST.PathExpression;
  if (data || depth > 0 || original === 'this' || original === '.') return undefined;
  const first = String(parts[0] ?? '');
  if (locals.includes(first) || original.startsWith('this.')) return undefined;
  if ((variableNames as readonly string[]).includes(first) && parts.length === 1) return undefined;
  return unknownVariable(path, original, {
    line: expression.loc.start.line,
    column: expression.loc.start.column + 1,
  });
}

function unknownHelper(path: string, node: hbs.AST.Node, name: string, known: readonly string[]): Failure {
  const suggestion = closest(name, known);
  return failure('invalid-template', `unknown helper '${name}'`, {
    place: placeOf(path, node),
    ...(suggestion ? { suggestion } : {}),
    allowed: known,
  });
}

function placeOf(path: string, node: hbs.AST.Node): { path: string; line: number; column: number } {
  return { path, line: node.loc.start.line, column: node.loc.start.column + 1 };
}

/** Handlebars names the line of a syntax error, and marks the column with an arrow below an excerpt. */
function syntaxFailure(path: string, source: string, error: unknown): Failure {
  const message = error instanceof Error ? error.message : String(error);
  const line = Number(/line (\d+)/.exec(message)?.[1] ?? 1);
  const arrow = message.split('\n').find((one) => /^-*\^$/.test(one));
  const excerpt = message.split('\n')[1] ?? '';
  const text = source.split('\n')[line - 1] ?? '';
  const start = excerpt.startsWith('...') ? Math.max(0, text.indexOf(excerpt.slice(3, 12)) - 3) : 0;
  const column = arrow ? Math.min(text.length, start + arrow.length) : 1;
  const expected = message.split('\n').at(-1) ?? message;
  return failure('invalid-template', `syntax error: ${expected.slice(0, 160)}`, {
    place: { path, line, column: Math.max(1, column) },
    hint: 'templates are written in Handlebars: {{title}}, {{#if related}} … {{/if}}',
  });
}
