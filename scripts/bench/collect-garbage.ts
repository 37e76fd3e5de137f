import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');

/** Frees at once what nothing refers to any more, so that what is left can be counted. */
export const collectGarbage = runInNewContext('gc') as () => void; // there is no import of it
