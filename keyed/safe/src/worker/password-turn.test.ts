import { expect, test } from 'vitest';
import { PasswordTurn } from './password-turn.ts';

test('[WB60] who signs in waits for a change of the password that is on its way, also for one that fails', async () => {
  const turn = new PasswordTurn();
  await turn.over();
  for (const end of ['resolve', 'reject'] as const) {
    const change = Promise.withResolvers<string>();
    const told = turn.change(change.promise).catch(() => 'failed');
    let isIn = false;
    const signIn = turn.over().then(() => (isIn = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(isIn).toBe(false);
    change[end]('changed');
    await signIn;
    expect(await told).toBe(end === 'resolve' ? 'changed' : 'failed');
  }
});
