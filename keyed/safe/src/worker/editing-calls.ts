import { person } from '@siegel/akten';
import { bytesOfHex, equalBytes, hexOf } from '@siegel/wire';
import type { EditingSign, EditingApi } from '../channel/editing-api.ts';
import { tellJson } from '../server/server-request.ts';
import { recordNamed } from './record-named.ts';
import type { SafeSession } from './safe-session.ts';

/** Who changes what. */
export function editingCalls(session: SafeSession): EditingApi {
  return {
    async announceEditing(recordId, isEditing) {
      const safe = session.unlocked?.safe;
      const body = safe === undefined ? undefined : recordNamed(safe, recordId)?.newest.body;
      if (safe === undefined || body === undefined) return;
      const message = { akte: hexOf(body.akte), record: hexOf(body.record), editing: isEditing };
      // Refused or unheard, it is repeated in a moment.
      await tellJson(safe.given.address, 'presence', { body: message });
    },
    watchEditing(listener) {
      const tell = () => listener(signsOf(session));
      tell();
      return session.editing.watch(tell);
    },
  };
}

function signsOf(session: SafeSession): readonly EditingSign[] {
  const { unlocked } = session;
  if (unlocked === undefined) return [];
  const { safe, names } = unlocked;
  const devices = safe.follower.membership.devicesAt(safe.follower.head.size);
  return session.editing.all.flatMap(({ record, device }) => {
    const known = recordNamed(safe, record);
    if (known === undefined) return [];
    const id = bytesOfHex(device);
    const user = devices.find((member) => id !== undefined && equalBytes(member.device, id))?.user;
    const { kind, akte } = known.newest.body;
    return [
      {
        recordId: kind === person.code ? hexOf(akte) : record,
        who: user === undefined ? '' : (names.byUser.get(hexOf(user)) ?? ''),
      },
    ];
  });
}
