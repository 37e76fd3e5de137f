/** One jar of a lock: what it is called in Maven's repository, where upstream's archive has it, and what it must be. */
export interface Jar {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  /** Empty for an artifact's main jar. */
  readonly classifier: string;
  readonly folder: string;
  readonly sha256: string;
  readonly licence: string;
}

/** Reads lines like `org.apache.hadoop:hadoop-common:3.5.0|share/hadoop/common|21c8…|Apache-2.0`; `#` begins a remark. */
export function parseLock(text: string): Jar[] {
  return text.split('\n').flatMap((line) => (line === '' || line.startsWith('#') ? [] : [parseLine(line)]));
}

function parseLine(line: string): Jar {
  const [coordinates = '', folder = '', sha256 = '', licence = ''] = line.split('|');
  const [group = '', artifact = '', version = '', classifier = ''] = coordinates.split(':');
  return { group, artifact, version, classifier, folder, sha256, licence };
}

/** The lines that `parseLock` reads, in order. */
export function renderLock(jars: readonly Jar[]): string {
  const lines = jars.map((jar) => [coordinatesOf(jar), jar.folder, jar.sha256, jar.licence].join('|'));
  return `${lines.toSorted().join('\n')}\n`;
}

/** Maven's own name of a jar. */
export function coordinatesOf({ group, artifact, version, classifier }: Jar): string {
  return [group, artifact, version, ...(classifier === '' ? [] : [classifier])].join(':');
}

/** The name that a jar has in upstream's archive and in a downloads folder. */
export function fileNameOf({ artifact, version, classifier }: Jar): string {
  return `${[artifact, version, ...(classifier === '' ? [] : [classifier])].join('-')}.jar`;
}
