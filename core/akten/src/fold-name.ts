/** Brings a name to the form in which two spellings of the same name are equal: lower case, ae/oe/ue/ss, no accents,
 *  no spaces, hyphens or other signs. Letters of other scripts stay. Example: `Dr. Müller-Lüdenscheidt` gives
 *  `drmuellerluedenscheidt`; a title has to be taken off before. */
export function foldName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The sound of a German name as digits; names that sound alike give the same code (Meier, Mayr: 67).
 *  '' for a name without Latin letters. Source: H. J. Postel, Die Koelner Phonetik, IBM-Nachrichten 19 (1969). */
export function koelnerPhonetik(name: string): string {
  const letters = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replace(/[^a-z]/g, '');
  let code = '';
  let last = '';
  for (let at = 0; at < letters.length; at++) {
    const digits = soundOf(letters[at] ?? '', letters[at - 1] ?? '', letters[at + 1] ?? '');
    for (const digit of digits) {
      if (digit !== last) code += digit;
      last = digit;
    }
  }
  // Vowels count only at the beginning.
  return code.slice(0, 1) + code.slice(1).replaceAll('0', '');
}

const FIXED: Readonly<Record<string, string>> = {
  ...fixed('aeijouy', '0'),
  ...fixed('b', '1'),
  ...fixed('fvw', '3'),
  ...fixed('gkq', '4'),
  ...fixed('l', '5'),
  ...fixed('mn', '6'),
  ...fixed('r', '7'),
  ...fixed('sz', '8'),
  h: '',
};

function fixed(letters: string, digit: string): Record<string, string> {
  return Object.fromEntries(Array.from(letters).map((letter) => [letter, digit]));
}

function soundOf(letter: string, before: string, after: string): string {
  if (letter === 'p') return after === 'h' ? '3' : '1';
  if (letter === 'd' || letter === 't') return 'csz'.includes(after || '-') ? '8' : '2';
  if (letter === 'x') return 'ckq'.includes(before || '-') ? '8' : '48';
  if (letter === 'c') return soundOfC(before, after);
  return FIXED[letter] ?? '';
}

function soundOfC(before: string, after: string): string {
  if (before === '') return 'ahkloqrux'.includes(after || '-') ? '4' : '8';
  if (before === 's' || before === 'z') return '8';
  return 'ahkoqux'.includes(after || '-') ? '4' : '8';
}
