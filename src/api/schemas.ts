import { z } from 'zod';
import { clusterNamePattern } from '../config/plain-words.ts';
import { componentNames } from '../domain/components.ts';
import { roleNames } from '../domain/roles.ts';
import { type ErrorCode, errorKinds } from '../errors.ts';
import { operationNames } from '../operations/operations.ts';
import type { StatusResult } from '../operations/results.ts';

const codes = Object.keys(errorKinds) as [ErrorCode, ...ErrorCode[]]; // its own keys
const when = z.iso.datetime();

/** RFC 9457, with what the command line says beside it. */
export const problemSchema = z
  .object({
    type: z.string().meta({ description: 'Tells kinds of problems apart: `urn:bramble:error:` and the code.' }),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).meta({ description: 'As the command line prints it with --json.' }),
    detail: z.string(),
    because: z.string().exactOptional().meta({ description: 'What lies behind it.' }),
    host: z.string().exactOptional(),
    hint: z.string().exactOptional().meta({ description: 'What to try next.' }),
    evidence: z.string().exactOptional().meta({ description: 'Lines that show it.' }),
    get failures() {
      return z.array(problemSchema).exactOptional().meta({ description: 'One for each host that failed.' });
    },
  })
  .meta({ id: 'Problem', description: 'What went wrong, where, and what to try.' });
export type Problem = z.infer<typeof problemSchema>;

export const nameSchema = z
  .string()
  .regex(clusterNamePattern)
  .meta({ description: 'Name of the cluster.', examples: ['red'] });
export const jobIdSchema = z
  .string()
  .regex(/^[\da-f]{16}$/)
  .meta({ description: 'Id of the job.' });

const jobStates = ['running', 'done', 'failed', 'cancelled', 'interrupted'] as const;

/** A long action and what came of it. */
export const jobSchema = z
  .object({
    id: jobIdSchema,
    kind: z.enum(operationNames),
    cluster: nameSchema,
    options: z.record(z.string(), z.unknown()).meta({ description: 'As they were asked for.' }),
    state: z.enum(jobStates).meta({
      description:
        '`done`: carried out, see `unwell`; `failed`: see `error`; `interrupted`: the server ended in the middle of it.',
    }),
    started: when,
    finished: when.nullable(),
    unwell: z
      .enum(codes)
      .nullable()
      .meta({ description: 'Set where the work was done and what it found is not well, such as VERIFY_FAILED.' }),
    error: problemSchema.nullable(),
    result: z
      .unknown()
      .meta({ description: 'What its command prints as its result with `--json`; null until there is one.' }),
    continues: jobIdSchema.nullable().meta({ description: 'The job that this one goes on with.' }),
  })
  .meta({ id: 'Job', description: 'A long action on a cluster.' });
export type Job = z.infer<typeof jobSchema>;

const verdictSchema = z.object({ healthy: z.boolean(), at: when, job: jobIdSchema });
/** How the newest verification of a cluster ended. */
export type Verdict = z.infer<typeof verdictSchema>;

const doingSchema = z.object({ job: jobIdSchema, kind: z.enum(operationNames), text: z.string() });
/** What is being done to a cluster. */
export type Doing = z.infer<typeof doingSchema>;

/** A cluster that the server knows. */
export const clusterSchema = z
  .object({
    name: nameSchema,
    components: z.array(z.enum(componentNames)),
    nodes: z.array(
      z.object({
        host: z.string(),
        roles: z.array(z.enum(roleNames)),
        method: z.string(),
        settings: z.record(z.string(), z.string()),
      }),
    ),
    sources: z.record(z.string(), z.object({ store: z.string(), channel: z.string(), key: z.string() })).meta({
      description: 'Channels that components follow; the others come from this bramble itself.',
    }),
    job: jobIdSchema.nullable().meta({ description: 'The job that is at work on it.' }),
    doing: doingSchema.nullable().meta({ description: 'What that job is at.' }),
    verdict: verdictSchema.nullable().meta({ description: 'How its newest verification by this server ended.' }),
    problem: problemSchema
      .exactOptional()
      .meta({ description: 'Why its record cannot be read; there are no nodes then.' }),
  })
  .meta({ id: 'Cluster', description: 'A cluster that the server knows.' });
export type ClusterView = z.infer<typeof clusterSchema>;

const nodeStatusSchema = z.object({
  host: z.string(),
  roles: z.array(z.enum(roleNames)),
  facts: z.looseObject({}).exactOptional().meta({ description: 'As `bramble status --json` prints them.' }),
  error: z.object({ code: z.enum(codes), message: z.string() }).exactOptional(),
});

/** A record of benchmarks that the server keeps. */
export const reportEntrySchema = z.object({ id: jobIdSchema, cluster: nameSchema, started: when });
export type ReportEntry = z.infer<typeof reportEntrySchema>;

/** The nodes as they were when they were last looked at. */
export const statusSchema = z
  .object({
    ageSeconds: z.number().nonnegative().meta({ description: 'How long ago the nodes were looked at.' }),
    seenAt: when,
    cluster: nameSchema,
    maintenance: z.array(z.string()).meta({ description: 'Hosts that HDFS does not expect for a while.' }),
    nodes: z.array(nodeStatusSchema),
  })
  .meta({ id: 'Status', description: 'The nodes as they were when the server last looked.' });
/** The same for programs in TypeScript, with all that is seen of a node. */
export type Status = Omit<z.infer<typeof statusSchema>, 'nodes' | 'maintenance'> & StatusResult;
