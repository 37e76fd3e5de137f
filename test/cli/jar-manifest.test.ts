import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMainClass } from '../../src/cli/jar-manifest.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bramble-jar-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Part {
  readonly name: string;
  readonly text: string;
  readonly isPacked?: boolean;
}

/** A zip file as the format's specification lays it out. */
function zipOf(parts: readonly Part[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, text, isPacked = true } of parts) {
    const content = isPacked ? deflateRawSync(text) : Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(isPacked ? 8 : 0, 4);
    common.writeUInt32LE(crc32(text), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(text.length, 18);
    common.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(18);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  end.writeUInt16LE(comment.length, 16);
  return Buffer.concat([...locals, directory, Buffer.from('PK\u0005\u0006'), end, Buffer.from(comment)]);
}

async function mainClassOf(content: Buffer): Promise<string | undefined> {
  const path = join(folder, 'job.jar');
  await writeFile(path, content);
  return await readMainClass(path);
}

const manifest = (text: string, isPacked = true): Part => ({ name: 'META-INF/MANIFEST.MF', text, isPacked });

describe('the class that a jar starts', () => {
  it.each([true, false])('is read from its manifest (packed: %s), whatever stands before it', async (isPacked) => {
    const parts = [
      { name: 'a/B.class', text: 'x'.repeat(500) },
      manifest('Manifest-Version: 1.0\r\nMain-Class: a.B\r\n', isPacked),
    ];
    expect(await mainClassOf(zipOf(parts))).toBe('a.B');
    expect(await mainClassOf(zipOf(parts, 'a comment at the end'))).toBe('a.B');
  });

  it('may be longer than a line of a manifest', async () => {
    const text = `Main-Class: org.example.${'long'.repeat(12)}\r\n er.Name\r\nCreated-By: 17\r\n`;
    expect(await mainClassOf(zipOf([manifest(text)]))).toBe(`org.example.${'long'.repeat(12)}er.Name`);
  });

  it('is none where there is no manifest, or it names none', async () => {
    expect(await mainClassOf(zipOf([{ name: 'a/B.class', text: 'x' }]))).toBeUndefined();
    expect(await mainClassOf(zipOf([manifest('Manifest-Version: 1.0\n')]))).toBeUndefined();
  });

  it.each(['', 'not a jar', 'PK\u0003\u0004 cut off'])(
    'is not looked for in a file that is no jar: %j',
    async (text) => {
      await expect(mainClassOf(Buffer.from(text))).rejects.toMatchObject({
        code: 'USAGE',
        message: expect.stringMatching(/is no jar$/),
      });
    },
  );
});
