import type { BenchmarkName } from './benchmarks.ts';
import type { Measurement } from './record.ts';

/** What is measured: a measurement before its runs. */
export type Head = Omit<Measurement, 'benchmark' | 'title' | 'unit' | 'better' | 'warmUps' | 'runs'> & {
  readonly benchmark: BenchmarkName;
};

/** What one run came to; a value of null where it came to nothing. */
export interface Outcome {
  readonly value: number | null;
  readonly valid: boolean;
  /** Why it is not valid. */
  readonly reason?: string;
  readonly details?: Record<string, number>;
}

/** One thing that is run, and what is measured by it. */
export interface Step {
  readonly heads: readonly Head[];
  /** Whether a step behind it tells if what it makes is right; otherwise it looks itself. */
  readonly isCheckedLater?: true;
  /** An outcome for each head. */
  readonly run: () => Promise<readonly Outcome[]>;
}

/** Benchmarks that share what is up for them. */
export interface OpenSuite {
  /** Steps of one sequence work on what those before them have made. */
  readonly sequences: readonly (readonly Step[])[];
  readonly end: () => Promise<void>;
}
