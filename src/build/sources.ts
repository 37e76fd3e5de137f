/** A Python source package that holds the same Apache files as the upstream archive, in another order. */
export interface RegistrySource {
  readonly requirement: string;
  readonly file: string;
  readonly sha256: string;
  /** Its folders, and where the same ones stand in the upstream archive. */
  readonly layout: Readonly<Record<string, string>>;
}

/** Where the parts of a snapcraft.yaml can come from other than from the site they name. */
export const registrySources: Readonly<Record<string, RegistrySource>> = {
  spark: {
    requirement: 'pyspark==4.2.0',
    file: 'pyspark-4.2.0.tar.gz',
    sha256: '5ad689d53570ee1674193fd4f9bda065f0db3be9363a27d2a3406cc457b70b61',
    layout: {
      LICENSE: 'LICENSE',
      NOTICE: 'NOTICE',
      'deps/bin': 'bin',
      'deps/data': 'data',
      'deps/examples': 'examples/src/main/python',
      'deps/jars': 'jars',
      'deps/licenses': 'licenses',
      lib: 'python/lib',
      pyspark: 'python/pyspark',
    },
  },
};

/** Faster addresses to try before the lasting one that snapcraft.yaml names. */
export function mirrorsOf(url: string): string[] {
  const archive = 'https://archive.apache.org/dist/';
  return url.startsWith(archive) ? [`https://dlcdn.apache.org/${url.slice(archive.length)}`, url] : [url];
}
