import type { BookablePlan, Hue, Weekday } from '@siegel/akten';
import { hexOf, type Id } from '@siegel/wire';
import type { AppointmentTypeDraft, ResourceDraft } from '../channel/appointment-api.ts';

const HOUR = 60;
const WORKDAYS: readonly Weekday[] = [1, 2, 3, 4, 5];
const AFTERNOONS: ReadonlySet<Weekday> = new Set([1, 2, 4]);
const PERSON_HUES: readonly Hue[] = ['violet', 'rust', 'green', 'blue', 'pink', 'indigo', 'brown', 'amber'];

/** Mornings from Monday to Friday, afternoons on three of them: something to change, not to keep. */
const USUAL_HOURS: BookablePlan = {
  weekly: WORKDAYS.flatMap((weekday) => [
    { weekday, from: 8 * HOUR, to: 12 * HOUR },
    ...(AFTERNOONS.has(weekday) ? [{ weekday, from: 15 * HOUR, to: 18 * HOUR }] : []),
  ]),
  special: [],
  isClosedOnHolidays: true,
};

type TypeLine = readonly [shortName: string, de: string, en: string, hue: Hue, minutes: number];
const TYPES: Readonly<Record<'practice' | 'social', readonly TypeLine[]>> = {
  practice: [
    ['SPR', 'Sprechstunde', 'Consultation', 'blue', 15],
    ['AKU', 'Akut', 'Acute', 'red', 10],
    ['KON', 'Kontrolle', 'Check', 'green', 10],
    ['LAB', 'Labor', 'Laboratory', 'pink', 10],
    ['IMP', 'Impfung', 'Vaccination', 'indigo', 10],
  ],
  social: [
    ['BER', 'Beratung', 'Counselling', 'blue', 60],
    ['ERS', 'Erstgespräch', 'First talk', 'violet', 60],
    ['HPG', 'Hilfeplangespräch', 'Support planning', 'green', 90],
    ['HB', 'Hausbesuch', 'Home visit', 'brown', 90],
    ['GRU', 'Gruppe', 'Group', 'amber', 90],
  ],
};

/** Resources and types a house begins with (TE42): one resource per person who treats, a workplace, two rooms, five types. */
export function calendarToBegin({
  profile,
  language,
  people,
}: {
  readonly profile: 'practice' | 'social';
  readonly language: 'de' | 'en';
  readonly people: readonly { readonly user: Id; readonly name: string }[];
}): { readonly resources: readonly ResourceDraft[]; readonly types: readonly AppointmentTypeDraft[] } {
  const word = (de: string, en: string) => (language === 'de' ? de : en);
  const persons = people.map(({ user, name }, i) => ({
    name: name === '' ? word('Sprechstunde', 'Consultation') : name,
    shortName: initialsOf(name),
    hue: PERSON_HUES[i % PERSON_HUES.length] ?? 'grey',
    kind: 'person' as const,
    userId: hexOf(user),
  }));
  const places = [
    ...(profile === 'practice'
      ? [
          {
            name: word('Labor und MFA', 'Laboratory'),
            shortName: 'LB',
            hue: 'grey' as const,
            kind: 'workplace' as const,
          },
        ]
      : []),
    { name: word('Zimmer 1', 'Room 1'), shortName: 'Z1', hue: 'grey' as const, kind: 'room' as const },
    { name: word('Zimmer 2', 'Room 2'), shortName: 'Z2', hue: 'grey' as const, kind: 'room' as const },
  ];
  return {
    resources: [...persons, ...places].map((resource, order) => ({ ...resource, plan: USUAL_HOURS, order })),
    types: TYPES[profile].map(([shortName, de, en, hue, minutes], order) => ({
      name: word(de, en),
      shortName,
      hue,
      minutes,
      needs: [],
      chain: [],
      hint: '',
      order,
    })),
  };
}

/** "Dr. Jana Lindner" is JL. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((part) => /^\p{Lu}/u.test(part) && !part.endsWith('.'));
  const letters = [words[0], words.at(-1)].map((part) => part?.slice(0, 1) ?? '');
  return letters.join('') || '–';
}
