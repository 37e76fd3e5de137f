type Told = Readonly<Record<string, unknown>>;
type Suggest = (told: Told) => string | undefined;

const inTrouble =
  'bramble doctor looks at the machines, bramble logs at the daemons; bramble support-bundle makes one file to ask for help with';
const proof = 'bramble verify proves it with jobs; bramble status shows the nodes';
const sameWords = 'the same words without --dry-run do it';
const look = 'bramble verify --no-jobs shows whether all is well';

/** What to do after a command that ended as told. */
const suggestions: Readonly<Record<string, Suggest>> = {
  init: ({ file, isExample }) => `${isExample ? 'put your hosts into it, then ' : ''}bramble plan -f ${file}`,
  hosts: () => 'bramble doctor --hosts, with such a list, looks at these machines',
  doctor: (told) =>
    told.fit && !isInUse(told) ? 'bramble plan, with the same hosts, shows what deploy would do' : undefined,
  plan: () => 'bramble deploy, with the same words',
  deploy: (told) => (told.changed ? afterDeploy(told) : told.stages === undefined ? proof : sameWords),
  verify: () => 'bramble submit FILE runs a program; bramble ui opens the web pages',
  'support-bundle': ({ path }) => `look through it before you pass it on: tar -xzOf ${path} | less`,
  'bench compare': () => 'bramble report, with the same files, shows them in plots',
  report: ({ files }) => afterReport(String(Object(files)[0])),
  upgrade: (told) => (told.changed ? afterUpgrade(told) : dry(told)),
  revert: (told) => (told.changed ? proof : dry(told)),
  add: ({ changed }) => (changed ? 'bramble status shows the new nodes' : sameWords),
  remove: ({ removed }) => (isEmpty(removed ?? ['some']) ? sameWords : 'bramble status shows the nodes that are left'),
  maintenance: ({ maintenance }) =>
    maintenance === undefined ? look : `bramble ssh ${Object(maintenance)[0]} sudo poweroff switches it off`,
  stop: () => 'bramble start starts them again',
  start: ({ started }) => (started === 0 ? 'bramble status shows the nodes' : proof),
  unlock: ({ unlocked }) => (isEmpty(unlocked) ? undefined : 'bramble history shows how far they got'),
  uninstall: ({ removed, plan }) =>
    removed ? 'bramble deploy, with the same hosts, brings it back' : isEmpty(plan) ? undefined : sameWords,
  build: () => 'bramble deploy uses it; bramble release puts it into a store for others',
  release: ({ store, channel }) => `bramble deploy --channel ${channel} --store ${store}`,
  promote: ({ to }) => `clusters that follow ${to} get it by bramble upgrade`,
  close: ({ closed }) => `clusters that follow ${closed} move on by bramble upgrade`,
  'lab up': ({ hosts }) => `bramble deploy spark --hosts "${namesOf(hosts).join(',')}"`,
  'lab kill': ({ host }) => `${look}; bramble lab reboot ${host} switches it on again`,
  'lab reboot': () => look,
  'lab down': () => 'bramble lab up boots new ones',
};

/** Commands after which there is nothing to advise: they only look, hand the terminal over, or say it themselves. */
const withoutAdvice: ReadonlySet<string> = new Set([
  'submit',
  'run',
  'status',
  'logs',
  'ui',
  'ssh',
  'identify',
  'history',
  'bench',
  'channels',
  'lab status',
  'lab ssh',
  'serve',
  'completion',
]);

/** Whether somebody has thought about what comes after a command. */
export function isAdvised(command: string): boolean {
  return command in suggestions !== withoutAdvice.has(command);
}

/** What to do next, after a command that was carried out and told this. */
export function nextStep(command: string, result: unknown): string | undefined {
  const told: Told = Object(result);
  return told.healthy === false ? inTrouble : suggestions[command]?.(told);
}

function isInUse({ hosts }: Told): boolean {
  const installed = Object.values(Object(hosts)).map((host) => Object(Object(Object(host).facts).installed));
  return installed.some((parts) => Object.values(parts).some((part) => part !== undefined));
}

function afterDeploy({ findings }: Told): string {
  const has = (role: string) => JSON.stringify(findings ?? []).includes(`"role":"${role}"`);
  const uses = [
    ...(has('master') ? ['bramble submit FILE runs a program'] : []),
    ...(has('namenode') ? ['bramble run hdfs dfs -ls / shows the files in HDFS'] : []),
    'bramble ui opens the web pages',
  ];
  return uses.join('; ');
}

/** A finalized upgrade tells no health, and cannot be taken back. */
function afterUpgrade({ healthy }: Told): string {
  return healthy === undefined ? proof : `bramble revert goes back; ${proof}`;
}

function afterReport(file: string): string {
  return file.endsWith('.html') ? `open ${file} in a browser; --out report.pdf makes one to hand in` : `open ${file}`;
}

function dry({ changes }: Told): string | undefined {
  return isEmpty(changes) ? undefined : sameWords;
}

function isEmpty(value: unknown): boolean {
  return Object.keys(Object(value)).length === 0;
}

function namesOf(hosts: unknown): string[] {
  return Object.values(Object(hosts)).map((host) => String(Object(host).name));
}
