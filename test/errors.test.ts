import { describe, expect, it } from 'vitest';
import { BrambleError, explain, HostsFailed } from '../src/errors.ts';

describe('explaining a failure', () => {
  it('says where, what, why and what to try, in this order', () => {
    const error = new BrambleError('ACTION_FAILED', 'could not install', {
      host: 'red01',
      cause: new Error('no space left'),
      evidence: 'line 1\nline 2',
      hint: 'sudo apt clean',
    });
    expect(explain(error)).toBe(
      'red01: could not install\n  because: no space left\n    line 1\n    line 2\n  try: sudo apt clean',
    );
  });

  it('shows the failures of several hosts together and counts hosts, not failures', () => {
    const failures = [
      new BrambleError('HOST_UNSUITABLE', 'too old', { host: 'red' }),
      new BrambleError('HOST_UNSUITABLE', 'too full', { host: 'red' }),
      new BrambleError('HOST_UNSUITABLE', 'too small', { host: 'red01' }),
    ];
    expect(explain(new HostsFailed(failures, 5))).toBe(
      'failed on 2 of 5 hosts\n  red: too old\n  red: too full\n  red01: too small',
    );
  });

  it('keeps the code that all failures share', () => {
    const locked = new BrambleError('LOCKED', 'locked', { host: 'red' });
    const lost = new BrambleError('HOST_LOST', 'lost', { host: 'red01' });
    expect(new HostsFailed([locked, locked], 2).code).toBe('LOCKED');
    expect(new HostsFailed([locked, lost], 2).code).toBe('HOSTS_FAILED');
  });
});
