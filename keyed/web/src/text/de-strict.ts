/** German texts of strict mode (docs/spec/sites.md, BS20 to BS29). */
export const deStrict = {
  strict: {
    title: 'Stammdaten nur für die eigenen Betriebsstätten',
    lead: 'Wer eine Person ist, wissen sonst alle, die hier Personen sehen dürfen. Im strengen Modus wissen es nur die Betriebsstätten, an denen es eine Akte der Person gibt: durch Schlüssel, nicht nur durch den Server.',
    loading: 'Strenger Modus wird geladen',
    on: 'Eingeschaltet',
    off: 'Ausgeschaltet',
    oneSite: 'Es gibt nur eine Betriebsstätte. Der strenge Modus macht erst mit einer zweiten einen Unterschied.',
    turnOn: 'Strengen Modus einschalten',
    turnOff: 'Strengen Modus ausschalten',
    askOn: 'Strengen Modus einschalten?',
    askOff: 'Strengen Modus ausschalten?',
    onNow: 'Ab sofort:',
    onFind:
      'Wer an keiner Betriebsstätte einer Person arbeitet, findet sie nicht mehr und bekommt ihre Stammdaten nicht mehr.',
    onKeys:
      'Im Hintergrund bekommen alle Stammdaten neue Schlüssel. Danach öffnen sie sich an anderen Betriebsstätten auch aus einer Kopie der Datenbank nicht mehr, die ab dann gemacht wird.',
    onBoth:
      'Personen mit Akten an mehreren Betriebsstätten stellt ein Gerät von jemandem um, der an allen davon arbeitet. Bis dahin hält dort nur der Server die Stammdaten zurück.',
    onNot: 'Das lässt sich nicht zurückholen:',
    onNotRead: 'was jemand schon gelesen, gedruckt oder kopiert hat,',
    onNotKeys:
      'Stammdaten von bisher, falls jemand ihre Schlüssel oder eine ältere Kopie der Datenbank hat; auch Sicherungen von vorher.',
    onSee:
      'Weiter sichtbar bleibt allen, dass es Stammdaten gibt: als Zufallszahlen mit Zeiten und Größen, ohne Namen.',
    offText:
      'Alle, die Personen sehen dürfen, finden dann wieder alle. Die Stammdaten bekommen dafür im Hintergrund neue Schlüssel; bis dahin sind noch nicht alle zu finden.',
    switching: 'Wird umgestellt',
    cancel: 'Abbrechen',
    failed: 'Das ging nicht.',
    known:
      'Der Server muss die alten Verpackungen der Schlüssel löschen. Ob er es getan hat, kann kein Gerät prüfen; was er noch hätte, öffnet nur, wer die alten Gruppenschlüssel hat.',
  },
};
