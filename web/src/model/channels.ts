import type { ComponentName } from '../../../src/domain/roles.ts';
import type { ChannelsResult } from '../../../src/operations/results.ts';

interface ComponentReleases {
  readonly component: ComponentName;
  /** Channel, architecture, revision, version, day, packagings. */
  readonly rows: readonly (readonly string[])[];
}

/** What is in each open channel, by component. */
export function describeChannels({ channels, revisions }: ChannelsResult): ComponentReleases[] {
  return channels.map(({ component, channels: open }) => ({
    component,
    rows: Object.entries(open).flatMap(([channel, byArch]) =>
      Object.entries(byArch).map(([arch, { revision, at }]) => {
        const found = revisions.find((one) => one.component === component && one.revision === revision);
        const packagings = Object.keys(found?.files ?? {}).join(', ');
        return [channel, arch, String(revision), found?.version ?? '', at.slice(0, 10), packagings];
      }),
    ),
  }));
}
