import type { Step } from './packaging.ts';

/** Prints what each revision below a folder says of itself, whichever of them runs: its own kit may be an older one. */
export function listRevisionsIn(folder: string): Step {
  return { argv: ['sh', '-c', script, 'sh', folder], label: `list the revisions in ${folder}` };
}

const script = `cd "$1" || exit
for one in x*; do
  [ -f "$one/meta/bramble.json" ] || continue
  echo "--- $one"; cat "$one/meta/bramble.json"; echo
done`;
