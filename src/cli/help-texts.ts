/** What `--help` and the man page say of a command beyond its options. */
export interface HelpText {
  readonly examples: readonly string[];
  /** What a user has to know before the first call. */
  readonly notes?: readonly string[];
  /** The page of the manual, in `docs/`. */
  readonly page: string;
}

/** What a newcomer types first. */
export const firstSteps = [
  'First steps:',
  '  bramble doctor --hosts "red,red[01-02]" --user pi',
  '  bramble deploy spark --hosts "red,red[01-02]" --user pi',
  '  bramble status',
  'Without Pis, before that:',
  '  bramble lab up --hosts "red,red[01-02]"',
].join('\n');

const theirOwnWords = 'Options of bramble go before';

/** Every command that does something, by its words. A new command is a new row. */
export const helpTexts: Readonly<Record<string, HelpText>> = {
  init: {
    examples: [
      'bramble init',
      'bramble init class.yaml --hosts "pi@red,pi@red[01-05]"',
      'bramble init --inventory inventory.yaml',
    ],
    page: 'reference/cluster-file.md',
  },
  hosts: {
    examples: ['bramble hosts "red,red[01-03]"', 'bramble hosts "red[01-20]" "blue[1-3]" --json'],
    page: 'reference/host-lists.md',
  },
  doctor: {
    notes: [
      'Nothing needs to be deployed. Writes 64 MB to each disk to measure it. Exit status 1 means that a host is not fit.',
    ],
    examples: [
      'bramble doctor --hosts "red,red[01-02]"',
      'bramble doctor spark hadoop --hosts "red,red[01-02]" --verbose',
      'bramble doctor --hosts "red,red[01-02]" --fix',
    ],
    page: 'doctor.md',
  },
  plan: {
    examples: [
      'bramble plan spark --hosts "red,red[01-02]"',
      'bramble plan -f bramble.yaml',
      'bramble plan all --json',
    ],
    page: 'how-it-works.md',
  },
  deploy: {
    examples: [
      'bramble deploy spark --hosts "red,red[01-02]" --user pi',
      'bramble deploy spark hadoop --hosts "red,red[01-05]" --data-dir /media/usb/hdfs',
      'bramble deploy -f bramble.yaml --dry-run',
      'bramble deploy spark --hosts "pi@red,pi@red[01-05]" --master red --no-workers-on-master',
    ],
    page: 'tutorial-with-pis.md',
  },
  verify: {
    examples: ['bramble verify', 'bramble verify spark --hosts "red,red[01-02]" --junit verify.xml'],
    page: 'troubleshooting.md',
  },
  submit: {
    notes: [`${theirOwnWords} the file, arguments of the program after it.`],
    examples: [
      'bramble submit pi.py 100',
      'bramble submit --conf spark.executor.memory=700m count.py',
      'bramble submit --conf spark.master=yarn count.py',
      'bramble submit --mapreduce --class org.example.Count count.jar /in /out',
      'bramble submit --mapreduce hadoop-mapreduce-examples.jar wordcount /in /out',
    ],
    page: 'how-to/run-programs.md',
  },
  run: {
    notes: [`${theirOwnWords} the command.`],
    examples: [
      'bramble run hdfs dfs -put - /words.txt < words.txt',
      'bramble run hadoop jar hadoop-mapreduce-examples wordcount /words.txt /counts',
      'bramble run yarn application -list',
      'bramble run pyspark',
    ],
    page: 'how-to/run-programs.md',
  },
  status: {
    examples: ['bramble status', 'bramble status --watch', 'bramble status --cluster red --json'],
    page: 'troubleshooting.md',
  },
  logs: {
    examples: ['bramble logs', 'bramble logs red01 --follow', 'bramble logs --role worker --lines 200'],
    page: 'troubleshooting.md',
  },
  ui: {
    examples: ['bramble ui', 'bramble ui --open'],
    page: 'how-to/open-the-web-pages.md',
  },
  ssh: {
    notes: [`${theirOwnWords} the host.`],
    examples: ['bramble ssh red01', 'bramble ssh red01 df -h'],
    page: 'how-to/reach-your-pis.md',
  },
  identify: {
    examples: ['bramble identify red01', 'bramble identify "red[01-03]" --for 60'],
    page: 'doctor.md',
  },
  history: {
    examples: ['bramble history', 'bramble history --last 5 --json'],
    page: 'how-to/see-who-did-what.md',
  },
  'support-bundle': {
    notes: [
      'Look through the file before you pass it on: secrets are recognised by their names, and a program may write anything into its log.',
    ],
    examples: ['bramble support-bundle', 'bramble support-bundle --keep-addresses'],
    page: 'how-to/ask-for-help.md',
  },
  upgrade: {
    examples: [
      'bramble upgrade spark --dry-run',
      'bramble upgrade spark --channel 4.3/stable --canary red02',
      'bramble upgrade hadoop --soak 60',
      'bramble upgrade hadoop --finalize',
    ],
    page: 'upgrading.md',
  },
  revert: {
    examples: ['bramble revert spark --dry-run', 'bramble revert hadoop'],
    page: 'upgrading.md',
  },
  add: {
    examples: ['bramble add "red[03-05]"', 'bramble add red03 --rebalance --yes'],
    page: 'how-to/add-a-node.md',
  },
  remove: {
    examples: ['bramble remove red02', 'bramble remove "red[02-03]" --dry-run', 'bramble remove red02 --dead'],
    page: 'how-to/remove-a-node.md',
  },
  maintenance: {
    examples: ['bramble maintenance red01 --for 30m', 'bramble maintenance red01 --end'],
    page: 'how-to/switch-a-node-off.md',
  },
  stop: {
    examples: ['bramble stop', 'bramble stop spark --yes'],
    page: 'how-to/stop-and-start.md',
  },
  start: {
    examples: ['bramble start', 'bramble start hadoop --no-verify'],
    page: 'how-to/stop-and-start.md',
  },
  uninstall: {
    examples: ['bramble uninstall --dry-run', 'bramble uninstall spark', 'bramble uninstall --purge --yes'],
    page: 'how-to/uninstall.md',
  },
  unlock: {
    notes: [
      'You rarely need it: a lock goes away when its command ends, or a minute after its machine has gone.',
      'To finish what the other command began, run the same command; it does not matter who does.',
    ],
    examples: ['bramble unlock', 'bramble unlock --cluster red --yes'],
    page: 'how-to/see-who-did-what.md',
  },
  build: {
    examples: [
      'bramble build spark',
      'bramble build hadoop --as tarball --source file=hadoop-3.4.2.tar.gz',
      'bramble build spark --arch amd64',
    ],
    page: 'building.md',
  },
  release: {
    examples: [
      'bramble release bramble-spark_*.snap bramble-spark_*.tar.gz --channel 4.3/candidate --store /srv/bramble',
      'bramble release bramble-hadoop_*.snap --channel latest/edge',
    ],
    page: 'how-to/run-a-store.md',
  },
  channels: {
    examples: ['bramble channels --store /srv/bramble', 'bramble channels spark --json'],
    page: 'channels.md',
  },
  promote: {
    examples: ['bramble promote spark --from 4.3/candidate --to stable'],
    page: 'how-to/run-a-store.md',
  },
  close: {
    examples: ['bramble close spark 4.3/edge'],
    page: 'how-to/run-a-store.md',
  },
  bench: {
    notes: ['The cluster should have nothing else to do. Only the logs of the jobs stay on it.'],
    examples: [
      'bramble bench',
      'bramble bench spark --scale 1G --runs 10 --workers 1..n',
      'bramble bench hadoop --only terasort,dfsio-read --output before.json',
    ],
    page: 'benchmarking.md',
  },
  'bench compare': {
    examples: ['bramble bench compare before.json after.json'],
    page: 'benchmarking.md',
  },
  report: {
    examples: [
      'bramble report bench-red.json',
      'bramble report before.json after.json --out comparison.pdf',
      'bramble report bench-red.json --format md',
    ],
    page: 'report/README.md',
  },
  'lab up': {
    examples: [
      'bramble lab up --hosts "red,red[01-02]"',
      'bramble lab up --hosts "red,red[01-02]" --os ubuntu,raspios,raspios --memory 1G --link 100mbit',
    ],
    page: 'tutorial-without-pis.md',
  },
  'lab status': {
    examples: ['bramble lab status', 'bramble lab status --json'],
    page: 'tutorial-without-pis.md',
  },
  'lab down': {
    examples: ['bramble lab down', 'bramble lab down --all'],
    page: 'tutorial-without-pis.md',
  },
  'lab ssh': {
    notes: [`${theirOwnWords} the host.`],
    examples: ['bramble lab ssh red01', 'bramble lab ssh red01 systemctl --failed'],
    page: 'tutorial-without-pis.md',
  },
  'lab reboot': {
    examples: ['bramble lab reboot red01'],
    page: 'tutorial-without-pis.md',
  },
  'lab kill': {
    examples: ['bramble lab kill red01'],
    page: 'tutorial-without-pis.md',
  },
  serve: {
    notes: ['The page keeps the token for as long as it is open. Programs send it as `Authorization: Bearer TOKEN`.'],
    examples: ['bramble serve', 'bramble serve --host 0.0.0.0 --tls-cert red.crt --tls-key red.key'],
    page: 'rest-api.md',
  },
  completion: {
    notes: ['To keep it, put its line into ~/.bashrc, ~/.zshrc (after compinit) or ~/.config/fish/config.fish.'],
    examples: [
      'eval "$(bramble completion bash)"',
      'eval "$(bramble completion zsh)"',
      'bramble completion fish | source',
    ],
    page: 'shell.md',
  },
};
