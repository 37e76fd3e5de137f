import { describe, expect, it } from 'vitest';
import { parseUnits } from '../../src/facts/units.ts';

const unit = 'snap.bramble-spark.worker.service';

/** As `systemctl show` prints it after `systemctl stop`, and after a crash that was given up. */
const shown = (status: number, state = 'failed') =>
  `1000.5 3000.1
NRestarts=0
ExecMainStatus=${status}
MainPID=0
Id=${unit}
ActiveState=${state}
SubState=${state}
UnitFileState=enabled
ActiveEnterTimestampMonotonic=0
`;

describe('a daemon of a snap', () => {
  it('is inactive where it was stopped, though systemd calls the status of a JVM that was told to end a failure', () => {
    expect(parseUnits(shown(143)).get(unit)).toMatchObject({ active: 'inactive', subState: 'dead', enabled: true });
  });

  it('has failed where it ended by itself or was killed', () => {
    for (const status of [1, 134, 137])
      expect(parseUnits(shown(status)).get(unit)).toMatchObject({ active: 'failed', subState: 'failed' });
  });

  it('is on its way where it is started again after the same ending', () => {
    expect(parseUnits(shown(143, 'activating')).get(unit)?.active).toBe('activating');
  });
});
