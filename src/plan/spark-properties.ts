/** Spark's properties with one more, unless the operator set it. */
export function withProperty(properties: string, name: string, value: string): string {
  if (properties.includes(`${name}=`)) return properties;
  return properties === '' ? `${name}=${value}` : `${properties}\n${name}=${value}`;
}
