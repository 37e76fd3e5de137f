import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SnapNode } from '../support/snap-node.ts';

let node: SnapNode;

beforeAll(() => {
  node = new SnapNode();
  node.settings = {};
});

afterAll(() => node.remove());

/** Whether the kit takes the words of a spark-submit, by the program in them. */
function isTaken(words: string): boolean {
  try {
    node.describe(`. "$SNAP/node/spark/apps.sh"; must_read_program ${words}`);
    return true;
  } catch (error) {
    expect((error as { stderr: string }).stderr).toContain('/none.py cannot be read by the user _daemon_; put it into');
    return false;
  }
}

describe('bramble-spark.submit', () => {
  it.each([['/none.py 1 2'], ['--conf spark.a=b --jars /a.jar,/b.jar /none.py'], ['-v --name=x /none.py']])(
    'says where the program must be: %s',
    (words) => {
      expect(isTaken(words)).toBe(false);
    },
  );

  it.each([
    ['/etc/hostname'],
    ['--jars /none.py'],
    ['--version'],
    ['--conf'],
    ['http://red/none.py'],
    ['pyspark-shell /none.py'],
    [''],
  ])('leaves everything else to Spark: %s', (words) => {
    expect(isTaken(words)).toBe(true);
  });
});
