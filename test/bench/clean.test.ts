import { describe, expect, it } from 'vitest';
import { idsIn, removeOldTraces } from '../../src/bench/clean.ts';
import { FakeHost } from '../support/fake-host.ts';
import { inventBench } from '../support/invented-bench.ts';

const app = (id: string, applicationTags: string) => ({ id, applicationTags });

describe('jobs that outlive a measurement', () => {
  it('are found by their tag in what the ResourceManager says, which says null where there is none', () => {
    const apps = {
      app: [app('application_1_0005', 'a,mine'), app('application_1_0006', ''), { id: 'application_1_7' }],
    };
    expect(idsIn({ apps }, (tag) => tag === 'mine')).toEqual(['application_1_0005']);
    expect(idsIn({ apps: null }, () => true)).toEqual([]);
    expect(idsIn({}, () => true)).toEqual([]);
  });
});

describe('what a measurement has left that was killed', () => {
  const running = 'http://10.1.1.1:8088/ws/v1/cluster/apps?states=NEW,NEW_SAVING,SUBMITTED,ACCEPTED,RUNNING';
  const root = 'http://10.1.1.1:9870/webhdfs/v1/?op=LISTSTATUS';

  async function removed(apps: readonly object[], folders: readonly string[]) {
    const ran: string[] = [];
    const notes: string[] = [];
    const host = new FakeHost('red')
      .serves(running, JSON.stringify({ apps: { app: apps } }))
      .serves(root, JSON.stringify({ FileStatuses: { FileStatus: folders.map((pathSuffix) => ({ pathSuffix })) } }));
    const run = async (argv: readonly string[]) => {
      ran.push(argv.slice(1).join(' '));
      return { exitCode: 0, stdout: '', stderr: '' };
    };
    const node = { roles: ['namenode', 'resourcemanager'] as const, host: Object.assign(host, { run }) };
    await removeOldTraces(inventBench({ red: node }, { report: ({ text }) => notes.push(text) }));
    return { ran, notes };
  }

  it('is ended on YARN and removed from HDFS, and nothing of others', async () => {
    const jobs = [app('application_1_0005', 'bramble-bench-0d'), app('application_1_0006', 'words')];
    const { ran, notes } = await removed(jobs, ['bramble', 'bramble-bench-0d', 'user']);
    expect(ran).toEqual([
      'application -kill application_1_0005',
      'dfs -rm -r -f -skipTrash /user/*/.staging/job_1_0005 /user/*/.sparkStaging/application_1_0005 /bramble-bench-0d',
    ]);
    expect(notes).toEqual(['removing what an earlier measurement has left: application_1_0005, /bramble-bench-0d']);
  });

  it('costs no command where there is nothing', async () => {
    expect(await removed([], ['user'])).toEqual({ ran: [], notes: [] });
  });
});
