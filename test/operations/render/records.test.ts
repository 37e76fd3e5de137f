import { describe, expect, it } from 'vitest';
import { resolveCluster } from '../../../src/config/resolve-cluster.ts';
import type { HistoryEntry } from '../../../src/deploy/merge-history.ts';
import { BrambleError } from '../../../src/errors.ts';
import { renderHistory } from '../../../src/operations/render/history.ts';
import { renderStatus } from '../../../src/operations/render/status.ts';
import { blankHost } from '../../support/facts.ts';

const done: HistoryEntry = {
  who: 'ana@desk',
  what: 'bramble deploy spark',
  since: '2026-11-22T20:00:00.000Z',
  nodes: ['red', 'red01'],
  artifacts: [{ component: 'spark', version: '4.3.0', packaging: 'snap', sha256: 'f'.repeat(64) }],
  ended: '2026-11-22T20:03:10.000Z',
  result: 'done',
  message: undefined,
};

describe('the history as people read it', () => {
  it('has a line for each command: whose, where, how it ended, and what it brought', () => {
    const [heading, line] = renderHistory([done]).split('\n');
    expect(heading).toMatch(/^BEGUN +WHO +COMMAND +NODES +RESULT$/);
    expect(line).toMatch(/ana@desk {2}bramble deploy spark {2}red red01 {2}done; 3 min; spark 4\.3\.0 \(snap\)$/);
  });

  it('tells what failed and why, what is at work, and what was cut off', () => {
    const base = { ...done, artifacts: [], ended: undefined };
    const text = renderHistory([
      { ...base, ended: '2026-11-22T20:00:31.000Z', result: 'failed', message: 'red: it is full' },
      { ...base, result: 'running' },
      { ...base, result: 'cut-off' },
    ]);
    expect(text).toMatch(/failed; 31 s; red: it is full\n.*at work now\n.*cut off: its end was never recorded$/);
  });

  it('says so where there is none', () => {
    expect(renderHistory([])).toBe('these nodes have no history');
  });
});

describe('the status', () => {
  const spec = resolveCluster({ hosts: 'red,red01,red02' });
  const nodes = (...seen: readonly (ReturnType<typeof blankHost> | BrambleError)[]) =>
    seen.map((one, at) => ({ name: spec.nodes[at]?.target.name ?? '', roles: [], seen: one }));

  it('tells who is at work, once for all nodes', () => {
    const lock = { who: 'ana@desk', what: 'bramble deploy spark', since: '2026-11-22T20:00:00.000Z' };
    const text = renderStatus(spec, nodes(blankHost({ lock }), blankHost({ lock }), blankHost()));
    expect(text).toContain(
      '\nred, red01: locked by ana@desk since 2026-11-22T20:00:00.000Z for `bramble deploy spark`',
    );
  });

  it('calls a host silent that does not answer, and names what one refuses that does', () => {
    const text = renderStatus(
      spec,
      nodes(
        new BrambleError('HOST_UNREACHABLE', 'red port 22 did not answer'),
        new BrambleError('SUDO_FAILED', 'sudo wants the password of user pi, and none was given'),
        new BrambleError('AUTH_FAILED', 'no key was accepted for pi'),
      ),
    );
    expect(text).toMatch(/^red +does not answer: red port 22 did not answer$/m);
    expect(text).toMatch(/^red01 +sudo wants the password of user pi, and none was given$/m);
    expect(text).toMatch(/^red02 +no key was accepted for pi$/m);
  });
});
