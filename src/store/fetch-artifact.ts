import { type Artifact, extensions, type PackagingName } from '../domain/artifact.ts';
import type { Release, ReleasedFile } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';
import { type DownloadOptions, downloadArtifact } from './download-artifact.ts';
import { artifactIn, isUrl } from './store-place.ts';
import { isWhole, notWhole } from './whole-file.ts';

interface FetchOptions extends DownloadOptions {
  readonly packaging: PackagingName;
}

/** The file of a release, whole and checked by its hash: in place where the store is a folder, else from the cache or the web. */
export async function fetchArtifact(location: string, release: Release, options: FetchOptions): Promise<Artifact> {
  const file = mustHaveFile(location, release, options.packaging);
  const place = artifactIn(location, { ...file, extension: extensions[options.packaging] });
  const path = isUrl(location) ? await downloadArtifact(place, { release, file }, options) : await inPlace(place, file);
  return describeArtifact(release, options.packaging, path);
}

/** The artifact that would be fetched, of which nothing is looked at. */
export function foreseeArtifact(location: string, release: Release, packaging: PackagingName): Artifact {
  mustHaveFile(location, release, packaging);
  return describeArtifact(release, packaging, '');
}

function describeArtifact(release: Release, packaging: PackagingName, path: string): Artifact {
  const { component, version, arch, payloadId, payloadBytes, glibc, channel, revision, files } = release;
  const { sha256 = '', sizeBytes = 0 } = files[packaging] ?? {};
  const what = { component, version, arch, payloadId, payloadBytes, glibc };
  return { ...what, packaging, path, sha256, sizeBytes, release: { channel, revision } };
}

function mustHaveFile(location: string, release: Release, packaging: PackagingName): ReleasedFile {
  const file = release.files[packaging];
  if (file !== undefined) return file;
  const { component, revision, arch, channel } = release;
  throw new BrambleError(
    'CHANNEL_UNAVAILABLE',
    `revision ${revision} of ${component} for ${arch} in ${location} has no ${packaging}`,
    {
      hint: `release the ${packaging} of the same build too: bramble release FILE --channel ${channel}`,
    },
  );
}

async function inPlace(path: string, file: ReleasedFile): Promise<string> {
  if (await isWhole(path, file)) return path;
  throw notWhole(path, file);
}
