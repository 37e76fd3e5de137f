import type { SnapStore } from '../domain/exam.ts';
import type { Fact } from './fact.ts';

const limitSeconds = 20;
const base = 'core24';

/** Whether snapd can fetch the base that bramble's snaps run on; snapd asks itself, by its own proxy and certificates. */
export const snapStoreFact: Fact<SnapStore> = {
  script: `[ -S /run/snapd.socket ] || { echo no-snapd; exit; }
[ -e /snap/${base}/current ] && { echo not-needed; exit; }
timeout ${limitSeconds} snap debug connectivity > /dev/null && echo reachable || echo unreachable`,
  parse: (text) => answers.find((answer) => answer === text.trim()) ?? 'no-snapd',
};

const answers: readonly SnapStore[] = ['reachable', 'unreachable', 'not-needed', 'no-snapd'];
