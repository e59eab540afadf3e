import { ALL_RIGHTS, type Right, roleTemplates } from '@siegel/akten';
import { STAFF, type StaffMember } from '../data/practice.ts';

/** The rights an organisation of this kind begins with for a role. */
function templateRights(name: string): readonly Right[] {
  return roleTemplates('practice').find((template) => template.name === name)?.rights ?? [];
}

const RIGHTS_BY_ROLE: Readonly<Record<StaffMember['rolle'], readonly Right[]>> = {
  arzt: templateRights('doctor'),
  mfa: templateRights('assistant'),
  verwaltung: templateRights('administration'),
};

/** What a member of the demo practice may do. The founder may everything: so does every founder of an organisation. */
export function rightsOf(member: StaffMember): readonly Right[] {
  return member.anmeldename === STAFF[0]?.anmeldename ? ALL_RIGHTS : RIGHTS_BY_ROLE[member.rolle];
}
