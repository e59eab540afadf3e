import { deBackups } from './de-backups.ts';
import { deDayFilters } from './de-day-filters.ts';
import { deDayList } from './de-day-list.ts';
import { deFieldValue } from './de-field-value.ts';
import { deFinding } from './de-finding.ts';
import { deFactors } from './de-factors.ts';
import { deImport } from './de-import.ts';
import { deLeaving } from './de-leaving.ts';
import { deMerge } from './de-merge.ts';
import { deLineLater } from './de-line-later.ts';
import { deLog } from './de-log.ts';
import { deOrg } from './de-org.ts';
import { dePeople } from './de-people.ts';
import { deRecovery } from './de-recovery.ts';
import { deRoles } from './de-roles.ts';
import { deSettings } from './de-settings.ts';
import { deSetup } from './de-setup.ts';
import { deStrict } from './de-strict.ts';
import { deSupport } from './de-support.ts';
import { deWeek } from './de-week.ts';
import { deKeys } from './de-keys.ts';
import { deTextBlocks } from './de-text-blocks.ts';
import { deMessages } from './de-messages.ts';
import { deTasks } from './de-tasks.ts';

/** The texts in German of areas that are fetched when somebody goes there (WB58). */
export const deLater = {
  ...deBackups,
  ...deMessages,
  ...deTasks,
  ...deDayList,
  ...deDayFilters,
  ...deWeek,
  ...deKeys,
  ...deFinding,
  fieldValue: deFieldValue,
  ...deMerge,
  ...deLineLater,
  ...deLog,
  ...deFactors,
  ...deOrg,
  ...dePeople,
  ...deRoles,
  ...deRecovery,
  ...deSettings,
  ...deSetup,
  ...deStrict,
  ...deSupport,
  ...deTextBlocks,
  ...deImport,
  ...deLeaving,
};
