import { z } from 'zod';
import { clusterFileSchema } from '../config/cluster-file.ts';
import { checkClusterDocument } from '../config/parse-cluster-file.ts';
import { BrambleError } from '../errors.ts';
import { checkedBy } from './validate.ts';

const { hosts } = clusterFileSchema.shape;
const listOrEntries = z
  .union([z.string(), hosts])
  .meta({ description: 'A list such as "red,red[01-03]", or entries.' });

/** What a cluster is to be, in the words of the cluster file; nothing in it names a file of the server. */
export const clusterDocumentSchema = checkedBy(
  clusterFileSchema
    .omit({ 'identity-file': true })
    .extend({ hosts: listOrEntries as unknown as typeof hosts }) // the check makes entries of a list
    .meta({ id: 'ClusterDocument' }),
  checkDocument,
);
function checkDocument(value: unknown) {
  const { 'identity-file': key, ...file } = checkClusterDocument(value);
  if (key === undefined) return file;
  throw new BrambleError('CONFIG_INVALID', 'identity-file: names a file of the server', {
    hint: 'start the server with --identity FILE',
  });
}
