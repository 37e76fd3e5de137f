import { apiBase } from '../../src/domain/server.ts';
import { renderOpenapi } from './openapi-document.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Route {
  readonly summary: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly (Schema & {
    readonly name: string;
    readonly in: string;
    readonly schema: Schema;
    readonly required?: boolean;
  })[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Body>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Route>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const shownForms = ['Cluster', 'Job', 'Status', 'Problem'];

/** docs/reference/api.md. */
export function renderApiPage(): string {
  const { paths, components } = JSON.parse(renderOpenapi()) as Document; // made beside this
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, route]) => ({ path, method: method.toUpperCase(), route })),
  );
  const groups = Map.groupBy(routes, ({ route }) => route.tags[0] ?? '');
  const forms = components.schemas;
  return [
    '<!-- Made from the routes of src/api by `npm run generate`; change those. -->',
    '# The API, path by path',
    '',
    `How to use it stands in [the REST API](../rest-api.md); programs read the [OpenAPI document](openapi.json). All paths are below \`${apiBase}\`.`,
    `Every error is a \`Problem\` with [a code](errors.md). Whatever is asked may be answered by ${[...common].map((status) => codesAt(status, routes[0]?.route)).join(', ')}; a path that takes a body also by 413, 415 and 422, a method that a path does not have by 405. A field with \`?\` may be missing.`,
    '',
    ...[...groups].flatMap(([tag, of]) => [`## ${tag}`, '', ...of.flatMap((one) => describeRoute(one, forms))]),
    '## Forms',
    '',
    ...shownForms.flatMap((name) => [`### ${name}`, '', ...fieldsOf(forms[name] ?? {}), '']),
  ].join('\n');
}

type Forms = Document['components']['schemas'];

function describeRoute(
  { path, method, route }: { readonly path: string; readonly method: string; readonly route: Route },
  forms: Forms,
): string[] {
  const { summary, description, parameters = [], requestBody, responses } = route;
  return [
    `### ${method} \`${path.replace(apiBase, '')}\``,
    '',
    `${summary}.${description === undefined ? '' : ` ${description}`}`,
    '',
    ...tableOf(
      ['Takes', 'Form', 'Means'],
      parameters.map((one) => [
        `\`${one.name}\`${one.required ? '' : '?'} (${one.in})`,
        formOf(one.schema),
        one.description ?? '',
      ]),
    ),
    ...describeBody(requestBody, forms),
    ...tableOf(
      ['Answer', 'Form', 'Means'],
      Object.entries(responses)
        .filter(([status]) => isGood(status))
        .map(describeAnswer),
    ),
    ...describeErrors(route),
  ];
}

function isGood(status: string): boolean {
  return status.startsWith('2');
}

/** What every path may answer. */
const common = new Set(['400', '401', '403', '429', '500']);

function describeErrors({ responses }: Route): string[] {
  const own = Object.keys(responses).filter((status) => !isGood(status) && !common.has(status));
  return own.length === 0 ? [] : [`Errors: ${own.map((status) => codesAt(status, { responses })).join(', ')}.`, ''];
}

function codesAt(status: string, route: Pick<Route, 'responses'> | undefined): string {
  return `${status} ${route?.responses[status]?.description ?? ''}`;
}

function describeBody(body: Body | undefined, forms: Forms): string[] {
  const schema = body?.content?.['application/json']?.schema;
  if (schema === undefined) return [];
  const kinds = schema.oneOf ?? [];
  if (kinds.length === 0) return [...fieldsOf(resolve(schema, forms)), ''];
  const rows = kinds.map((kind) => describeKind(resolve(kind, forms)));
  return tableOf(['Body: `kind`', '`options`'], rows);
}

/** A job's body by its kind; `sudoPassword` is the same for all. */
function describeKind({ properties = {} }: Schema): string[] {
  const options = Object.keys(properties.options?.properties ?? {});
  const kind = properties.kind?.const ?? properties.kind?.enum?.[0];
  return [`\`${kind}\``, options.map((key) => `\`${key}\``).join(', ') || 'none'];
}

function describeAnswer([status, { description = '', content = {} }]: [string, Body]): string[] {
  const forms = Object.entries(content).map(([type, { schema }]) =>
    type === 'application/json' || type === 'application/problem+json' ? formOf(schema) : `\`${type}\``,
  );
  return [status, forms.join(', '), description];
}

function fieldsOf({ properties = {}, required = [] }: Schema): string[] {
  const rows = Object.entries(properties).map(([name, schema]) => [
    `\`${name}\`${required.includes(name) ? '' : '?'}`,
    formOf(schema),
    schema.description ?? '',
  ]);
  return tableOf(['Field', 'Form', 'Means'], rows);
}

function resolve(schema: Schema, forms: Forms): Schema {
  if (schema.$ref === undefined) return schema;
  return forms[schema.$ref.split('/').at(-1) ?? ''] ?? {};
}

function nameIn(reference: string): string {
  return (
    reference
      .split('/')
      .at(-1)
      ?.replace(/Input$/, '') ?? ''
  );
}

/** In a few words: `array of Job`, `"red" or "blue"`. */
function formOf(schema: Schema): string {
  const { $ref, const: only, enum: values, anyOf, oneOf, items, type = 'any', properties } = schema;
  if ($ref !== undefined) return nameIn($ref);
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (values !== undefined) return values.map((value) => `\`${value}\``).join(', ');
  const choices = anyOf ?? oneOf;
  if (choices !== undefined) return [...new Set(choices.map(formOf))].join(' or ');
  if (items !== undefined) return `array of ${formOf(items)}`;
  const keys = Object.keys(properties ?? {});
  if (keys.length > 0 && keys.length < 12) return `{ ${keys.join(', ')} }`;
  return type;
}

function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heading), `|${'---|'.repeat(heading.length)}`, ...rows.map(line), ''];
}
