import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { SnapNode } from './snap-node.ts';

/** The values of a VERSION file that a test is about. */
interface Version {
  readonly clusterID?: string;
  readonly namespaceID?: string;
  readonly storageType?: 'NAME_NODE' | 'DATA_NODE';
}

/** A node of Hadoop with folders of HDFS to arrange and to look at. */
export class HdfsNode extends SnapNode {
  readonly #disks = join(this.root, 'disks');

  constructor() {
    super('hadoop');
    mkdirSync(this.#disks);
  }

  /** A path: `hdfs/…` is in the node's own folder, anything else on a disk of its own. */
  path(name: string): string {
    return name.startsWith('hdfs') ? join(this.root, 'common', name) : join(this.#disks, name);
  }

  write(name: string, text: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  read(name: string): string | undefined {
    return existsSync(this.path(name)) ? readFileSync(this.path(name), 'utf8') : undefined;
  }

  /** Makes a folder that is in use by HDFS. */
  fill(name: string, { clusterID = 'red-1', namespaceID = '7', storageType = 'NAME_NODE' }: Version = {}): void {
    const lines = { namespaceID, clusterID, storageType, blockpoolID: `BP-${namespaceID}` };
    const text = Object.entries(lines).map(([key, value]) => `${key}=${value}\n`);
    this.write(`${name}/current/VERSION`, text.join(''));
  }

  delete(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  /** Makes Java fail as it does where a disk is full, or no longer. */
  diskIsFull(isFull: boolean): void {
    const note = join(this.root, 'fake', 'no-space');
    if (isFull) writeFileSync(note, '');
    else rmSync(note);
  }

  /** Every file of HDFS and of the disks, with what is in it. */
  data(): Readonly<Record<string, string>> {
    const folders = [this.path('hdfs'), this.#disks].filter((folder) => existsSync(folder));
    const files = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()),
    );
    const paths = files.map(({ parentPath, name }) => join(parentPath, name)).filter((path) => !path.endsWith('/lock'));
    return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(path, 'utf8')]));
  }

  /** Starts a daemon; it must refuse in one line, touch no data and call no Java. Returns the line. */
  refusal(role: string): string {
    const before = this.data();
    const { exitCode, stderr, java } = this.start(role);
    expect(java).toEqual([]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error: .*\n$/);
    expect(this.data()).toEqual(before);
    return stderr.replaceAll(this.#disks, '/mnt').replaceAll(join(this.root, 'common'), '').trimEnd();
  }
}
