import { type ControlMessage, ok, type Result } from '@siegel/wire';
import { askJson, type RequestFailure, type ServerAddress, tellJson } from '../server/server-request.ts';

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
