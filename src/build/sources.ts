import { join } from 'node:path';
import { maven } from './maven.ts';
import { projectFolder } from './project.ts';
import { pypi } from './pypi.ts';
import type { RegistrySource } from './registry.ts';

/** Where the parts of a snapcraft.yaml can come from other than from the site they name. Adding one means adding a row. */
export const registrySources: Readonly<Record<string, RegistrySource>> = {
  hadoop: maven({
    lock: join(projectFolder('hadoop'), 'snap', 'local', 'maven', 'jars.lock'),
    extracts: [
      { jar: 'hadoop-common-3.5.0.jar', entries: 'META-INF/*.txt', folder: '.', isFlat: true },
      { jar: 'hadoop-hdfs-3.5.0-tests.jar', entries: 'webapps/*', folder: 'share/hadoop/hdfs' },
    ],
  }),
  spark: pypi({
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
  }),
};

/** Faster addresses to try before the lasting one that snapcraft.yaml names. */
export function mirrorsOf(url: string): string[] {
  const archive = 'https://archive.apache.org/dist/';
  return url.startsWith(archive) ? [`https://dlcdn.apache.org/${url.slice(archive.length)}`, url] : [url];
}
