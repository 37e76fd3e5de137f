import { describe, expect, it } from 'vitest';
import { kitFiles, recipeId } from '../../src/build/project.ts';

describe('what identifies a payload', () => {
  it('is of the kit only what goes into it', async () => {
    const [hadoop, spark] = await Promise.all([kitFiles('hadoop'), kitFiles('spark')]);
    const own = (name: string) => (path: string) => path.startsWith(`${name}/`);
    expect(hadoop).toContain('run');
    expect(hadoop.some(own('hadoop'))).toBe(true);
    expect(hadoop.filter(own('spark'))).toEqual([]);
    expect(spark.some(own('spark'))).toBe(true);
    expect(spark.filter(own('hadoop'))).toEqual([]);
  });

  it('differs from component to component, and not from time to time', async () => {
    const [hadoop, again, spark] = await Promise.all([recipeId('hadoop'), recipeId('hadoop'), recipeId('spark')]);
    expect(hadoop).toBe(again);
    expect(hadoop).not.toBe(spark);
  });
});
