import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SnapNode } from '../support/snap-node.ts';

let node: SnapNode;

beforeAll(() => {
  node = new SnapNode();
  node.settings = { roles: 'master', 'master.host': 'red' };
});

afterAll(() => node.remove());

describe('a master that starts again', () => {
  it('waits a little for applications, but not a minute for those that have ended', () => {
    expect(node.describe('print_properties master')).toContain('\nspark.deploy.recoveryTimeout=20s\n');
  });

  it('remembers its applications, and no worker: one that was restarted meanwhile would never register', () => {
    const recovery = join(node.root, 'common', 'recovery', '4.2.0');
    const [application, worker] = [join(recovery, 'app_app-20261123010000-0000'), join(recovery, 'worker_worker-2026')];
    mkdirSync(recovery, { recursive: true });
    mkdirSync(join(node.root, 'common', 'secret'), { recursive: true });
    writeFileSync(join(node.root, 'common', 'secret', 'authenticate'), 'secret-of-this-test');
    for (const file of [application, worker]) writeFileSync(file, '');
    expect(node.start('master')).toMatchObject({ exitCode: 0, stderr: '' });
    expect({ application: existsSync(application), worker: existsSync(worker) }).toEqual({
      application: true,
      worker: false,
    });
  });
});
