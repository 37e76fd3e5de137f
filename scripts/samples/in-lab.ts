import type { Sample } from './sample.ts';

const hosts = '--hosts "red,red01"';

/** Samples of a cluster of two virtual Pis, taken in this order: each finds what those before it have made. */
export const ofBoth: readonly Sample[] = [
  { as: 'lab-up', command: `bramble lab up --name samples ${hosts} --os ubuntu,raspios --memory 3G` },
  { as: 'doctor', command: `bramble doctor ${hosts}` },
  { command: 'bramble lab ssh --name samples red01 sudo sed -i /red01/d /etc/hosts' },
  { as: 'doctor-finds', command: 'bramble doctor --hosts red01' },
  { as: 'doctor-mends', command: 'bramble doctor --hosts red01 --fix --yes' },
  { as: 'plan-spark', command: `bramble plan spark ${hosts}` },
  { as: 'plan-all', command: `bramble plan all ${hosts}`, only: /ROLES|snap \(|tarball \(/ },
  {
    as: 'deploy',
    command: `bramble deploy all ${hosts}`,
    only: /every|HDFS|counts|job|restarted|^deployed|^the cluster/,
  },
  { as: 'deploy-again', command: `bramble deploy all ${hosts}` },
  { as: 'status', command: 'bramble status' },
  // A text that never changes, so that the words counted in it do not either.
  { command: `cp ${process.cwd()}/examples/*.py ${process.cwd()}/LICENSE .` },
  { as: 'submit-pi', command: 'bramble submit pi.py' },
  { command: 'bramble run hdfs dfs -put - /words < LICENSE' },
  { as: 'hdfs-ls', command: 'bramble run hdfs dfs -ls /' },
  { command: 'bramble submit word-count.py /words /counted-by-spark' },
  { as: 'counted', command: 'bramble run hdfs dfs -cat "/counted-by-spark/part-*" | tail -n 5' },
  { as: 'hdfs-blocks', command: 'bramble run hdfs fsck /words -files -blocks', only: /^\/words|^\d+\. |HEALTHY/ },
  { as: 'maintenance', command: 'bramble maintenance red01 --for 30m' },
  { command: 'bramble maintenance red01 --end' },
  { command: 'bramble lab kill --name samples red01' },
  { as: 'verify-without', command: 'bramble verify --no-jobs --timeout 5', exits: 1 },
];

/** Those that Spark alone is enough for, on two fresh virtual Pis: a quarter of the time. */
export const ofSpark: readonly Sample[] = [
  { command: `bramble lab up --name samples ${hosts} --os ubuntu,raspios` },
  {
    as: 'locked',
    meanwhile: `bramble deploy spark ${hosts} --no-verify`,
    command: `bramble deploy spark ${hosts}`,
    exits: 4,
  },
  { as: 'history', command: 'bramble history' },
  { as: 'remove-refused', command: 'bramble remove red --yes', exits: 3 },
  { as: 'uninstall', command: 'bramble uninstall spark --yes' },
];
