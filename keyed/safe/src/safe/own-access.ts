import { type ControlMessage, ok, type Result } from '@siegel/wire';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';
import { beginSignIn } from '../server/sign-in.ts';

/** A slot of the own user, without its sealed bytes. */
export interface OwnSlot {
  readonly slotId: string;
  readonly kind: string;
}

/** What a living session is to whoever may see it. */
export type LivingSession = ControlMessage<'sessionList'>['sessions'][number];

/** The own slots as the server keeps them. */
export async function ownSlots(address: ServerAddress): Promise<Result<readonly OwnSlot[], RequestFailure>> {
  const answer = await askJson(address, 'slots', { answer: 'slotList' });
  return answer.ok ? ok(answer.value.slots.map(({ slotId, kind }) => ({ slotId, kind }))) : answer;
}

export function removeSlot(address: ServerAddress, slotId: string): Promise<Result<true, RequestFailure>> {
  return tellJson(address, `slots/${slotId}`, { method: 'DELETE' });
}

/** Shows the password in a session that began a while ago (SV17). LOGIN_FAILED. */
export async function confirmPassword(
  address: ServerAddress,
  account: string,
  password: string,
): Promise<Result<true, RequestFailure>> {
  const begun = await beginSignIn(address, account, password);
  if (!begun.ok) return begun;
  const { login, finishLoginRequest } = begun.value;
  return tellJson(address, 'session/confirm', { body: { login, finishLoginRequest } });
}

/** The own living sessions; for an administrator those of everybody. */
export async function livingSessions(
  address: ServerAddress,
): Promise<Result<readonly LivingSession[], RequestFailure>> {
  const answer = await askJson(address, 'sessions', { answer: 'sessionList' });
  return answer.ok ? ok(answer.value.sessions) : answer;
}

/** Ends a session; its WebSockets close with it. */
export function endSession(address: ServerAddress, id: string): Promise<Result<true, RequestFailure>> {
  return tellJson(address, `sessions/${id}`, { method: 'DELETE' });
}
