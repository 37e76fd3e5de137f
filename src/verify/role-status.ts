import type { RoleName } from '../domain/roles.ts';

/** What a daemon's own JSON says about how it is. */
export interface RoleStatus {
  readonly isGood: boolean;
  readonly detail: string;
}

type Judge = (json: unknown) => RoleStatus;

/** How each daemon says that it is well; one that says nothing of the kind is well when it answers at all. */
const judges: Readonly<Partial<Record<RoleName, Judge>>> = {
  master: (json) => expectValue('status', (json as { status?: unknown }).status, 'ALIVE'), // Spark's master page as JSON
  nodemanager: (json) => {
    const { nodeInfo } = json as { nodeInfo?: { nodeHealthy?: unknown; healthReport?: unknown } }; // /ws/v1/node/info
    const isGood = nodeInfo?.nodeHealthy === true;
    return { isGood, detail: isGood ? 'says that it is healthy' : `is unhealthy: ${String(nodeInfo?.healthReport)}` };
  },
  datanode: (json) => {
    const { beans = [] } = json as { beans?: readonly { NumFailedVolumes?: number }[] }; // Hadoop's /jmx
    const failed = beans.reduce((sum, { NumFailedVolumes = 0 }) => sum + NumFailedVolumes, 0);
    return { isGood: failed === 0, detail: failed === 0 ? 'all its volumes work' : `${failed} of its volumes failed` };
  },
};

/** Reads what a daemon answered in JSON. */
export function judgeStatus(role: RoleName, json: unknown): RoleStatus {
  return judges[role]?.(json) ?? { isGood: true, detail: 'answers in JSON' };
}

function expectValue(word: string, value: unknown, wanted: string): RoleStatus {
  return { isGood: value === wanted, detail: `${word} ${String(value)}` };
}
