/** Texts of the selection in the Akte, its print and its PDF. */
export const deAktePrint = {
  aktePrint: {
    region: 'Auswahl',
    ticked_one: '{{count}} Eintrag ausgewählt',
    ticked_other: '{{count}} Einträge ausgewählt',
    tick: 'Auswählen',
    tickKey: 'Auswählen oder abwählen (Leertaste; mit Umschalt und Pfeil mehrere)',
    print: 'Drucken',
    printKey: 'Ausgewählte Einträge drucken (D)',
    pdf: 'Als PDF',
    pdfKey: 'Ausgewählte Einträge als PDF speichern (Umschalt D)',
    clear: 'Auswahl aufheben',
    clearKey: 'Auswahl aufheben (Esc)',
    nothing: 'Davon darf nichts gedruckt werden.',
    making: 'PDF wird auf diesem Gerät gesetzt: Seite {{done}} von {{total}}',
    begun: 'PDF wird auf diesem Gerät gesetzt',
    cancel: 'Abbrechen',
    made_one: 'PDF mit einer Seite gespeichert. Die Datei ist nicht versiegelt: Wer sie hat, kann sie lesen.',
    made_other: 'PDF mit {{count}} Seiten gespeichert. Die Datei ist nicht versiegelt: Wer sie hat, kann sie lesen.',
    failed:
      'Das PDF wurde nicht gesetzt. Prüfen Sie die Verbindung und versuchen Sie es noch einmal, oder drucken Sie.',
    printed: 'Gedruckt am {{moment}} von {{who}}',
    chosen_one: 'Auswahl: {{count}} von {{all}} Einträgen',
    chosen_other: 'Auswahl: {{count}} von {{all}} Einträgen',
    drafts_one: '{{count}} Eintrag ist ein Entwurf und nicht freigegeben.',
    drafts_other: '{{count}} Einträge sind Entwürfe und nicht freigegeben.',
    draftState: 'ENTWURF, {{state}}',
    title: 'Akte {{name}}',
    fileName: 'akte-{{number}}-{{day}}.pdf',
    fileNoNumber: 'auszug',
    page: 'Seite {{page}} von {{pages}}',
    missingSigns_one:
      'Ein Zeichen fehlt der Schrift dieses PDFs und steht mit seiner Nummer da: [U+…]. Der Druck aus dem Browser zeigt es.',
    missingSigns_other:
      '{{count}} Zeichen fehlen der Schrift dieses PDFs und stehen mit ihren Nummern da: [U+…]. Der Druck aus dem Browser zeigt sie.',
    logged: {
      print_one: 'Auswahl aus der Akte, {{count}} Eintrag',
      print_other: 'Auswahl aus der Akte, {{count}} Einträge',
      pdf_one: 'PDF aus der Akte, {{count}} Eintrag',
      pdf_other: 'PDF aus der Akte, {{count}} Einträge',
    },
  },
};
