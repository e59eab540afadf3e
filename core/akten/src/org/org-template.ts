/** A unit an empty org chart may begin with. */
export interface OrgTemplateUnit {
  /** Position of the unit above it in the list; undefined: directly under the organisation. */
  readonly parent: number | undefined;
  readonly name: { readonly de: string; readonly en: string };
  readonly unitKind: { readonly de: string; readonly en: string };
}

const AREA = { de: 'Bereich', en: 'Area' };
const TEAM = { de: 'Team', en: 'Team' };

const PRACTICE: readonly OrgTemplateUnit[] = [
  { parent: undefined, name: { de: 'Praxisleitung', en: 'Practice lead' }, unitKind: AREA },
  { parent: 0, name: { de: 'Ärztlicher Dienst', en: 'Doctors' }, unitKind: AREA },
  { parent: 0, name: { de: 'Praxisteam', en: 'Practice team' }, unitKind: AREA },
  { parent: 2, name: { de: 'Anmeldung', en: 'Reception' }, unitKind: TEAM },
  { parent: 2, name: { de: 'Labor', en: 'Laboratory' }, unitKind: TEAM },
  { parent: 0, name: { de: 'Verwaltung', en: 'Administration' }, unitKind: AREA },
];

const SOCIAL: readonly OrgTemplateUnit[] = [
  { parent: undefined, name: { de: 'Geschäftsführung', en: 'Management' }, unitKind: AREA },
  { parent: 0, name: { de: 'Verwaltung', en: 'Administration' }, unitKind: AREA },
  { parent: 0, name: { de: 'Ambulante Hilfen', en: 'Outpatient services' }, unitKind: AREA },
  { parent: 2, name: { de: 'Team Familienhilfe', en: 'Family support team' }, unitKind: TEAM },
  { parent: 0, name: { de: 'Teilstationäre Hilfen', en: 'Day services' }, unitKind: AREA },
  { parent: 4, name: { de: 'Team Tagesgruppe', en: 'Day group team' }, unitKind: TEAM },
  { parent: 0, name: { de: 'Stationäre Hilfen', en: 'Residential services' }, unitKind: AREA },
  { parent: 6, name: { de: 'Team Wohngruppe', en: 'Residential group team' }, unitKind: TEAM },
];

/** Units to begin with, parents before their children, by the profile of the organisation (OG21). */
export function orgTemplate(profile: 'practice' | 'social'): readonly OrgTemplateUnit[] {
  return profile === 'social' ? SOCIAL : PRACTICE;
}
