import { expect, test } from 'vitest';
import { ALL_RIGHTS, RIGHT_HELD_BY } from './right.ts';
import { RIGHT_CLAIMS } from './right-claims.ts';

test('[F4] [RO7] every right stands in the matrix with what holds it, and in no stronger column than that', () => {
  for (const right of ALL_RIGHTS) {
    const { key, everybody, program } = RIGHT_CLAIMS[right];
    expect([key, everybody, program].some((claim) => claim !== undefined)).toBe(true);
    const by = RIGHT_HELD_BY[right];
    expect(key !== undefined, `${right}: key`).toBe(by === 'key');
    if (by === 'everybody' || by === 'server') expect(everybody, right).toBeDefined();
    if (by === 'program') expect(program, right).toBeDefined();
    // What the server alone holds is not said of every client.
    if (by !== 'everybody' && by !== 'key') expect(everybody?.de ?? 'nur der Server', right).toMatch(/^nur der Server/);
  }
});
