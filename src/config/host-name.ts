import { isIPv4 } from 'node:net';

const labelPattern = /^[a-z\d]([a-z\d-]*[a-z\d])?$/i;

/** What keeps the text from being a host name or an IPv4 address; undefined for a good one. */
export function hostNameFault(text: string): string | undefined {
  if (text === '') return 'the name is empty';
  if (text.length > 253) return 'the name is longer than 253 characters';
  if (/^[\d.]+$/.test(text)) return isIPv4(text) ? undefined : `${text} is not an IPv4 address`;
  if (text.includes('_')) return 'an underscore cannot be in a host name, and Spark refuses it';
  const bad = text.split('.').find((label) => label.length > 63 || !labelPattern.test(label));
  return bad === undefined ? undefined : labelFault(bad);
}

function labelFault(label: string): string {
  if (label === '') return 'there is nothing between two dots, or a dot at an end';
  if (label.length > 63) return `"${label}" is longer than 63 characters`;
  const [odd] = /[^a-z\d-]/iu.exec(label) ?? [];
  return odd === undefined ? `"${label}" begins or ends with a dash` : `"${odd}" cannot be in a host name`;
}
