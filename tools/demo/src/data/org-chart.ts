/** The org chart of the invented practice: units from the top, and who is placed there. */

/** A place of a colleague, by the account of the demo. */
export interface DemoPlace {
  readonly anmeldename: string;
  readonly funktion: string;
  readonly seit: string;
  readonly bis?: string;
  readonly leitet?: true;
}

/** A unit of the demo practice. */
export interface DemoUnit {
  readonly name: string;
  readonly art: string;
  readonly kuerzel?: string;
  /** Name of the unit above; undefined: directly under the practice. */
  readonly unter?: string;
  readonly plaetze: readonly DemoPlace[];
}

/** Parents before their children. */
export const ORG_CHART: readonly DemoUnit[] = [
  {
    name: 'Praxisleitung',
    art: 'Bereich',
    kuerzel: 'PL',
    plaetze: [{ anmeldename: 'lindner', funktion: 'Praxisinhaberin', seit: '2014-04-01', leitet: true }],
  },
  {
    name: 'Ärztlicher Dienst',
    art: 'Bereich',
    kuerzel: 'ÄD',
    unter: 'Praxisleitung',
    plaetze: [
      { anmeldename: 'lindner', funktion: 'Hausärztin', seit: '2014-04-01', leitet: true },
      { anmeldename: 'weigel', funktion: 'Angestellter Arzt', seit: '2019-10-01' },
    ],
  },
  {
    name: 'Praxisteam',
    art: 'Bereich',
    kuerzel: 'PT',
    unter: 'Praxisleitung',
    plaetze: [{ anmeldename: 'kruse', funktion: 'Erstkraft', seit: '2021-01-01', leitet: true }],
  },
  {
    name: 'Anmeldung',
    art: 'Team',
    unter: 'Praxisteam',
    plaetze: [
      { anmeldename: 'kruse', funktion: 'Empfang und Termine', seit: '2016-08-01' },
      { anmeldename: 'boettcher', funktion: 'Ausbildung', seit: '2020-08-01', bis: '2023-07-31' },
    ],
  },
  {
    name: 'Hausbesuche',
    art: 'Team',
    unter: 'Praxisteam',
    plaetze: [{ anmeldename: 'thiele', funktion: 'VERAH', seit: '2018-03-01', leitet: true }],
  },
  {
    name: 'Labor und Technik',
    art: 'Team',
    kuerzel: 'LAB',
    unter: 'Praxisteam',
    plaetze: [{ anmeldename: 'boettcher', funktion: 'Labor, EKG und Geräte', seit: '2023-08-01', leitet: true }],
  },
  {
    name: 'Verwaltung',
    art: 'Bereich',
    kuerzel: 'VW',
    unter: 'Praxisleitung',
    plaetze: [{ anmeldename: 'reimann', funktion: 'Praxismanagement', seit: '2022-05-01', leitet: true }],
  },
];
