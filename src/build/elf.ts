/** Newest `GLIBC_2.x` that a program or library asks of the C library; undefined for anything that asks for none. */
export function newestGlibc(file: Buffer): string | undefined {
  if (!isElf(file)) return undefined;
  const wanted = file.toString('latin1').match(/GLIBC_\d+\.\d+/g) ?? [];
  return newestVersion(wanted.map((one) => one.slice('GLIBC_'.length)));
}

/** Whether a file begins as programs and libraries do. */
export function isElf(file: Buffer): boolean {
  return file.subarray(0, 4).equals(Buffer.from('\x7fELF', 'latin1'));
}

/** The greatest of versions like `2.36`, by their numbers. */
export function newestVersion(versions: readonly string[]): string | undefined {
  return versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);
}
