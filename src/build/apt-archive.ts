import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Arch } from '../domain/artifact.ts';
import { cacheFolder } from './cache-folder.ts';
import { chooseDistribution, renderSourceList } from './distribution.ts';
import { runTool } from './run-tool.ts';

/** One package of a distribution, fetched and checked against the signed lists. */
export interface Package {
  readonly name: string;
  readonly version: string;
  readonly file: string;
}

// What core24 and every image for a Pi have, so that no payload needs to bring it.
const inEveryBase = new Set(
  `apt bash ca-certificates ca-certificates-java coreutils dash debconf dpkg fontconfig-config gcc-12-base gcc-14-base
  java-common libacl1 libattr1 libaudit-common libaudit1 libblkid1 libbz2-1.0 libc6 libcap-ng0 libcap2 libcom-err2
  libcrypt1 libgcrypt20 libgpg-error0 liblz4-1 liblzma5 libmd0 libmount1 libncursesw6 libpam0g libpcre2-8-0 libselinux1
  libsmartcols1 libsystemd0 libtinfo6 libudev1 libuuid1 libzstd1 media-types ncurses-base openssl readline-common
  sed tar tzdata util-linux util-linux-extra zlib1g`.split(/\s+/),
);

interface FetchOptions {
  readonly arch: Arch;
  readonly signal?: AbortSignal | undefined;
  /** Brings also what every base has: for running programs away from any base. */
  readonly isWholeSystem?: boolean;
}

type RunApt = (program: 'apt-get', ...words: readonly string[]) => Promise<string>;

/**
 * Packages and what they depend on, without what every base has, for an architecture of choice. Works in an apt state
 * of its own: the machine's package configuration is read for mirrors and never written.
 */
export async function fetchPackages(
  names: readonly string[],
  { arch, signal, isWholeSystem = false }: FetchOptions,
): Promise<Package[]> {
  const { apt, folder } = await openArchive(arch, signal);
  await refresh(arch, apt);
  const plan = await apt('apt-get', 'install', '--print-uris', '-qq', '--no-install-recommends', ...names);
  const wanted = parseUris(plan).filter(({ name }) => isWholeSystem || !inEveryBase.has(name));
  await apt('apt-get', 'download', '-qq', ...wanted.map(({ name, version }) => `${name}=${version}`));
  return locate(wanted, folder);
}

const refreshed = new Map<Arch, Promise<string>>();

/** Reads the lists of the archive once in a process: all packages of a build come from the same ones. */
async function refresh(arch: Arch, apt: RunApt): Promise<void> {
  const running = refreshed.get(arch) ?? apt('apt-get', 'update', '-qq');
  refreshed.set(arch, running);
  await running;
}

async function openArchive(arch: Arch, signal: AbortSignal | undefined) {
  const distribution = await chooseDistribution(arch);
  const state = await cacheFolder('apt', `${distribution.suite}-${arch}`);
  const folder = join(state, 'packages');
  for (const part of ['lists/partial', 'archives/partial', 'packages'])
    await mkdir(join(state, part), { recursive: true });
  await writeFile(join(state, 'status'), '');
  await writeFile(join(state, 'sources.list'), renderSourceList(distribution));
  const options = Object.entries(settings(state, arch)).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
  const apt: RunApt = (program, ...words) => runTool([program, ...options, ...words], { cwd: folder, signal });
  return { apt, folder };
}

function settings(state: string, arch: Arch): Record<string, string> {
  return {
    'Dir::State': state,
    'Dir::State::status': join(state, 'status'),
    'Dir::Cache': state,
    'Dir::Etc::SourceList': join(state, 'sources.list'),
    'Dir::Etc::SourceParts': '-',
    'APT::Architecture': arch,
    'APT::Architectures::': arch,
    'APT::Sandbox::User': 'root',
    'Acquire::Languages': 'none',
    'Acquire::Retries': '3',
  };
}

/** Lines like `'http://…/libffi8_3.4.4-1_arm64.deb' libffi8_3.4.4-1_arm64.deb 20492 SHA256:…`; a `:` is written `%3a`. */
export function parseUris(text: string): { name: string; version: string }[] {
  return [...text.matchAll(/^'[^']+' (\S+)_(\S+)_\w+\.deb /gm)].map(([, name = '', version = '']) => ({
    name,
    version: decodeURIComponent(version),
  }));
}

async function locate(wanted: readonly { name: string; version: string }[], folder: string): Promise<Package[]> {
  const files = await readdir(folder);
  return wanted.map(({ name, version }) => {
    const start = `${name}_${encodeURIComponent(version).toLowerCase()}_`;
    const file = files.find((one) => one.toLowerCase().startsWith(start.replaceAll('%2b', '+').replaceAll('%7e', '~')));
    return { name, version, file: join(folder, file ?? `${start}missing.deb`) };
  });
}
