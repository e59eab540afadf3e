/** Findings of tables (CSV, XLSX) and vCards; part of `FINDING_TEXTS`. */
export const TABLE_FINDING_TEXTS = {
  TABLE_NAME_MISSING: {
    severity: 'error',
    de: 'Keine Spalte ist dem Nachnamen zugeordnet. Bitte in der Zuordnung wählen, welche Spalte den Namen enthält.',
    en: 'No column is mapped to the surname. Please choose in the mapping which column holds the name.',
  },
  TABLE_CHARSET_WRONG: {
    severity: 'error',
    de: 'Ab Zeile {line} passen Zeichen nicht zum Zeichensatz {charset}. Bitte einen anderen Zeichensatz wählen.',
    en: 'From line {line} on letters do not fit the character set {charset}. Please choose another one.',
  },
  TABLE_QUOTE_OPEN: {
    severity: 'error',
    de: 'Das Anführungszeichen in Zeile {line} wird nie geschlossen. Bitte die Zeile oder das Trennzeichen prüfen.',
    en: 'The quote opened in line {line} is never closed. Please check the line or the separator.',
  },
  TABLE_CELL_BEYOND: {
    severity: 'warning',
    de: 'Zeile {line} hat mehr Zellen als Spalten; sie sind aufgehoben. Bitte prüfen, ob ein Trennzeichen im Text steht.',
    en: 'Line {line} has more cells than columns; they are kept. Please check for a separator inside of a text.',
  },
  TABLE_DATE_INVALID: {
    severity: 'warning',
    de: 'Zeile {line}: {field} ist kein Datum und wörtlich aufgehoben. Bitte den Wert prüfen.',
    en: 'Line {line}: {field} is no date and kept word for word. Please check the value.',
  },
  TABLE_VALUE_INVALID: {
    severity: 'warning',
    de: 'Zeile {line}: {field} ist nicht verständlich und wörtlich aufgehoben. Bitte den Wert prüfen.',
    en: 'Line {line}: {field} is not understood and kept word for word. Please check the value.',
  },
  TABLE_ROW_DIFFERS: {
    severity: 'info',
    de: 'Zeile {line} nennt eine Person noch einmal und anders; ihre Angaben stehen als Notiz dabei. Bitte prüfen.',
    en: 'Line {line} names a person again and differently; it is kept as a note. Please check it.',
  },
  TABLE_DAY_ASSUMED: {
    severity: 'info',
    de: 'Zeile {line} hat einen Text ohne Tag; er bekommt den Tag des Einlesens ({today}). Bitte die Zuordnung prüfen.',
    en: 'Line {line} has a text without a day; it gets the day of the import ({today}). Please check the mapping.',
  },
  TABLE_TOO_WIDE: {
    severity: 'error',
    de: 'Die Tabelle hat mehr als {limit} Spalten. Bitte das Trennzeichen prüfen oder die Tabelle aufteilen.',
    en: 'The table has more than {limit} columns. Please check the separator or split the table.',
  },
  XLSX_UNREADABLE: {
    severity: 'error',
    de: 'Die Arbeitsmappe ist beschädigt oder mit einem Kennwort geschützt. Bitte neu speichern, ohne Kennwort.',
    en: 'The workbook is damaged or protected by a password. Please save it again without a password.',
  },
  XLSX_TOO_LARGE: {
    severity: 'error',
    de: 'Die Arbeitsmappe ist ausgepackt zu groß. Bitte die Tabelle als CSV speichern.',
    en: 'The workbook is too large once unpacked. Please save the table as CSV.',
  },
  ARCHIVE_DAMAGED: {
    severity: 'error',
    de: 'Das Archiv ist beschädigt oder unvollständig. Bitte die Übertragung wiederholen.',
    en: 'The archive is damaged or incomplete. Please transfer it again.',
  },
  ARCHIVE_ORIGINAL_MISSING: {
    severity: 'warning',
    de: 'Das Archiv nennt eine Datei, die nicht darin liegt ({path}). Bitte die Ausgabe wiederholen.',
    en: 'The archive names a file that does not lie in it ({path}). Please repeat the export.',
  },
  VCARD_OPEN: {
    severity: 'error',
    de: 'Die Visitenkarte in Zeile {line} ist nicht zu Ende (END:VCARD fehlt). Bitte die Übertragung wiederholen.',
    en: 'The card in line {line} has no end (END:VCARD is missing). Please transfer it again.',
  },
} as const;
