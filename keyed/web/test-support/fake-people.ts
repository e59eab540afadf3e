import { ALL_RIGHTS } from '@siegel/akten';
import type { HandedInvitation, InvitationView, JoiningApi, PeopleApi, PeopleView, RightsView } from '@siegel/safe';
import { fail, ok } from '@siegel/wire';

const SITE = { siteId: '0'.repeat(32), name: 'Lindenhof' };
const DOCTOR = ['read-records', 'write-records', 'freigeben', 'export'];
const DAY_MS = 86_400_000;

function personOf(
  n: number,
  name: string,
  profession: string,
  rights: readonly string[],
): PeopleView['people'][number] {
  const isOwn = n === 0;
  const userId = String(n).padStart(32, '0');
  return {
    userId,
    name,
    profession,
    isOwn,
    isActive: true,
    rights,
    roles: [],
    ownRights: rights,
    sites: [SITE],
    devices: n === 0 ? 3 : 1,
  };
}

const FAKE_JOINING: JoiningApi = {
  joiningState: async () => ok({ state: 'none' }),
  join: async () => fail('INVITATION_ENDED'),
  resumeJoining: async () => fail('JOINING_MISSING'),
  finishJoining: async () => fail('JOINING_MISSING'),
  dropJoining: async () => ok(true),
};

const INVENTED = [
  personOf(0, 'Dr. Katrin Albers', 'Fachärztin für Allgemeinmedizin', [
    ...DOCTOR,
    'administer',
    'import',
    'erase',
    'read-log',
  ]),
  personOf(1, 'Dr. Mehmet Yıldız', 'Facharzt für Innere Medizin', DOCTOR),
  personOf(2, 'Jana Böttcher', 'MFA', ['read-records', 'write-records', 'import']),
  { ...personOf(3, 'Petra Wendt', 'MFA', ['read-records', 'write-records', 'import']), isActive: false },
];

function fakeRights(person: PeopleView['people'][number] | undefined): RightsView {
  const rights = ALL_RIGHTS.map((right) => {
    const isHeld = person?.rights.includes(right) === true;
    return { right, isHeld, roles: [], isOwn: isHeld };
  });
  const sites = [{ name: SITE.name, isAssigned: true, hasKey: true }];
  return { name: person?.name ?? '', rights, sites, administrators: ['Dr. Katrin Albers'] };
}

/** Invented colleagues; who is invited can be admitted, withdrawn and ended. */
export function fakePeople(nowMs: () => number): PeopleApi & JoiningApi {
  let people = INVENTED;
  let invitations: readonly InvitationView[] = (['asking', 'sent', 'foreign'] as const).map((state, i) => ({
    userId: String(i + 10).padStart(32, '0'),
    name: ['Selin Aydın', 'Tobias Krüger', 'Marlene von Oertzen-Hagedorn'][i] ?? '',
    profession: 'MFA',
    rights: ['read-records', 'write-records', 'import'],
    code: '7K2M9-QRSTV-00ABC-XYZ12',
    invitedBy: 'Dr. Katrin Albers',
    isOwn: true,
    expiresAtMs: nowMs() + (i + 2) * DAY_MS,
    state,
  }));
  return {
    peopleView: async () =>
      ok({ mayAdminister: true, profile: 'practice', people, invitations, sites: [SITE], roles: [] }),
    rightsOfPerson: async (userId) => ok(fakeRights(people.find((one) => one.userId === userId))),
    async invitePerson({ name, profession, rights }) {
      const made: HandedInvitation = {
        userId: String(invitations.length + 20).padStart(32, '0'),
        fragment: `${'a'.repeat(32)}.${'b'.repeat(32)}.${'c'.repeat(43)}`,
        code: '7K2M9-QRSTV-00ABC-XYZ12',
        expiresAtMs: nowMs() + 7 * DAY_MS,
      };
      const { userId, code, expiresAtMs } = made;
      const own = { userId, code, expiresAtMs, invitedBy: 'Dr. Katrin Albers', isOwn: true, state: 'sent' } as const;
      invitations = [...invitations, { ...own, name, profession, rights }];
      return ok(made);
    },
    async admitPerson(userId) {
      const admitted = invitations.find((invitation) => invitation.userId === userId);
      invitations = invitations.filter((invitation) => invitation.userId !== userId);
      if (admitted === undefined) return fail('INVITATION_ENDED');
      people = [...people, personOf(people.length, admitted.name, admitted.profession, admitted.rights)];
      return ok(true);
    },
    async endInvitation(userId) {
      invitations = invitations.filter((invitation) => invitation.userId !== userId);
      return ok(true);
    },
    async changePerson(userId, { name, profession, rights }) {
      people = people.map((person) => (person.userId === userId ? { ...person, name, profession, rights } : person));
      return ok(true);
    },
    async removePerson(userId) {
      people = people.map((person) => (person.userId === userId ? { ...person, isActive: false } : person));
      return ok(true);
    },
    watchAdmissions(listener) {
      listener(invitations.filter(({ state }) => state === 'asking').length);
      return () => undefined;
    },
    ...FAKE_JOINING,
  };
}
