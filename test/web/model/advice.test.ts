import { describe, expect, it } from 'vitest';
import { RequestFailed, ServerAway } from '../../../web/src/api/problem.ts';
import { adviceOn } from '../../../web/src/model/advice.ts';

describe('adviceOn', () => {
  it('says how to start a server that is away', () => {
    expect(adviceOn(new ServerAway('no')).tries.join()).toContain('`bramble serve`');
  });

  it('says where the token is found', () => {
    expect(adviceOn(new RequestFailed({ status: 401, title: 'Token rejected' })).tries.join()).toContain('token');
  });

  it('tells of every host that failed, and each way out once', () => {
    const failures = ['red', 'red01'].map((host) => ({
      type: '',
      title: 'Sudo failed',
      status: 502,
      code: 'SUDO_FAILED' as const,
      detail: 'sudo wants a password',
      host,
      hint: 'ssh to it',
    }));
    const problem = { status: 502, title: 'Sudo failed', detail: 'failed on 2 of 2 hosts', failures };
    expect(adviceOn(new RequestFailed(problem))).toEqual({
      title: 'Sudo failed',
      details: ['failed on 2 of 2 hosts', 'red: sudo wants a password', 'red01: sudo wants a password'],
      tries: ['ssh to it', 'Give the sudo password with the job.'],
      evidence: '',
    });
  });

  it('names the status of an answer that says nothing', () => {
    expect(adviceOn(new RequestFailed({ status: 502, title: 'Bad Gateway' }))).toMatchObject({
      title: 'Bad Gateway',
      details: [],
    });
  });

  it('does not hide that the page itself failed', () => {
    expect(adviceOn(new TypeError('x is undefined')).details).toEqual(['x is undefined']);
  });
});
