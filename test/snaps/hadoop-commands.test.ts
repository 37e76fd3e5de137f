import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rolesOf } from '../../src/domain/roles.ts';
import { SnapNode } from '../support/snap-node.ts';

const table = readFileSync(fileURLToPath(new URL('../../snaps/node/hadoop/commands.table', import.meta.url)), 'utf8');
const rows = table.split('\n').flatMap((line) => (line.startsWith('#') || line === '' ? [] : [line.split('|')]));

let node: SnapNode;

beforeAll(() => {
  node = new SnapNode('hadoop');
  node.settings = { namenode: { host: '10.9.9.2' }, resourcemanager: { host: '10.9.9.2' }, client: { 'heap-mb': 300 } };
});

afterAll(() => node.remove());

/** The class and its words, as Java was asked to run them. */
const called = (...words: readonly string[]) =>
  node.start(...words).java[0]?.replace(/^.* -XX:TieredStopAtLevel=1 /, '');

describe('the commands of Hadoop', () => {
  it('start the class that the manual says, small, with the words as they were typed', () => {
    const { exitCode, java } = node.start('hdfs', 'dfs', '-ls', '/a b', '*');
    expect(exitCode).toBe(0);
    expect(java[0]).toMatch(/-Xmx300m -XX:TieredStopAtLevel=1 org\.apache\.hadoop\.fs\.FsShell -ls \/a b \*$/);
  });

  it.each([
    ['yarn application -list', 'org.apache.hadoop.yarn.client.cli.ApplicationCLI application -list'],
    ['mapred job -list', 'org.apache.hadoop.mapred.JobClient -list'],
    ['hadoop jar /etc/hostname Main 1', 'org.apache.hadoop.util.RunJar /etc/hostname Main 1'],
    ['hadoop org.example.Main 1', 'org.example.Main 1'],
  ])('start %s', (typed, wanted) => {
    expect(called(...typed.split(' '))).toBe(wanted);
  });

  it('tell their names, all of them', () => {
    for (const command of ['hdfs', 'yarn', 'mapred', 'hadoop']) {
      const names = rows.filter(([of]) => of === command).map(([, name]) => name);
      expect(node.start(command, '--help')).toMatchObject({
        exitCode: 0,
        stderr: expect.stringContaining(names.join(' ')),
      });
      expect(node.start(command, 'nonsense')).toMatchObject({
        exitCode: 1,
        stderr: `error: ${command} knows no nonsense; it knows: ${names.join(' ')} \n`,
        java: [],
      });
    }
  });

  it.each(rolesOf('hadoop').flatMap((role) => ['hdfs', 'yarn', 'mapred'].map((command) => [command, role])))(
    'run no daemon by hand, and format nothing: %s %s',
    (command = '', role = '') => {
      const { exitCode, stderr, java } = node.start(command, role, '-format');
      expect({ exitCode, java }).toEqual({ exitCode: 1, java: [] });
      expect(stderr).toMatch(new RegExp(`^error: the ${role} is a service of this node: .* formatted by hand\n$`));
    },
  );

  it.each([
    ['org.apache.hadoop.hdfs.server.namenode.NameNode'],
    ['org.apache.hadoop.hdfs.server.namenode.FsImageValidation'],
    ['org.apache.hadoop.yarn.server.resourcemanager.ResourceManager'],
  ])('reach no daemon by its class: hadoop %s', (name) => {
    const { exitCode, stderr, java } = node.start('hadoop', name, '-format');
    expect({ exitCode, java }).toEqual({ exitCode: 1, java: [] });
    expect(stderr).toContain('belongs to a daemon');
  });

  it('say which host they do not know', () => {
    const blank = new SnapNode('hadoop');
    blank.settings = {};
    expect(blank.start('hdfs', 'dfs', '-ls').stderr).toMatch(/^error: namenode\.host is not set: /);
    expect(blank.start('yarn', 'node', '-list').stderr).toMatch(/^error: resourcemanager\.host is not set: /);
    expect(blank.start('hdfs', 'version').exitCode).toBe(0);
    blank.remove();
  });

  it('say where a jar must be that cannot be read', () => {
    expect(node.start('yarn', 'jar', '/none.jar').stderr).toMatch(
      /^error: \/none\.jar cannot be read by the user _daemon_; put it into/,
    );
  });

  it('print where things are', () => {
    expect(node.start('hadoop', 'envvars').stdout).toContain(`HADOOP_HOME='${node.root}/hadoop'\n`);
  });
});

describe('the table of commands', () => {
  it('names nothing twice, and asks for roles that there are', () => {
    const names = rows.map(([command, name]) => `${command} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const [, , , asks = ''] of rows) expect(['', ...rolesOf('hadoop')]).toContain(asks);
  });
});
