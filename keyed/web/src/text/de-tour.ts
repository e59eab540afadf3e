/** Texts of the tour through the demo. */
export const deTour = {
  tour: {
    label: 'Rundgang {{at}} von {{of}}',
    next: 'Weiter',
    back: 'Zurück',
    end: 'Rundgang beenden',
    finish: 'Fertig',
    step: {
      search: {
        title: 'Jemanden finden.',
        text: 'Drücken Sie F2 und tippen Sie „mei“ oder Anfangsbuchstaben wie „b,b“; dahinter hilft der Geburtstag, 2801 für den 28. Januar. Enter öffnet die Akte. Gesucht wird auf diesem Gerät, der Server kennt keinen Namen.',
      },
      akte: {
        title: 'Die Akte.',
        text: 'Eine Tabelle, das Neueste unten. Pfeiltasten gehen von Eintrag zu Eintrag, Enter öffnet einen zum Ändern, Esc verwirft nichts.',
      },
      write: {
        title: 'Schreiben.',
        text: 'Tippen Sie unten „bef RR 135/85“ und Enter. „Alles gespeichert“ steht erst da, wenn der Eintrag dauerhaft auf dem Server liegt.',
      },
      server: {
        title: 'Was der Server sieht.',
        text: 'Alt und V zeigt neben dem gewählten Eintrag die Bytes, die wirklich auf dem Server liegen, und jedes offene Feld mit dem Grund.',
      },
      second: {
        title: 'Zu zweit arbeiten.',
        text: 'Öffnen Sie in einem zweiten Fenster eine andere Rolle und dieselbe Akte. Was Sie dort schreiben, erscheint hier. Rollenkarten:',
      },
      lock: {
        title: 'Sperren.',
        text: 'F9 sperrt: Schlüssel und Namen verlassen den Speicher. Das Passwort Ihrer Rolle steht auf ihrer Karte und bringt Sie an dieselbe Stelle zurück.',
      },
      import: {
        title: 'Eigene Datei.',
        text: 'Links „Import und Wechsel“: Ziehen Sie eine GDT-, FHIR- oder CSV-Datei hinein. Sie sehen vorher, was daraus wird, und können alles zurücknehmen. Bitte keine echten Daten.',
      },
      end: {
        title: 'Das war der Rundgang.',
        text: 'F1 zeigt alle Tasten, Strg K alle Funktionen. Die Demo können Sie verändern, wie Sie mögen.',
      },
    },
  },
};
