import { ok, type Result } from '@siegel/wire';
import type { LogRules } from '../channel/log-api.ts';
import { changeRules, rulesNow } from '../safe/house-rules.ts';
import type { Safe } from '../safe/safe.ts';

/** In a practice many persons pass a desk in an hour; elsewhere few Akten are opened by one person. */
const DEFAULTS: Readonly<Record<'practice' | 'social', LogRules>> = {
  practice: { massReadAkten: 100, massReadMinutes: 60, accessSheet: 'role' },
  social: { massReadAkten: 40, massReadMinutes: 60, accessSheet: 'role' },
};

/** The rules about the log, with the defaults of the profile where nothing was decided (LG20, LG17). */
export function logRulesNow(safe: Safe): LogRules {
  const { massReadAkten, massReadMinutes, accessSheet } = rulesNow(safe);
  const defaults = DEFAULTS[safe.follower.membership.genesis?.profile === 'social' ? 'social' : 'practice'];
  return {
    massReadAkten: typeof massReadAkten === 'number' ? massReadAkten : defaults.massReadAkten,
    massReadMinutes: typeof massReadMinutes === 'number' ? massReadMinutes : defaults.massReadMinutes,
    accessSheet: accessSheet === 'name' || accessSheet === 'role' ? accessSheet : defaults.accessSheet,
  };
}

/** Changes the rules about the log that are others now; all others stay, those of the default too. Failures as `changeRules`. */
export async function setLogRules(safe: Safe, wish: LogRules): Promise<Result<true>> {
  const now = logRulesNow(safe);
  const names = ['massReadAkten', 'massReadMinutes', 'accessSheet'] as const;
  const changed = names.filter((name) => wish[name] !== now[name]);
  if (changed.length === 0) return ok(true);
  return changeRules(safe, Object.fromEntries(changed.map((name) => [name, wish[name]])));
}
