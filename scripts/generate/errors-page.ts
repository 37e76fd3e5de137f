import { type ErrorCode, errorKinds } from '../../src/errors.ts';

/** What each exit status says to a script. */
export const statuses: Readonly<Record<number, string>> = {
  0: 'done, or nothing to do',
  1: 'a deployment, a verification or a host failed',
  2: 'wrong use or invalid input; nothing was touched',
  3: 'refused, because it would not be safe',
  4: 'locked: somebody else is changing the cluster',
  130: 'interrupted',
};

const meanings: Readonly<Record<ErrorCode, string>> = {
  USAGE: 'an option or a word that the command does not have',
  HOSTLIST_INVALID: 'a list of hosts that cannot be read',
  CONFIG_INVALID: 'a fault in the cluster file, an option or a setting',
  ARTIFACT_INVALID: 'a file that is not a snap or tarball of bramble, or is damaged',
  NEEDS_ROOT: 'the lab needs root on this machine',
  CLUSTER_UNKNOWN: 'no cluster of this name is remembered, and no hosts were given',
  CLUSTER_KNOWN: 'the server knows a cluster of this name already, and was told not to replace one',
  CHANNEL_UNAVAILABLE: 'the channel holds nothing for this component and machine',
  STORE_INVALID: 'the store cannot be read, or its index is damaged',
  HOST_UNRESOLVED: 'the name has no address',
  HOST_UNREACHABLE: 'nothing answers at the address',
  HOST_TIMEOUT: 'a command took too long',
  HOST_LOST: 'the connection broke in the middle',
  HOST_UNSUITABLE: 'the machine cannot have what is planned for it',
  AUTH_FAILED: 'no key was accepted',
  SUDO_FAILED: 'sudo wants a password, or refuses',
  ACTION_FAILED: 'a step on a node went wrong; the output of the failed command follows',
  BUILD_FAILED: 'a snap or tarball could not be built',
  DOWNLOAD_FAILED: 'a download failed, or has another checksum',
  LAB_FAILED: 'a virtual Pi could not be booted',
  VERIFY_FAILED: 'the cluster does not work as planned',
  UPGRADE_FAILED: 'the new revision did not work; the previous one is back unless the message says otherwise',
  HOSTS_FAILED: 'several hosts failed in different ways; each is listed with its own code',
  HOST_KEY_CHANGED: 'a host shows a key other than the pinned one',
  STORE_UNTRUSTED: 'a store is signed by a key other than the pinned one',
  REFUSED: 'it would lose data, or touch something that is not bramble’s',
  NOT_CONFIRMED: 'it asks first, and nobody said yes',
  LOCKED: 'another command is changing the cluster',
  INTERRUPTED: 'Ctrl-C, or another operator took over',
  NOT_FOUND: 'the server has nothing of this name',
  METHOD_REFUSED: 'the server has something of this name, and this method is not for it',
  TOKEN_REJECTED: 'the request has no token, or a wrong one',
  ORIGIN_REFUSED: 'the request comes from a page of another origin, or names another host',
  TOO_LARGE: 'the body of the request is too large',
  MEDIA_UNKNOWN: 'the body of the request is not JSON',
  TOO_MANY: 'too many requests, or too many open streams',
  SERVER_FAILED: 'a bug in the server',
  SERVER_UNREACHABLE: 'no server answers at the address',
};

/** docs/reference/errors.md. */
export function renderErrorsPage(): string {
  return `<!-- Made from src/errors.ts and scripts/generate/errors-page.ts by \`npm run generate\`; change those. -->
# Exit status and error codes

Every command ends with one of these:

| Exit status | Means |
|---|---|
${Object.entries(statuses).map(statusRow).join('\n')}

\`bramble submit\` and \`bramble run\` end with the status of the program that they ran; \`bramble ssh\` with that of its command.

With \`--json\`, an error has one of these codes. In [the REST API](../rest-api.md) it is the \`code\` of a problem:

| Code | Means | Exit status | HTTP |
|---|---|---|---|
${Object.entries(meanings).map(codeRow).join('\n')}
`;
}

function statusRow([status, meaning]: [string, string]): string {
  return `| ${status} | ${meaning} |`;
}

function codeRow([code, meaning]: [string, string]): string {
  const { exit, http } = errorKinds[code as ErrorCode]; // a key of `meanings`
  return `| \`${code}\` | ${meaning} | ${exit} | ${http} |`;
}
