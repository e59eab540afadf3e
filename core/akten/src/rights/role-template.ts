import { ALL_RIGHTS, type Right } from './right.ts';

/** What somebody usually does in a house of this kind, as a set of rights to begin with. Administration sees who the persons are. */
export interface RoleTemplate {
  readonly name: string;
  readonly label: { readonly de: string; readonly en: string };
  readonly rights: readonly Right[];
}

const administration: readonly Right[] = ['read-records', 'administer', 'import', 'export', 'erase', 'read-log'];
/** Held by service devices only. */
const everything = ALL_RIGHTS.filter((right) => right !== 'mirror');

const PRACTICE: readonly RoleTemplate[] = [
  {
    name: 'doctor',
    label: { de: 'Ärztin oder Arzt', en: 'Doctor' },
    rights: ['read-records', 'write-records', 'freigeben', 'export'],
  },
  {
    name: 'assistant',
    label: { de: 'Medizinische Fachangestellte', en: 'Medical assistant' },
    rights: ['read-records', 'write-records', 'import'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, rights: administration },
  { name: 'lead', label: { de: 'Praxisleitung', en: 'Practice lead' }, rights: everything },
];

const SOCIAL: readonly RoleTemplate[] = [
  {
    name: 'caseworker',
    label: { de: 'Pädagogische Fachkraft', en: 'Caseworker' },
    rights: ['read-records', 'write-records'],
  },
  {
    name: 'case-lead',
    label: { de: 'Fallverantwortung', en: 'Case lead' },
    rights: ['read-records', 'write-records', 'freigeben', 'export'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, rights: administration },
  { name: 'lead', label: { de: 'Einrichtungsleitung', en: 'Head of the organisation' }, rights: everything },
];

/** The templates of a profile (genesis), the most usual first. */
export function roleTemplates(profile: 'practice' | 'social'): readonly RoleTemplate[] {
  return profile === 'social' ? SOCIAL : PRACTICE;
}
