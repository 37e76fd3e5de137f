import { z } from 'zod';
import { methods } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import { roleNames } from '../domain/roles.ts';

/** Counts up when the form of a record changes, so that an older bramble says so instead of guessing. */
export const recordSchemaVersion = 2;

/** Who carries a benchmark out; `ground` is what lies under all of them: disk, memory, network. */
const engines = ['ground', 'hdfs', 'mapreduce', 'spark-standalone', 'spark-yarn'] as const;

/** `s` seconds, `MB/s` 10⁶ bytes a second, `ops/s` operations a second, `ms` milliseconds. */
const units = ['s', 'MB/s', 'ops/s', 'ms'] as const;

/** What a node was like in the course of one run, from samples before, during and after it; null where it cannot tell. */
const conditionSchema = z.object({
  node: z.string(),
  /** Highest that was seen, in °C. */
  temperatureC: z.number().nullable(),
  /** Lowest and highest clock of any core that was seen, in MHz. An idle Pi lowers it by itself. */
  clockMhz: z.object({ lowest: z.number(), highest: z.number() }).nullable(),
  /** What the firmware held back while the run lasted, in words; empty where nothing. Null where there is no such firmware. */
  throttled: z.array(z.string()).nullable(),
  /** What it had noted since it booted as the run began: the same again between two looks does not show. Null as above. */
  throttledBefore: z.array(z.string()).nullable(),
  /** Load average over one minute, as the run began. */
  load: z.number(),
  /** Share of processor time that was taken just before the run began: 0 idle, 1 all cores taken. */
  busyBefore: z.number().min(0).max(1),
});

/** One run. Only those that are valid and not disturbed count for median and spread. */
const runSchema = z.object({
  /** In the measurement's unit; null where it came to no figure. */
  value: z.number().nullable(),
  /** Whether what it computed or wrote was checked and is right. */
  valid: z.boolean(),
  /** Whether something else held it back: heat, a weak power supply, other work. */
  disturbed: z.boolean(),
  /** Why it is not valid, or what disturbed it; empty where neither. */
  reasons: z.array(z.string()),
  started: z.iso.datetime(),
  finished: z.iso.datetime(),
  conditions: z.array(conditionSchema),
  /** Further figures by their name, which ends in their unit: `totalSeconds`, `averageMbps`. */
  details: z.record(z.string(), z.number()),
});

const measurementSchema = z.object({
  /** Id in the table of benchmarks: `pi`, `word-count`, `sort`, `sql`, `teragen`, `terasort`, `dfsio-write`, `disk-read` … */
  benchmark: z.string(),
  engine: z.enum(engines),
  title: z.string(),
  unit: z.enum(units),
  better: z.enum(['smaller', 'larger']),
  /** Nodes that worked: workers for Spark, NodeManagers for MapReduce, DataNodes for HDFS; 1 or 2 on the ground. */
  workers: z.int().positive(),
  /** Spark’s alone: how many executors there were, and how many cores each used. */
  executors: z.object({ count: z.int().positive(), cores: z.int().positive() }).exactOptional(),
  /** Where one node or one pair is measured; for the network, from which to which. */
  node: z.string().exactOptional(),
  to: z.string().exactOptional(),
  /** How much was worked on, by the name of what is counted: `bytes`, `samples`, `rows`, `files`. */
  size: z.record(z.string(), z.number()),
  /** Where its input lay: in HDFS, or made by the workers and kept on their disks. */
  input: z.enum(['hdfs', 'workers', 'none']),
  /** Runs before the first that counts; their figures are not kept. */
  warmUps: z.int().nonnegative(),
  runs: z.array(runSchema),
});

const nodeSchema = z.object({
  name: z.string(),
  /** Board as its firmware names it; '' where it does not. */
  model: z.string(),
  /** A virtual Pi shares one machine with the others: its figures say nothing about a board. */
  virtual: z.boolean(),
  arch: z.string(),
  cores: z.int().positive(),
  memoryMb: z.number(),
  /** The disk that holds /var, such as `SD card SC32G`; '' where the kernel does not tell. */
  disk: z.string(),
  /** Its size. */
  diskMb: z.number(),
  os: z.string(),
  kernel: z.string(),
  roles: z.array(z.enum(roleNames)),
  packaging: z.enum(methods.filter((one) => one !== 'auto')),
  /** What is set there that figures depend on, also by default: sizes of heaps and containers, copies, blocks, properties. */
  settings: z.partialRecord(z.enum(componentNames), z.record(z.string(), z.string())),
});

const softwareSchema = z.object({
  bramble: z.string(),
  java: z.string(),
  components: z.partialRecord(
    z.enum(componentNames),
    z.object({
      version: z.string(),
      /** Of the payload: equal ids are equal bytes. */
      payloadId: z.string(),
      /** Full name of the channel it came from; absent where bramble built it. */
      channel: z.string().exactOptional(),
    }),
  ),
});

const settingsSchema = z.object({
  what: z.enum(['spark', 'hadoop', 'all']),
  /** Bytes of the input of each benchmark that works on data. */
  scaleBytes: z.int().positive(),
  runs: z.int().positive(),
  warmUps: z.int().nonnegative(),
  /** Numbers of Spark workers that were tried, ascending. */
  workers: z.array(z.int().positive()),
});

/** A whole record of `bramble bench`. */
export const benchRecordSchema = z.object({
  schemaVersion: z.literal(recordSchemaVersion),
  /** Tells records apart. */
  id: z.string(),
  started: z.iso.datetime(),
  /** When the last measurement in it ended. */
  finished: z.iso.datetime(),
  /** Whether all that was asked for has been tried; false where it was interrupted before. */
  complete: z.boolean(),
  cluster: z.object({ name: z.string(), nodes: z.array(nodeSchema).min(1) }),
  software: softwareSchema,
  settings: settingsSchema,
  measurements: z.array(measurementSchema),
  /** Benchmarks that were not run, and why. */
  skipped: z.array(z.object({ benchmark: z.string(), engine: z.enum(engines), why: z.string() })),
});

export type BenchRecord = z.infer<typeof benchRecordSchema>;
export type Measurement = z.infer<typeof measurementSchema>;
export type Run = z.infer<typeof runSchema>;
export type NodeCondition = z.infer<typeof conditionSchema>;
