import { type Fact, numberOf } from './fact.ts';

const kbPerMb = 1024;

/** What `apt-get clean` would free, in MB: packages that were fetched and are installed since. */
export const packageCacheFact: Fact<number> = {
  script: 'du -sk /var/cache/apt/archives',
  parse: (text) => Math.floor(numberOf(text) / kbPerMb),
};
