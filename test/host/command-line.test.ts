import { describe, expect, it } from 'vitest';
import { renderCommandLine } from '../../src/host/command-line.ts';

const hostile = ['echo', 'a b; rm -rf $HOME'];
const announce = String.raw`'printf '\''%s %s'\\'n'\'' "$0" "$$" >&2; exec env LC_ALL=C "$@"'`;

describe('renderCommandLine', () => {
  it('runs the program in place of the shell, in the C locale, and tells its process id first', () => {
    expect(renderCommandLine(hostile, 'none', 'm')).toBe(
      `exec env LC_ALL=C sh -c ${announce} 'm!' echo 'a b; rm -rf $HOME'`,
    );
  });

  it('asks sudo never to ask where there is no password', () => {
    expect(renderCommandLine(hostile, 'never-ask', 'm')).toBe(
      `exec env LC_ALL=C sudo -n -- sh -c ${announce} 'm!' echo 'a b; rm -rf $HOME'`,
    );
  });

  it('lets sudo ask with a mark of ours, and holds no password', () => {
    expect(renderCommandLine(hostile, 'ask', 'm')).toBe(
      `exec env LC_ALL=C sudo -S -p 'm?' -- sh -c ${announce} 'm!' echo 'a b; rm -rf $HOME'`,
    );
  });
});
