import { askJson, type ServerAddress } from '../server/server-request.ts';

/** When the own password was set, by the server's clock; undefined while it cannot be asked. */
export async function passwordSetAt(address: ServerAddress): Promise<number | undefined> {
  const state = await askJson(address, 'session', { answer: 'sessionState' });
  return state.ok ? state.value.passwordSetAt : undefined;
}
