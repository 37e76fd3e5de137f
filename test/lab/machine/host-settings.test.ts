import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { renderHostSettings, renderLabNote } from '../../../src/lab/machine/host-settings.ts';

const groups = { host: ['/v2/red', '/v1/red'], supervisor: '/v2/supervisors' };
const host = { lab: 'lab', name: 'red', layers: ['/top', '/base'], memoryMb: 1000, groups };
const cable = {
  address: '10.73.0.10',
  mac: '02:62:72:00:00:0a',
  gateway: '10.73.0.1',
  bridge: 'brlab0',
  link: 'brlab0h10',
};

describe('the settings of a host', () => {
  it('are assignments for sh', () => {
    expect(renderHostSettings({ ...host, cable: { ...cable, linkKbit: 1000 } })).toBe(`LAB_HOST='red'
LAB_LAYERS='/top:/base'
LAB_RUN_MB='200'
LAB_SHM_MB='500'
LAB_POLICY='bramble.lab.red'
LAB_CGROUPS='/v2/red /v1/red'
LAB_SUPERVISOR_CGROUP='/v2/supervisors'
LAB_ADDRESS='10.73.0.10'
LAB_MAC='02:62:72:00:00:0a'
LAB_GATEWAY='10.73.0.1'
LAB_BRIDGE='brlab0'
LAB_LINK='brlab0h10'
LAB_RATE_KBIT='1000'
`);
  });

  it('leave the cable empty where there is none, and the rate where it is not limited', () => {
    expect(renderHostSettings(host)).toContain("LAB_ADDRESS=''\n");
    expect(renderHostSettings({ ...host, cable })).toContain("LAB_RATE_KBIT=''\n");
  });

  it('are data for the shell, whatever they hold', () => {
    const name = `a'; touch /tmp/x; echo "$HOME`;
    const script = `${renderHostSettings({ ...host, name })}printf %s "$LAB_HOST"`;
    expect(execFileSync('sh', ['-c', script], { encoding: 'utf8' })).toBe(name);
  });
});

describe('what a host can read of itself', () => {
  it('is its memory and its lab', () => {
    expect(JSON.parse(renderLabNote(host))).toEqual({ lab: 'lab', memoryMb: 1000 });
  });
});
