import { MOVE_CALLS } from '../channel/move-api.ts';
import { BACKUP_CALLS } from '../channel/backup-api.ts';
import { ORG_CALLS } from '../channel/org-api.ts';
import { FINDING_CALLS } from '../channel/finding-api.ts';
import { callForm, type SafeApi } from '../channel/safe-api.ts';
import { DAY_FILTER_CALLS } from '../channel/day-filter-api.ts';
import { TEXT_BLOCK_CALLS } from '../channel/text-block-api.ts';
import { strictCalls } from './strict-calls.ts';
import { rolesCalls } from './roles-calls.ts';
import { kitCalls } from './kit-calls.ts';
import { STAMMDATEN_CALLS } from '../channel/stammdaten-api.ts';
import { accessCalls } from './access-calls.ts';
import { akteCalls } from './akte-calls.ts';
import { aktenSitesCalls } from './akten-sites-calls.ts';
import { accessRulesCalls } from './access-rules-calls.ts';
import { factorCalls } from './factor-calls.ts';
import { deskCalls } from './desk-calls.ts';
import { entryTypeCalls } from './entry-type-calls.ts';
import { exportCalls } from './export-calls.ts';
import { appointmentCalls } from './appointment-calls.ts';
import { weekCalls } from './week-calls.ts';
import { approvalCalls } from './approval-calls.ts';
import { fetchedCalls } from './fetched-calls.ts';
import { freigabeCalls } from './freigabe-calls.ts';
import { foundingCalls } from './founding-calls.ts';
import { homeCalls } from './home-calls.ts';
import { joiningCalls } from './joining-calls.ts';
import { peopleCalls } from './people-calls.ts';
import { personCalls } from './person-calls.ts';
import { importCalls } from './import-calls.ts';
import { attachmentCalls } from './attachment-calls.ts';
import { editingCalls } from './editing-calls.ts';
import { historyCalls } from './history-calls.ts';
import { logCalls } from './log-calls.ts';
import { archiveCalls } from './archive-calls.ts';
import { mergeCalls } from './merge-calls.ts';
import { presenceCalls } from './presence-calls.ts';
import { leavingCalls } from './leaving-calls.ts';
import { SafeSession } from './safe-session.ts';
import type { ServiceGiven } from './service-given.ts';
import { searchCalls } from './search-calls.ts';
import { serverViewCalls } from './server-view-calls.ts';
import { settingsCalls } from './settings-calls.ts';
import { signInCalls } from './sign-in-calls.ts';
import { sitesCalls } from './sites-calls.ts';
import { supportCalls } from './support-calls.ts';
import { Transfers } from './transfers.ts';
import { waitingCalls } from './waiting-calls.ts';

/** Calls that do not need the journal: they are answered while it is still being followed (SN25). */
const AT_ONCE: ReadonlySet<string> = new Set<keyof SafeApi>([
  'search',
  'isAlive',
  'heard',
  'signIn',
  'signInWithSlot',
  'signOut',
  'lock',
  'keepDraft',
  'keepDesk',
  'answerFactor',
  'factorState',
  'startFactor',
  'finishFactor',
]);

/** The safe as the page uses it: the only holder of keys and opened content in the browser. */
export function createSafeService(given: ServiceGiven): SafeApi {
  const session = new SafeSession(given);
  const transfers = new Transfers(given.now);
  const api: SafeApi = {
    ...signInCalls(session),
    ...searchCalls(session),
    ...akteCalls(session),
    ...presenceCalls(session),
    ...approvalCalls(session),
    ...accessCalls(session),
    ...factorCalls(session),
    ...accessRulesCalls(session),
    ...foundingCalls(session),
    ...homeCalls(session),
    ...appointmentCalls(session),
    ...weekCalls(session),
    ...fetchedCalls(FINDING_CALLS, async () => (await import('./finding-calls.ts')).findingCalls(session)),
    ...deskCalls(session),
    ...personCalls(session),
    ...kitCalls(session),
    ...peopleCalls(session),
    ...fetchedCalls(ORG_CALLS, async () => (await import('./org-calls.ts')).orgCalls(session)),
    ...rolesCalls(session),
    ...joiningCalls(session),
    ...leavingCalls(session),
    ...sitesCalls(session),
    ...aktenSitesCalls(session),
    ...strictCalls(session),
    ...logCalls(session),
    ...settingsCalls(session),
    ...supportCalls(session),
    ...fetchedCalls(BACKUP_CALLS, async () => (await import('./backup-calls.ts')).backupCalls(session, transfers)),
    ...freigabeCalls(session),
    ...fetchedCalls(DAY_FILTER_CALLS, async () => (await import('./day-filter-calls.ts')).dayFilterCalls(session)),
    ...fetchedCalls(TEXT_BLOCK_CALLS, async () => (await import('./text-block-calls.ts')).textBlockCalls(session)),
    ...waitingCalls(session),
    ...importCalls(session),
    ...exportCalls(session),
    ...attachmentCalls(session, transfers),
    ...historyCalls(session),
    ...fetchedCalls(MOVE_CALLS, async () => (await import('./move-calls.ts')).moveCalls(session)),
    ...fetchedCalls(STAMMDATEN_CALLS, async () => (await import('./stammdaten-calls.ts')).stammdatenCalls(session)),
    ...mergeCalls(session),
    ...archiveCalls(session),
    ...editingCalls(session),
    ...entryTypeCalls(session),
    ...serverViewCalls(session),
  };
  return heardFirst(waitingForTheWhole(api, session), session);
}

/** What nobody waits for gives way to whoever calls (SF35). */
function heardFirst(api: SafeApi, session: SafeSession): SafeApi {
  const calls = Object.entries(api).map(([name, call]: [string, (...args: never[]) => unknown]) => {
    if (name === 'isAlive') return [name, call];
    const heard = (...args: never[]) => {
      session.unlocked?.safe.attributions.turns.heard();
      return call(...args);
    };
    return [name, heard];
  });
  return Object.fromEntries(calls) as SafeApi;
}

function waitingForTheWhole(api: SafeApi, session: SafeSession): SafeApi {
  const calls = Object.entries(api).map(([name, call]: [string, (...args: never[]) => unknown]) => {
    if (AT_ONCE.has(name) || callForm(name) === 'watch') return [name, call];
    return [name, (...args: never[]) => session.whole.then(() => call(...args))];
  });
  return Object.fromEntries(calls) as SafeApi;
}
