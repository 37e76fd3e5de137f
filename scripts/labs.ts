import { spawnSync } from 'node:child_process';

const bramble = ['src/cli/main.ts', 'lab'];

/** Names of the labs that are up on this machine. */
export function labsUp(): string[] {
  const { stdout } = spawnSync(process.execPath, [...bramble, 'status', '--json'], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => (JSON.parse(line) as { lab: string }).lab); // our own format
}

/** Takes labs down and says so. */
export function takeDown(labs: readonly string[]): void {
  for (const lab of labs) {
    console.log(`     taking down the lab "${lab}", which was left up`);
    spawnSync(process.execPath, [...bramble, 'down', '--name', lab], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
}
