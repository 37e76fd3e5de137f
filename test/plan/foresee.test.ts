import { expect, it } from 'vitest';
import type { Action } from '../../src/domain/actions.ts';
import { foresee } from '../../src/plan/foresee.ts';
import { type DesiredNode, stages } from '../../src/plan/plan-node.ts';
import { blankHost, sparkArtifact } from '../support/facts.ts';

const desired: DesiredNode = {
  name: 'red',
  roles: ['master'],
  parts: [
    {
      component: 'spark',
      packaging: 'tarball',
      roles: ['master'],
      artifact: sparkArtifact(),
      keys: { roles: 'master', 'secret.id': 'new' },
    },
  ],
  hosts: [{ address: '10.1.1.1', name: 'red' }],
  record: '{"version":1}',
};

it('lets a dry run show the stages after the installation', () => {
  let facts = blankHost();
  const kinds = stages.flatMap(({ plan }) => {
    const actions: Action[] = plan(desired, facts);
    facts = foresee(facts, actions);
    return actions.map(({ kind }) => kind);
  });
  expect(kinds).toEqual(['upload', 'write-hosts', 'install', 'write-secret', 'set-keys', 'write-record']);
});
