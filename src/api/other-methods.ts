import type { FastifyInstance } from 'fastify';
import { BrambleError } from '../errors.ts';

/** Notes the routes that are added from now on; the returned function refuses their other methods with 405. */
export function noteMethods(api: FastifyInstance): () => void {
  const methods = new Map<string, Set<string>>();
  api.addHook('onRoute', ({ routePath, method }) => {
    const known = methods.get(routePath) ?? new Set();
    for (const one of [method].flat()) known.add(one);
    methods.set(routePath, known);
  });
  return () => {
    for (const [path, known] of [...methods]) refuseOthers(api, path, [...known]);
  };
}

function refuseOthers(api: FastifyInstance, url: string, known: readonly string[]): void {
  const others = api.supportedMethods.filter((method) => !known.includes(method));
  const schema = { hide: true } as object;
  api.route({
    method: others,
    url,
    schema,
    // Whoever has the token is told, whatever the body is.
    preParsing: async ({ method }, reply) => {
      void reply.header('allow', known.join(', '));
      throw new BrambleError('METHOD_REFUSED', `${method} is nothing that can be done here`, {
        hint: `it can be asked by ${known.join(', ')}`,
      });
    },
    handler: () => {},
  });
}
