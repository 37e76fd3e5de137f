import { components } from '../../src/domain/components.ts';
import type { ComponentName } from '../../src/domain/roles.ts';
import { renderApiPage } from './api-page.ts';
import { renderArchitecture } from './architecture.ts';
import { renderClusterFilePage } from './cluster-file-page.ts';
import { renderCommandsPage } from './commands-page.ts';
import { withDecisions } from './decisions-index.ts';
import { renderDoctorPage } from './doctor-page.ts';
import { renderErrorsPage } from './errors-page.ts';
import { renderKeysPage } from './keys-page.ts';
import { renderKeysTable } from './keys-table.ts';
import { renderManPage } from './man-page.ts';
import { renderOpenapi } from './openapi-document.ts';
import { renderPortsPage } from './ports-page.ts';
import { pagesWithSamples, withSamples } from './samples.ts';
import { withSizes } from './sizing-page.ts';
import { withKeyList } from './snap-description.ts';

export interface Output {
  readonly path: string;
  /** The whole file, from what it holds now where only a part is made. */
  readonly render: (current: string) => string;
}

/** Every file that is made from the tables. Adding one means adding a row. */
export const outputs: readonly Output[] = [
  { path: 'snaps/node/lib/keys.table', render: renderKeysTable },
  { path: 'docs/architecture.svg', render: renderArchitecture },
  { path: 'docs/reference/keys.md', render: renderKeysPage },
  { path: 'docs/reference/cluster-file.md', render: renderClusterFilePage },
  { path: 'docs/reference/commands.md', render: renderCommandsPage },
  { path: 'man/bramble.1', render: renderManPage },
  { path: 'docs/reference/errors.md', render: renderErrorsPage },
  { path: 'docs/reference/ports.md', render: renderPortsPage },
  { path: 'docs/sizing.md', render: withSizes },
  { path: 'docs/reference/doctor.md', render: renderDoctorPage },
  { path: 'docs/reference/openapi.json', render: renderOpenapi },
  { path: 'docs/reference/api.md', render: renderApiPage },
  { path: 'docs/decisions/README.md', render: withDecisions },
  ...pagesWithSamples.map((path) => ({ path, render: withSamples })),
  ...Object.entries(components).map(([name, { snap }]) => ({
    path: `snaps/${snap}/snap/snapcraft.yaml`,
    render: (current: string) => withKeyList(current, name as ComponentName), // a key of `components`
  })),
];
