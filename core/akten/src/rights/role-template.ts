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
    de: 'Stammdaten sehen, keine Einträge; Personen und Rechte verwalten, Protokoll lesen',
    en: 'See master data, no entries; administer people and rights, read the log',
  },
  rights: ['read-persons', 'administer', 'read-log'],
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
    summary: {
      de: 'Akten öffnen, schreiben und drucken, Dateien einlesen',
      en: 'Open, write and print Akten, import files',
    },
    rights: ['read-records', 'write-records', 'import', 'print'],
  },
  {
    name: 'doctor',
    label: { de: 'Ärztin oder Arzt', en: 'Doctor' },
    summary: {
      de: 'Akten öffnen und schreiben, freigeben, exportieren, drucken',
      en: 'Open and write Akten, release, export, print',
    },
    rights: ['read-records', 'write-records', 'freigeben', 'export', 'print'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, ...administration },
  { name: 'lead', label: { de: 'Praxisleitung', en: 'Practice lead' }, ...lead },
];

const SOCIAL: readonly RoleTemplate[] = [
  {
    name: 'caseworker',
    label: { de: 'Pädagogische Fachkraft', en: 'Caseworker' },
    summary: { de: 'Akten öffnen, schreiben und drucken', en: 'Open, write and print Akten' },
    rights: ['read-records', 'write-records', 'print'],
  },
  {
    name: 'case-lead',
    label: { de: 'Fallverantwortung', en: 'Case lead' },
    summary: {
      de: 'Akten öffnen und schreiben, freigeben, exportieren, drucken',
      en: 'Open and write Akten, release, export, print',
    },
    rights: ['read-records', 'write-records', 'freigeben', 'export', 'print'],
  },
  { name: 'administration', label: { de: 'Verwaltung', en: 'Administration' }, ...administration },
  { name: 'lead', label: { de: 'Einrichtungsleitung', en: 'Head of the organisation' }, ...lead },
];

/** The templates of a profile (genesis), the most usual first. */
export function roleTemplates(profile: 'practice' | 'social'): readonly RoleTemplate[] {
  return profile === 'social' ? SOCIAL : PRACTICE;
}
