/** Short contacts: telephone, reception, tasks. */

/** Notes of the reception about a prescription; rows for the drugs follow. */
export const REPEAT_PRESCRIPTIONS = [
  'Tel.: Folgerezept {drug}, liegt {ab heute Nachmittag|ab morgen} bereit.',
  '{frau} bestellt {drug} über das Rezepttelefon, eRezept ausgestellt.',
  'Portal: „Ich brauche bitte ein neues Rezept für {drug}.“ Beantwortet.',
  'Apotheke am Markt ruft an: {drug} nicht lieferbar, Austausch mit Ärztin besprochen.',
  'Pflegedienst fordert {drug} an, eRezept gesendet.',
];

/** Notes about a call or a visit at the desk. */
export const CALLS = [
  'Tel.: {frau} fragt nach Laborwerten, Rückruf durch Ärztin {heute 13 Uhr|morgen früh} zugesagt.',
  'Tel.: Befund besprochen, keine Kontrolle nötig. {Fragen geklärt.|}',
  'Tel.: Termin auf nächste Woche verlegt, {Handwerker|beruflich verhindert|kein Auto}.',
  'Überweisung {Augenheilkunde|Orthopädie|Dermatologie|Kardiologie|Gynäkologie} am Empfang abgeholt.',
  'Bescheinigung für {Sportverein|Arbeitgeber|Versicherung} ausgestellt, Gebühr {5|10} Euro bezahlt.',
  'eGK eingelesen, {neue Adresse aufgenommen|Telefonnummer berichtigt|keine Änderungen}.',
  'Tel.: {frau} geht es {besser|deutlich besser}, {Husten lässt nach|Schmerzen fast weg}. WV nur bei Bedarf.',
  'Tel.: nicht erreicht, Nachricht auf Anrufbeantworter: bitte zurückrufen.',
  'Nicht erschienen, {neuer Termin vereinbart|meldet sich telefonisch}.',
  'Kopie Impfausweis angefertigt, {Tetanus fällig {nextYear}|Impfungen vollständig}.',
  'Antrag {Reha|Mutter-Kind-Kur|Schwerbehinderung} ausgefüllt und an {frau} übergeben.',
];

/** Notes that only relatives of old people cause. */
export const CALLS_OF_RELATIVES = [
  'Tochter ruft an: {frau} vergisst {abends|morgens} öfter die Tabletten. Wochendosierer empfohlen.',
  'Pflegedienst: RR heute {rr}, {keine Beschwerden|etwas Schwindel}. Keine Änderung.',
  'Sohn fragt nach Pflegegrad, Unterlagen mitgegeben.',
  'Seniorenhaus Amsel: Sturz ohne Verletzung, Vitalwerte o. B., Hausbesuch {heute|morgen}.',
];

/** Notes about children. */
export const CALLS_OF_PARENTS = [
  'Mutter ruft an: Fieber seit gestern, trinkt gut. Beratung, Termin bei Verschlechterung.',
  'Attest für {Kita|Schule} ausgestellt.',
  'Erinnerung Früherkennung verschickt.',
];

/** Tasks: title and what it says further. */
export const TASKS = [
  { titel: 'Befund anfordern', text: 'Befund {Kardiologie|Radiologie|Augenarzt} fehlt noch, Praxis anrufen.' },
  { titel: 'Laborkontrolle einbestellen', text: 'Kontrolle in {4|6|12} Wochen, nüchtern.' },
  { titel: 'Rückruf', text: '{frau} bittet um Rückruf wegen {Medikament|Überweisung|Befund}.' },
  {
    titel: 'Medikationsplan ausdrucken',
    text: 'Neuer Plan nach Änderung, {Angehörige holen ab|mitgeben beim nächsten Besuch}.',
  },
  { titel: 'Hausbesuch planen', text: 'Hausbesuch {diese|nächste} Woche, vorher anrufen.' },
  { titel: 'Impfung nachholen', text: '{Tetanus|Pneumokokken|FSME} beim nächsten Termin ansprechen.' },
];

/** Notes that stay pinned to the top of the Akte. */
export const PINNED = [
  'Patientenverfügung liegt vor (Kopie {2018|2020|2022|2024}), keine Reanimation bei schwerster Grunderkrankung.',
  'Wünscht ausführliche Aufklärung vor jeder neuen Medikation.',
  'Organspendeausweis vorhanden.',
];
