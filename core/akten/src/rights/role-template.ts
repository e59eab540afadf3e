import { ALL_RIGHTS, type Right } from './right.ts';

/** What somebody usually does in a house of this kind, as a set of rights to begin with. Administration sees who the persons are. */
export interface RoleTemplate {
  readonly name: string;
  readonly label: { readonly de: string; readonly en: string };
  /** What the rights come to, in a few words. */
  readonly summary: { readonly de: string; readonly en: string };
  readonly rights: readonly Right[];
}

const administration: Omit<RoleTemplate, 'name' | 'label'> = {
  summary: {
    de: 'Personen und Rechte verwalten, Akten öffnen, ein- und ausgeben, löschen, Protokoll lesen',
    en: 'Administer people and rights, open Akten, import and export, erase, read the log',
  },
  rights: ['read-records', 'administer', 'import', 'export', 'erase', 'read-log'],
};
const lead: Omit<RoleTemplate, 'name' | 'label'> = {
  summary: { de: 'Alles davon zusammen', en: 'All of it together' },
  // The mirror is held by service devices only.
  rights: ALL_RIGHTS.filter((right) => right !== 'mirror'),
};

const PRACTICE: readonly RoleTemplate[] = [
  {
    name: 'assistant',
    label: { de: 'Medizinische Fachangestellte', en: 'Medical assistant' },
    summary: { de: 'Akten öffnen und schreiben, Dateien einlesen', en: 'Open and write Akten, import files' },
    rights: ['read-records', 'write-records', 'import'],
  },
  {
    name: 'doctor',
    label: { de: 'Ärztin oder Arzt', en: 'Doctor' },
    summary: { de: 'Akten öffnen und schreiben, freigeben, exportieren', en: 'Open and write Akten, release, export' },
    rights: ['read-records', 'write-records', 'freigeben', 'export'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, ...administration },
  { name: 'lead', label: { de: 'Praxisleitung', en: 'Practice lead' }, ...lead },
];

const SOCIAL: readonly RoleTemplate[] = [
  {
    name: 'caseworker',
    label: { de: 'Pädagogische Fachkraft', en: 'Caseworker' },
    summary: { de: 'Akten öffnen und schreiben', en: 'Open and write Akten' },
    rights: ['read-records', 'write-records'],
  },
  {
    name: 'case-lead',
    label: { de: 'Fallverantwortung', en: 'Case lead' },
    summary: { de: 'Akten öffnen und schreiben, freigeben, exportieren', en: 'Open and write Akten, release, export' },
    rights: ['read-records', 'write-records', 'freigeben', 'export'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, ...administration },
  { name: 'lead', label: { de: 'Einrichtungsleitung', en: 'Head of the organisation' }, ...lead },
];

/** The templates of a profile (genesis), the most usual first. */
export function roleTemplates(profile: 'practice' | 'social'): readonly RoleTemplate[] {
  return profile === 'social' ? SOCIAL : PRACTICE;
}
