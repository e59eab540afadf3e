import { ALL_RIGHTS, type Right } from '@siegel/akten';
import { STAFF, type StaffMember } from '../data/practice.ts';

const RIGHTS_BY_ROLE: Readonly<Record<StaffMember['rolle'], readonly Right[]>> = {
  arzt: ['read-records', 'write-records', 'freigeben', 'export'],
  mfa: ['read-records', 'write-records'],
  verwaltung: ['read-records', 'administer', 'import', 'export', 'erase', 'read-log'],
};

/** What a member of the demo practice may do. The founder may everything: so does every founder of an organisation. */
export function rightsOf(member: StaffMember): readonly Right[] {
  return member.anmeldename === STAFF[0]?.anmeldename ? ALL_RIGHTS : RIGHTS_BY_ROLE[member.rolle];
}
