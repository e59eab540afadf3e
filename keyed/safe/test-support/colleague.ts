import type { Id } from '@siegel/wire';
import { admitColleague } from '../src/people/admit-colleague.ts';
import { inviteColleague, type InviteWish } from '../src/people/invite-colleague.ts';
import { askForAdmission, enterWhenAdmitted, planJoining, registerInvited } from '../src/people/join-organisation.ts';
import { Safe } from '../src/safe/safe.ts';
import type { SafeGiven } from '../src/safe/safe-given.ts';
import { must, PASSWORD, type Practice } from './practice.ts';

/** A colleague who has been invited and admitted, with an open safe on a device of their own. */
export interface Colleague {
  readonly user: Id;
  readonly given: SafeGiven;
  readonly safe: Safe;
}

let count = 0;

/** Invites and admits somebody with an own browser. */
export async function joinPractice(practice: Practice, wish: Partial<InviteWish> = {}): Promise<Colleague> {
  const { tenant } = practice.desk.given;
  const sites = [practice.founded.founding.site];
  const asked = { name: 'Jana Böttcher', profession: 'MFA', rights: ['read-records', 'write-records'], sites, ...wish };
  const made = must(await inviteColleague(practice.desk, asked));
  const place = { origin: practice.place.origin, fetch, now: Date.now };
  const account = `kollegin${++count}`;
  const { user, token, code } = made;
  const draft = must(await planJoining({ tenant, user, token, code, account }));
  must(await registerInvited(place, draft, { token, password: PASSWORD }));
  const pages = await practice.pagesIn(account);
  const reached = must(await askForAdmission(place, draft, { password: PASSWORD, pages }));
  must(await admitColleague(practice.desk, user));
  const given = must(await enterWhenAdmitted(place, draft, { reached, pages }));
  if (given === undefined) throw new Error('nobody has answered');
  return { user, given, safe: must(await Safe.open(given)) };
}
