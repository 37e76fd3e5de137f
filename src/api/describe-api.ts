import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { apiBase } from '../domain/server.ts';
import { version } from '../operations/version.ts';

const description = `What the command line does, for programs and for the page.

A long action is a job: \`POST\` answers 202 with its address, its events come as server-sent events, and the same job asked
for again does only what is missing. Errors are problem details (RFC 9457) with the codes of the command line.`;

/** Swagger's page has styles in its elements; nothing of it comes from elsewhere. */
const docsPolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** Makes the OpenAPI document of all routes that follow, and a page to try them out. */
export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'bramble', version: version(), description },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
      security: [{ token: [] }],
    },
    transform: jsonSchemaTransform,
    transformObject: (document) => withoutUnused(jsonSchemaTransformObject(document)),
  });
  await server.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: docsPolicy,
    uiConfig: { tryItOutEnabled: true, validatorUrl: null },
  });
  server.get(`${apiBase}/openapi.json`, { schema: { hide: true } as object }, () => server.swagger());
}

type Described = ReturnType<typeof jsonSchemaTransformObject>;

/** Schemas are written for both directions; those that no request and no answer has say nothing. */
function withoutUnused(document: Described): Described {
  const { components = {}, ...rest } = document as { components?: { schemas?: Record<string, unknown> } };
  const schemas = Object.entries(components.schemas ?? {});
  const text = JSON.stringify(document);
  const used = schemas.filter(([name]) => text.includes(`"#/components/schemas/${name}"`));
  return { ...rest, components: { ...components, schemas: Object.fromEntries(used) } } as Described;
}
