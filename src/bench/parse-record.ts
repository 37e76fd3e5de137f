import { z } from 'zod';
import { BrambleError } from '../errors.ts';
import { type BenchRecord, benchRecordSchema, recordSchemaVersion } from './record.ts';

const versionSchema = z.object({ schemaVersion: z.int() });

/** Reads a record of `bramble bench`. Throws CONFIG_INVALID, with what is missing, where the text is none. */
export function parseRecord(text: string, path: string): BenchRecord {
  const json = parseJson(text, path);
  const { data: versioned } = versionSchema.safeParse(json);
  if (versioned === undefined)
    throw new BrambleError('CONFIG_INVALID', `${path} is no record of bramble bench`, {
      hint: 'name the file that bramble bench has written',
    });
  if (versioned.schemaVersion !== recordSchemaVersion) throw otherVersion(path, versioned.schemaVersion);
  const { data, error } = benchRecordSchema.safeParse(json);
  if (data !== undefined) return data;
  throw new BrambleError('CONFIG_INVALID', `${path} is a record with missing or wrong parts`, {
    evidence: describeFaults(error),
    hint: 'take the file as bramble bench has written it',
  });
}

/** The same part may be missing in every run: a few of many say what is wrong. */
const mostFaults = 6;

function describeFaults(error: z.ZodError): string {
  const { issues } = error;
  const shown = z.prettifyError(new z.ZodError(issues.slice(0, mostFaults)));
  return issues.length > mostFaults ? `${shown}\nand ${issues.length - mostFaults} more` : shown;
}

function otherVersion(path: string, version: number): BrambleError {
  const isNewer = version > recordSchemaVersion;
  return new BrambleError(
    'CONFIG_INVALID',
    `${path} has schema version ${version}; this bramble reads ${recordSchemaVersion}`,
    {
      hint: isNewer ? 'read it by the bramble that wrote it, or a newer one' : 'measure anew: bramble bench',
    },
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BrambleError('CONFIG_INVALID', `${path} is cut off or no JSON`, {
      cause,
      hint: 'copy it again from where it was measured, or measure anew: bramble bench',
    });
  }
}
