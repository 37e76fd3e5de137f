import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type FuzzServer, startFuzzServer } from '../support/fuzz-server.ts';
import { releaseVersion } from '../support/tiny-store.ts';

const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
const packages = join(cache, 'bramble/tools/schemathesis');
const limitSeconds = 60;

const checks = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_schema_conformance'],
  ...['ignored_auth', 'unsupported_method'],
];

let server: FuzzServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-fuzz-'));
  vi.stubEnv('XDG_STATE_HOME', join(folder, 'state'));
  vi.stubEnv('BRAMBLE_STORE', join(folder, 'store'));
  await releaseVersion(join(folder, 'store'), '4.3.0');
  server = await startFuzzServer();
});
afterAll(async () => {
  await server?.close();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

it(
  'answers whatever a program makes of its description as it is described, with no bug and no hang',
  async () => {
    expect(existsSync(packages), `${packages}: scripts/test e2e installs it`).toBe(true);
    const document = join(folder, 'openapi.json');
    await writeFile(document, JSON.stringify(await describeKnown(server)));
    const { exitCode, all } = await execa(
      'python3',
      [
        ...['-m', 'schemathesis.cli', 'run', document, '--url', server.url],
        ...['--header', `Authorization: ${server.api.headers.authorization}`, '--checks', checks.join(',')],
        ...['--phases', 'examples,coverage,fuzzing', '--max-examples', '30', '--max-time', String(limitSeconds)],
        ...['--seed', '1', '--request-timeout', '10', '--suppress-health-check', 'all', '--no-color'],
      ],
      { cwd: folder, env: { PYTHONPATH: packages }, all: true, reject: false, timeout: 3 * limitSeconds * 1000 },
    );
    expect(exitCode, all).toBe(0);
    expect(server.api.bugs).toEqual([]);
    expect(silentOperations(server)).toEqual([]);
  },
  4 * limitSeconds * 1000,
);

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
}

interface Parameter {
  readonly name: string;
  schema: object;
  examples?: object;
  example?: unknown;
}

const example = { hosts: 'red,red[01-03]', components: ['spark'] };

/** The description, with what is there as a choice beside what the schema allows: chance finds no id. */
async function describeKnown({ url, known }: FuzzServer): Promise<unknown> {
  const document = await (await fetch(`${url}/api/v1/openapi.json`)).json();
  for (const { operationId, parameters = [], requestBody } of operationsIn(document)) {
    if (operationId === 'putCluster') Object.assign(requestBody?.content['application/json'] ?? {}, { example });
    for (const parameter of parameters) {
      const values = known(operationId)[parameter.name];
      if (values === undefined) continue;
      parameter.schema = { anyOf: [{ enum: values }, parameter.schema] };
      parameter.example = undefined; // that of the manual means another cluster
      parameter.examples = Object.fromEntries(values.map((value) => [value, { value }]));
    }
  }
  return document;
}

/** Operations that were never carried out: nothing is shown of them. */
function silentOperations({ api, answered }: FuzzServer): string[] {
  const ids = operationsIn(api.server.swagger()).map(({ operationId }) => operationId);
  expect(ids.length).toBeGreaterThan(15);
  return ids.filter((id) => !(answered.get(id) ?? []).some((status) => status >= 200 && status < 300));
}

function operationsIn({ paths = {} }: { readonly paths?: object }): Described[] {
  return Object.values(paths).flatMap((methods) => Object.values<Described>(methods)); // an OpenAPI document's paths
}
