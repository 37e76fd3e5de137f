import { ApiClient } from '../../api/client.ts';
import { readToken, tokenPath } from '../../api/token.ts';
import { BrambleError } from '../../errors.ts';

/** A client of the server at an address, with the token that is meant for it. */
export async function connectTo(address: string): Promise<ApiClient> {
  return new ApiClient(address, await findToken());
}

/** From the environment or a file, and never from the command line, which everybody on the machine can see. */
async function findToken(): Promise<string> {
  const { BRAMBLE_TOKEN, BRAMBLE_TOKEN_FILE } = process.env;
  if (BRAMBLE_TOKEN) return BRAMBLE_TOKEN;
  const path = BRAMBLE_TOKEN_FILE || tokenPath();
  const token = await readToken(path);
  if (token !== undefined) return token;
  throw new BrambleError('USAGE', `there is no token: ${path} is not there`, {
    hint: 'copy the token of the server into that file (chmod 600), or set BRAMBLE_TOKEN or BRAMBLE_TOKEN_FILE',
  });
}
