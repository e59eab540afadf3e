import { type Safe, saveBlocks } from '@siegel/safe';
import { expectOk } from './expect-ok.ts';

type Line = readonly [kuerzel: string, name: string, text: string, ...groups: readonly string[]];

const LINES: readonly Line[] = [
  ['rr', 'Blutdruck', 'RR ___/___ mmHg, Puls ___/min, nach fünf Minuten Ruhe im Sitzen.', 'Messwerte'],
  ['vit', 'Vitalwerte', 'Temp. ___ °C, RR ___/___ mmHg, Puls ___/min, SpO2 ___ %, AF ___/min.', 'Messwerte'],
  ['gk', 'Gewicht', 'Gewicht ___ kg bei ___ cm, seit der letzten Messung ___ kg.', 'Messwerte'],
  [
    'inf',
    'Infekt der Atemwege',
    'Seit ___ Tagen Husten und Schnupfen, kein Fieber über 38,5 °C. Rachen gerötet, Lunge frei, Trommelfelle reizlos. Allgemeinzustand gut.',
    'Akut',
  ],
  [
    'rue',
    'Rücken, kein Warnzeichen',
    'Kreuzschmerz seit ___, ohne Ausstrahlung, ohne Lähmung oder Taubheit; Blase und Darm unauffällig. Bewegung empfohlen, keine Bildgebung.',
    'Akut',
  ],
  [
    'hwi',
    'Harnwegsinfekt',
    'Brennen beim Wasserlassen seit ___ Tagen, kein Flankenschmerz, kein Fieber. Urin-Stix: ___.',
    'Akut',
  ],
  ['lab', 'Labor besprochen', 'Laborwerte vom ___ besprochen. Auffällig: ___. Kontrolle in ___ Wochen.', 'Labor'],
  [
    'imp',
    'Impfung',
    '{heute}: Impfung gegen ___ in den ___ Oberarm, Charge ___. Aufgeklärt, keine Gegenanzeige, gut vertragen.',
    'Vorsorge',
  ],
  [
    'dmp',
    'DMP Diabetes, Quartal',
    'HbA1c ___ %, RR ___/___ mmHg. Füße: Haut intakt, Pulse tastbar, Monofilament ___. Nächster Termin beim Augenarzt: ___.',
    'Vorsorge',
  ],
  ['au', 'Arbeitsunfähigkeit', 'Arbeitsunfähig ab {heute} bis voraussichtlich ___. Folgetermin: ___.', 'Formulare'],
  [
    'wv',
    'Wiedervorstellung',
    'Wiedervorstellung in ___, früher bei Fieber, Luftnot oder wenn es schlechter wird.',
    'Verlauf',
  ],
  ['tel', 'Telefonat', 'Telefonat am {heute} mit ___: ___. Rückfragen geklärt. ({ich})', 'Verlauf'],
];

/** Gives the demo practice text blocks to try (DM1, TB4); written for it, no advice for treatment. */
export async function seedTextBlocks(safe: Safe): Promise<void> {
  const drafts = LINES.map(([kuerzel, name, text, ...groups]) => ({ kuerzel, name, text, groups, isOwn: false }));
  expectOk('text blocks', await saveBlocks(safe, drafts));
}
