import { type HiddenWords, hiddenWords } from './hidden-words.ts';
import { numberOf } from './invented.ts';

/** What hides names on the way to the page, and holds invented ones back on the way out. */
export interface Veil {
  /** A view as the page may show it. */
  readonly show: (value: unknown) => unknown;
  /** Arguments of a call with what they really mean; undefined: something invented would be written, or what cannot be hidden shown. */
  readonly reveal: (call: string, args: readonly unknown[]) => readonly unknown[] | undefined;
  /** Learns what `nameWords` answered. */
  readonly learn: (words: unknown) => void;
  readonly forget: () => void;
}

type Fields = Readonly<Record<string, unknown>>;

/** Not while names are hidden: what shows files as they are, hands Akten out, or writes identity from a form that shows an invented
 *  one. `notePrint`: nothing is printed (EV34). */
const REFUSED = new Set([
  'writePerson',
  'setPortrait',
  'openFile',
  'exportAkten',
  'lookAtImport',
  'resumeImport',
  'accessSheet',
  'nextLogPart',
  'notePrint',
]);
/** What is asked is what was typed, and secrets are nobody's name. */
const ASKED_AS_TYPED = new Set(['search', 'personsAtSite', 'townsOf', 'confirmPassword', 'changePassword', 'signIn']);
/** Fields that name no person and are handed back as they came. */
const AS_IT_IS = new Set([
  'account',
  'path',
  'code',
  'kind',
  'state',
  'phase',
  'kuerzel',
  'hue',
  'sign',
  'type',
  'call',
  'unreadable',
  'relation',
  'art',
  'does',
  'as',
  // A key of backups: with a word changed it opens nothing.
  'identity',
  'recipient',
]);
/** Pictures of persons. */
const PICTURES = new Set(['portrait', 'preview']);
const ID = /^[\da-f-]{16,}$/;

/** See `Veil`. @param salt random; the same for as long as names are hidden in this browser. */
export function createVeil(salt: string): Veil {
  const words = hiddenWords(salt);
  const realById = new Map<string, Fields>();
  const rules = fieldRules(words, salt);

  const ruleOf = (key: string, within: string) => rules[key] ?? rules[`${within}.${key}`];
  /** @param within the field in which the object of the field `key` stands. */
  function shown(value: unknown, key: string, within: string): unknown {
    if (typeof value === 'string') return shownString(value, key, within);
    if (Array.isArray(value)) return value.map((one) => shown(one, key, within));
    if (!isPlain(value)) return value;
    if (typeof value['personId'] === 'string' && typeof value['familienname'] === 'string')
      realById.set(value['personId'], value);
    const fields = Object.entries(value).filter(([one]) => !PICTURES.has(one));
    return Object.fromEntries(fields.map(([one, of]) => [one, shown(of, nameOfField(value, one), key)]));
  }
  function shownString(text: string, key: string, within: string): string {
    if (AS_IT_IS.has(key) || ID.test(text)) return text;
    const rule = ruleOf(key, within);
    return rule === undefined ? shownText(text) : rule(text);
  }
  /** A word in small letters alone is one of the program. */
  const shownText = (text: string) => (/^[a-z][\w-]*$/.test(text) ? text : words.text(text));

  function reveal(call: string, args: readonly unknown[]): readonly unknown[] | undefined {
    if (REFUSED.has(call)) return undefined;
    if (ASKED_AS_TYPED.has(call)) return args;
    const meant = args.map((arg) => meantBy(arg));
    return holdsInvented(meant) ? undefined : meant;
  }
  /** Rows of persons are handed back as they came (`keepDesk`). */
  function meantBy(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(meantBy);
    if (!isPlain(value)) return value;
    const real = typeof value['personId'] === 'string' ? realById.get(value['personId']) : undefined;
    if (real !== undefined && typeof value['familienname'] === 'string') {
      const known = Object.entries(value).map(([key, one]) => [key, key in real ? real[key] : one]);
      return Object.fromEntries(known);
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, meantBy(one)]));
  }
  function holdsInvented(value: unknown): boolean {
    if (typeof value === 'string') return !ID.test(value) && words.isInvented(value);
    if (Array.isArray(value)) return value.some(holdsInvented);
    if (!isPlain(value)) return false;
    // A row that was revealed is what it was.
    if (typeof value['personId'] === 'string' && realById.has(value['personId']) && 'familienname' in value)
      return false;
    return Object.values(value).some(holdsInvented);
  }

  return {
    show: (value) => {
      // First all names of a view are learned, then its texts are shown: a task says "Brandt anrufen" before it says who.
      shown(value, '', '');
      return shown(value, '', '');
    },
    reveal,
    learn: (answer) => learnNames(words, answer),
    forget: () => {
      words.forget();
      realById.clear();
    },
  };
}

