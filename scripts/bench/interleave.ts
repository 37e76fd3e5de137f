type Works<Key extends string, Sample> = Readonly<Record<Key, () => Promise<Sample>>>;

interface Rounds {
  readonly runs: number;
  /** Rounds before the first that counts: caches fill, and the machine settles. */
  readonly warmUps: number;
  readonly signal: AbortSignal;
}

/** Does all the works in turn, A B A B, so that whatever else the machine does disturbs them alike. */
export async function interleave<Key extends string, Sample>(
  { runs, warmUps, signal }: Rounds,
  works: Works<Key, Sample>,
): Promise<Record<Key, Sample[]>> {
  const names = Object.keys(works) as Key[];
  const samples = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Key, Sample[]>;
  for (let round = -warmUps; round < runs; round += 1)
    for (const name of names) {
      signal.throwIfAborted();
      const sample = await works[name]();
      if (round >= 0) samples[name].push(sample);
    }
  return samples;
}
