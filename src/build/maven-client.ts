import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrambleError } from '../errors.ts';
import type { FetchOptions } from './archive.ts';
import type { Jar } from './maven-lock.ts';
import { runTool } from './run-tool.ts';
import { ensureTools } from './tools.ts';

/** The plugin that copies jars; pinned, because its newest version may want a newer Maven than a distribution has. */
export const dependencyPlugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

/** Has Maven put jars into a folder: these, and nothing that they depend on. */
export async function mvnCopy(jars: readonly Jar[], folder: string, { report, signal }: FetchOptions): Promise<void> {
  await ensureTools(['mvn'], report, signal);
  const pom = join(folder, 'pom.xml');
  await writeFile(pom, renderPom(jars));
  await runTool(['mvn', ...quietly, '-f', pom, `${dependencyPlugin}:copy`, `-DoutputDirectory=${folder}`], {
    signal,
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new BrambleError('DOWNLOAD_FAILED', 'jars cannot be fetched from Maven’s repository', {
      cause,
      evidence: cause instanceof BrambleError ? cause.evidence : undefined,
      hint: 'check the network and Maven’s settings.xml, or use --source file=PATH with an archive that you have',
    });
  });
}

// The third asks again for what was not there at an earlier attempt.
const quietly = ['--batch-mode', '--quiet', '--update-snapshots', '--no-transfer-progress', '-Dstyle.color=never'];

/** A POM whose only content is a list of jars to copy. */
function renderPom(jars: readonly Jar[]): string {
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>bramble</groupId><artifactId>jars</artifactId><version>1</version><packaging>pom</packaging>
<build><plugins><plugin>
<groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
<configuration><artifactItems>
${jars.map(renderItem).join('\n')}
</artifactItems></configuration>
</plugin></plugins></build>
</project>
`;
}

function renderItem({ group, artifact, version, classifier }: Jar): string {
  const words = { groupId: group, artifactId: artifact, version, classifier };
  const tags = Object.entries(words).filter(([, value]) => value !== '');
  return `<artifactItem>${tags.map(([tag, value]) => `<${tag}>${value}</${tag}>`).join('')}</artifactItem>`;
}
