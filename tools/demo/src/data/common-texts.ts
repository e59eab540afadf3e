/** Sentences that fit nearly every visit. */

/** Added to findings. */
export const STATUS = [
  'AZ und EZ gut, wach, orientiert.',
  'Herz: Töne rein, rhythmisch. Lunge: VAG bds., keine RG.',
  'Abdomen weich, kein DS, keine Resistenz. Nierenlager frei.',
  'Haut und Schleimhäute rosig, keine Ödeme, LK nicht vergrößert.',
  'Gangbild sicher, grobe Kraft seitengleich.',
  'Kein Meningismus, Pupillen isokor, Rachen reizlos.',
  'Allgemeinzustand {gut|zufriedenstellend}, kreislaufstabil, afebril.',
];

/** Added to the Anamnese of adults. */
export const CONTEXT = [
  'Bisher nur Hausmittel.',
  '{Ibuprofen 400 mg|Paracetamol} aus der Apotheke hilft {etwas|kaum}.',
  'Keine Auslandsreise, keine neuen Medikamente.',
  'Keine Vorerkrankungen in diesem Bereich.',
  'Ähnliche Beschwerden vor {1..3} Jahren, damals von allein besser.',
  'Allergien laut Akte unverändert, sonst gesund geblieben.',
  'Beruflich {viel am Schreibtisch|körperlich gefordert|zurzeit im Urlaub}.',
];

/** Added to the Anamnese of children. */
export const CHILD_CONTEXT = [
  'Geschwister {gesund|ebenfalls erkältet}, Impfungen nach Plan.',
  'Trinkt ausreichend, letzte Windel vor 2 h nass.',
  'Keine Medikamente, keine Allergien bekannt.',
  'Letzte Nacht {unruhig|gut} geschlafen.',
];
