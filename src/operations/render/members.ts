import { counted } from '../../domain/counted.ts';
import type { Remainder } from '../../plan/remove-nodes.ts';
import type { HdfsShare, ReleaseWish } from '../release-nodes.ts';

/** What a removal of nodes will do, step by step. */
export function renderRemovalOfNodes(
  { names, isDead, limitSeconds }: ReleaseWish,
  share: HdfsShare | undefined,
  { moves, spec }: Remainder,
): string {
  const these = names.join(', ');
  const steps = [
    ...(isDead ? [] : [`let running work on ${these} end or move, for up to ${limitSeconds} s`]),
    ...lowering(share),
    ...(share === undefined
      ? []
      : [
          isDead
            ? 'wait until HDFS has made new copies of their blocks'
            : `have HDFS copy the blocks of ${share.dataNodes.join(', ')} to the others`,
        ]),
    ...(isDead ? [`leave ${these} untouched, and forget the host key`] : [`remove what bramble installed on ${these}`]),
    ...moves.map(({ role, to }) => `move the ${role} to ${to}`),
    `tell ${spec.nodes.map(({ target }) => target.name).join(', ')}`,
  ];
  return steps.map((step, at) => `${at + 1}. ${step}`).join('\n');
}

function lowering(share: HdfsShare | undefined): string[] {
  const wide = share?.files.filter(({ replication }) => replication > share.left) ?? [];
  const count = wide.reduce((sum, { files }) => sum + files, 0);
  return share === undefined || count === 0
    ? []
    : [`lower ${counted(count, 'file')} to ${counted(share.left, 'copy', 'copies')}`];
}
