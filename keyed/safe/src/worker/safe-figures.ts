import { equalBytes } from '@siegel/wire';
import type { SafeStatus } from '../channel/sign-in-api.ts';
import { isFreigabeForced } from '../freigabe/withheld.ts';
import type { Safe } from '../safe/safe.ts';

/** What the status says of an open safe itself. `level`: what it said of its checks before; only *attributed* is kept. */
export function safeFigures(safe: Safe, level: SafeStatus['level']): Partial<SafeStatus> {
  return {
    persons: safe.index.size,
    journalSize: safe.follower.head.size,
    queued: safe.outbox.size,
    refused: safe.outbox.refused.length,
    quarantined: safe.attributions.failed,
    deviceFull: safe.isDeviceFull,
    copies: safe.akten.persons.length,
    level: level === 'attributed' ? 'attributed' : 'bound',
    print: printRule(safe),
    backups: backupsRule(safe),
  };
}

function printRule(safe: Safe): { readonly may: boolean; readonly isForced: boolean } {
  const rights = safe.follower.membership.rightsAt(safe.given.user, safe.follower.head.size);
  return { may: rights.has('print'), isForced: isFreigabeForced(safe) };
}

function backupsRule(safe: Safe): { readonly mayManage: boolean; readonly isHolder: boolean } {
  const { membership, head } = safe.follower;
  const { user } = safe.given;
  const keys = membership.backup.keysAt(head.size);
  return {
    mayManage: membership.rightsAt(user, head.size).has('administer'),
    isHolder: keys.some(({ holders }) => holders.some((holder) => equalBytes(holder, user))),
  };
}
