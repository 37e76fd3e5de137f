/** A place that apt takes packages from. */
interface AptSource {
  readonly uri: string;
  readonly suite: string;
}

/** What apt's source files name, in both of their formats, in their order. */
export function parseAptSources(files: readonly { readonly name: string; readonly text: string }[]): AptSource[] {
  return files.flatMap(({ name, text }) => (name.endsWith('.sources') ? parseStanzas(text) : parseLines(text)));
}

/** Lines such as `deb [signed-by=…] URI bookworm main`. */
function parseLines(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const [, uri, suite] = /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)\s+(\S+)/.exec(line) ?? [];
    return uri === undefined || suite === undefined ? [] : [{ uri, suite }];
  });
}

/** Stanzas of `Types:`, `URIs:`, `Suites:`; a stanza may be switched off by `Enabled: no`. */
function parseStanzas(text: string): AptSource[] {
  const stanzas = text.replaceAll(/^#.*\n?/gm, '').split(/\n\s*\n/);
  return stanzas.flatMap((stanza) => {
    const words = (field: string) => wordsOf(stanza, field);
    if (!words('Types').includes('deb') || words('Enabled')[0] === 'no') return [];
    return words('Suites').flatMap((suite) => words('URIs').map((uri) => ({ uri, suite })));
  });
}

function wordsOf(stanza: string, field: string): string[] {
  return new RegExp(`^${field}:[ \\t]*(.*)$`, 'im').exec(stanza)?.[1]?.split(/\s+/).filter(Boolean) ?? [];
}

/** The mirror that this machine takes its own system from: the first source of its own suite. */
export function findMirror(sources: readonly AptSource[], codename: string): string | undefined {
  return sources.find(({ suite }) => suite === codename)?.uri;
}

const passedOn =
  /^Acquire::(?:(?:http|https|ftp)::\S+|Check-Valid-Until|Check-Date|Retries|ForceIPv[46]|Languages(?:::)?) "[^"]+";$/;

/** The part of `apt-config dump` that says how this machine reaches its mirrors: proxies, certificates, time limits. */
export function selectAptSettings(dump: string): string {
  return dump
    .split('\n')
    .filter((line) => passedOn.test(line))
    .map((line) => `${line}\n`)
    .join('');
}
