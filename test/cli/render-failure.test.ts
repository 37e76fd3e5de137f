import { setTimeout as sleep } from 'node:timers/promises';
import { CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { renderFailure } from '../../src/cli/render-failure.ts';
import { BrambleError, HostsFailed } from '../../src/errors.ts';

const lost = new BrambleError('HOST_LOST', 'the connection was lost', { host: 'red01', hint: 'run it again' });
const refused = new BrambleError('NOT_CONFIRMED', 'not confirmed');

describe('renderFailure', () => {
  it('explains an expected failure and exits as its code says', () => {
    expect(renderFailure(lost, { json: false })).toEqual({
      exit: 1,
      stdout: '',
      stderr: 'error: red01: the connection was lost\n  try: run it again\n',
    });
    expect(renderFailure(refused, { json: false }).exit).toBe(3);
  });

  it('says the same as JSON to a script, each host with its own failure', () => {
    const { stdout, stderr } = renderFailure(new HostsFailed([lost], 2, ['red']), { json: true });
    expect(JSON.parse(stdout)).toMatchObject({ error: { failures: [{ code: 'HOST_LOST', host: 'red01' }] } });
    expect(stderr).toContain('red01: the connection was lost');
  });

  it('takes an aborted wait for what it was aborted by', async () => {
    const interrupted = new BrambleError('INTERRUPTED', 'interrupted');
    const error: unknown = await sleep(9999, undefined, { signal: AbortSignal.abort(interrupted) }).catch((e) => e);
    expect(renderFailure(error, { json: false })).toEqual({ exit: 130, stdout: '', stderr: 'error: interrupted\n' });
  });

  it('adds nothing to what commander has said of wrong use, and exits with 2', () => {
    const wrongUse = new CommanderError(1, 'commander.unknownOption', 'unknown option');
    expect(renderFailure(wrongUse, { json: false })).toEqual({ exit: 2, stdout: '', stderr: '' });
    expect(renderFailure(new CommanderError(0, 'commander.help', ''), { json: false }).exit).toBe(0);
  });

  it('shows the stack of anything else and asks for a report', () => {
    const { exit, stderr } = renderFailure(new TypeError('x is undefined'), { json: false });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^This is a bug in bramble.*\nTypeError: x is undefined\n {4}at /);
  });
});