function learnNames(words: ReturnType<typeof hiddenWords>, answer: unknown): void {
  if (!isPlain(answer)) return;
  for (const kind of ['family', 'given'] as const) {
    const list = answer[kind];
    if (Array.isArray(list)) for (const one of list) if (typeof one === 'string') words.name(kind, one);
  }
}

/** Of a line about a field ({name: 'telefon', ...}) its values are of that field. */
function nameOfField(value: Fields, key: string): string {
  if (key === 'name' || key === 'field') return key;
  const named = value['field'] ?? value['name'];
  return typeof named === 'string' && IDENTITY.has(named) ? named : key;
}

type FieldKind = 'family' | 'given' | 'whole' | 'date' | 'digits' | 'street' | 'code' | 'town' | 'mail' | 'nothing';

/** What is hidden of a person, by field. */
const FIELD_KINDS: Readonly<Record<string, FieldKind>> = {
  familienname: 'family',
  geburtsname: 'family',
  vorsatzwort: 'nothing',
  vorname: 'given',
  personName: 'whole',
  foundAs: 'whole',
  ofPerson: 'whole',
  geburtsdatum: 'date',
  verstorbenAm: 'date',
  strasse: 'street',
  anschrift: 'street',
  anschriftenzusatz: 'nothing',
  plz: 'code',
  ort: 'town',
  telefon: 'digits',
  mobil: 'digits',
  email: 'mail',
  'telecom.wert': 'digits',
  'vertretungen.name': 'family',
  'kontakte.name': 'family',
  versichertennummer: 'digits',
  patientennummer: 'digits',
  'patientennummern.nummer': 'digits',
  aktenzeichen: 'digits',
};

/** Fields of a person, as lines about a field name them. */
const IDENTITY = new Set(Object.keys(FIELD_KINDS).map((field) => field.split('.')[0] ?? ''));

function fieldRules({ name, value }: HiddenWords, salt: string): Readonly<Record<string, (real: string) => string>> {
  const invented = (real: string) => numberOf(`${salt} ${real}`);
  const byKind: Readonly<Record<FieldKind, (real: string) => string>> = {
    family: (real) => name('family', real),
    given: (real) => name('given', real),
    whole: (real) => {
      const [family = '', ...given] = real.split(', ');
      return [name('family', family), ...given.map((one) => name('given', one))].join(', ');
    },
    date: (real) => hiddenDate(real, invented(real), value),
    digits: (real) =>
      value(
        real,
        real.includes('@') ? `p${invented(real) % 10_000}@beispiel.invalid` : digitsLike(real, invented(real)),
      ),
    street: (real) => (real === '' ? '' : value(real, `Beispielweg ${1 + (invented(real) % 98)}`)),
    code: (real) => (real === '' ? '' : '00000'),
    town: (real) => (real === '' ? '' : value(real, 'Beispielstadt')),
    mail: (real) => (real === '' ? '' : value(real, `p${invented(real) % 10_000}@beispiel.invalid`)),
    nothing: () => '',
  };
  return Object.fromEntries(Object.entries(FIELD_KINDS).map(([field, kind]) => [field, byKind[kind]]));
}

/** Another day of about the same year; as German texts write it, it is found there, too. */
function hiddenDate(real: string, number: number, value: HiddenWords['value']): string {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(real) ?? [];
  if (year === '') return '';
  const two = (one: number) => String(one).padStart(2, '0');
  const parts = [String(Number(year) - 1 - (number % 3)), two(1 + (number % 12)), two(1 + (number % 28))];
  const [otherYear, otherMonth, otherDay] = parts;
  if (month !== undefined && day !== undefined)
    value(`${day}.${month}.${year}`, `${otherDay}.${otherMonth}.${otherYear}`);
  return value(real, parts.slice(0, day === undefined ? (month === undefined ? 1 : 2) : 3).join('-'));
}

/** As many digits in the same places, others; letters in front become X. */
function digitsLike(real: string, number: number): string {
  let left = number;
  return real.replaceAll(/\p{L}/gu, 'X').replaceAll(/\d/g, () => {
    left = (Math.imul(left, 1_103_515_245) + 12_345) >>> 0;
    return String((left >>> 16) % 10);
  });
}

/** An object of fields, as answers are made of; bytes and files are none. */
function isPlain(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
