/** The invented practice of the demo: name, place, people. */

/** What a member of the practice may do in the demo; the seeding program maps it to rights. */
export type StaffRole = 'arzt' | 'mfa' | 'verwaltung';

/** One member of the practice, as the role cards of the demo show them. */
export type StaffMember = {
  readonly anzeigename: string;
  readonly initialen: string;
  readonly berufsbezeichnung: string;
  readonly rolle: StaffRole;
  /** Account name of the demo. */
  readonly anmeldename: string;
};

/** The practice. BSNR and numbers are invented; the telephone number is kept free for films. */
export const PRACTICE = {
  name: 'Praxis am Lindenhof',
  strasse: 'Lindenhof 3',
  plz: '00411',
  ort: 'Auenstadt',
  telefon: '030 23125 100',
  email: 'praxis@example.org',
  bsnr: '999000100',
} as const;

/** Everybody who works there; the first one founds the tenant. */
export const STAFF: readonly StaffMember[] = [
  {
    anzeigename: 'Dr. med. Jana Lindner',
    initialen: 'JL',
    berufsbezeichnung: 'Fachärztin für Allgemeinmedizin',
    rolle: 'arzt',
    anmeldename: 'lindner',
  },
  {
    anzeigename: 'Dr. med. Matthias Weigel',
    initialen: 'MW',
    berufsbezeichnung: 'Facharzt für Innere Medizin',
    rolle: 'arzt',
    anmeldename: 'weigel',
  },
  {
    anzeigename: 'Melanie Kruse',
    initialen: 'MK',
    berufsbezeichnung: 'Medizinische Fachangestellte, Empfang',
    rolle: 'mfa',
    anmeldename: 'kruse',
  },
  {
    anzeigename: 'Svenja Thiele',
    initialen: 'ST',
    berufsbezeichnung: 'Medizinische Fachangestellte, VERAH',
    rolle: 'mfa',
    anmeldename: 'thiele',
  },
  {
    anzeigename: 'Lena Böttcher',
    initialen: 'LB',
    berufsbezeichnung: 'Medizinische Fachangestellte, Labor und Technik',
    rolle: 'mfa',
    anmeldename: 'boettcher',
  },
  {
    anzeigename: 'Olaf Reimann',
    initialen: 'OR',
    berufsbezeichnung: 'Praxismanagement',
    rolle: 'verwaltung',
    anmeldename: 'reimann',
  },
];
