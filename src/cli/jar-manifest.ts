import { type FileHandle, open } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { BrambleError } from '../errors.ts';

const endBytes = 22 + 65_535; // the record at the end of a zip file, and the longest comment behind it
const marks = { end: 0x06054b50, entry: 0x02014b50 };
const manifestName = 'META-INF/MANIFEST.MF';

/** The class that a jar starts by itself, where its manifest names one. Rejects with USAGE where the file is no jar. */
export async function readMainClass(path: string): Promise<string | undefined> {
  const file = await open(path);
  try {
    return mainClassIn(await readManifest(file, path));
  } finally {
    await file.close();
  }
}

function mainClassIn(manifest: string): string | undefined {
  const whole = manifest.replaceAll(/\r?\n /g, ''); // a long line goes on in the next one, behind a blank
  return /^Main-Class: *(\S+)/im.exec(whole)?.[1];
}

async function readManifest(file: FileHandle, path: string): Promise<string> {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - endBytes), Math.min(size, endBytes));
  const end = tail.lastIndexOf(numberBytes(marks.end));
  if (end < 0) throw notAJar(path);
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entry = findEntry(directory, manifestName);
  return entry === undefined ? '' : await readEntry(file, entry);
}

interface Entry {
  readonly isPacked: boolean;
  readonly bytes: number;
  readonly offset: number;
}

function findEntry(directory: Buffer, wanted: string): Entry | undefined {
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === marks.entry; ) {
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field));
    const name = directory.toString('utf8', at + 46, at + 46 + (nameBytes ?? 0));
    const found = { isPacked: directory.readUInt16LE(at + 10) !== 0, bytes: directory.readUInt32LE(at + 20) };
    if (name === wanted) return { ...found, offset: directory.readUInt32LE(at + 42) };
    at += 46 + (nameBytes ?? 0) + (extraBytes ?? 0) + (commentBytes ?? 0);
  }
  return undefined;
}

async function readEntry(file: FileHandle, { isPacked, bytes, offset }: Entry): Promise<string> {
  const header = await readAt(file, offset, 30);
  const begin = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const content = await readAt(file, begin, bytes);
  return (isPacked ? inflateRawSync(content) : content).toString('utf8');
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

function numberBytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function notAJar(path: string): BrambleError {
  return new BrambleError('USAGE', `${path} is no jar`, { hint: 'name the jar that your build has made' });
}
