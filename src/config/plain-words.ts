/** A cluster's name: it becomes a folder, and part of names on nodes. */
export const clusterNamePattern: RegExp = /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/;

/** What is wrong with a name that does not match. */
export const clusterNameRule = 'must be lower-case letters, digits and dashes';

/** A login. It begins with no dash, which would make it an option of ssh. */
export const userPattern: RegExp = /^[a-z_][\w.-]{0,31}$/i;
