/** A diagnosis as one line of text: code, side and certainty, wording. */
export interface DiagnosisFields {
  readonly icd?: string;
  readonly seite?: string;
  readonly sicherheit?: string;
  readonly text?: string;
}

const ICD = /^[A-Z]\d{2}(?:\.(?:\d{1,2}|-))?[!*+]?$/;
const MARK = /^[RLBAGVZ]$/;
/** In place of a code: there is none. Behind the marks: here the wording begins. */
const NONE = '-';

/** True for what looks like a code of ICD-10-GM, in either case. */
export function isDiagnosisCode(word: string): boolean {
  return ICD.test(word.toUpperCase());
}

/** Reads `e11.40 g Diabetes Typ 2` or `m17.1 r g Gonarthrose`: an ICD-10-GM code first, then side (R L B) and certainty
 *  (A G V Z) in any order, then the wording. Without a code at the front everything is wording. A lone hyphen in place of
 *  the code lets marks follow without one, and between marks and wording keeps a wording such as `A Streptokokken` whole. */
export function parseDiagnosis(typed: string): DiagnosisFields {
  let [word, rest] = firstWord(typed.trim());
  const icd = word.toUpperCase();
  const isCoded = ICD.test(icd);
  if (!isCoded && word !== NONE) return withText({}, typed.trim());
  let fields: DiagnosisFields = isCoded ? { icd } : {};
  let before = rest;
  for (;;) {
    [word, rest] = firstWord(before);
    const mark = word.toUpperCase();
    if (/^[RLB]$/.test(mark) && fields.seite === undefined) fields = { ...fields, seite: mark };
    else if (/^[AGVZ]$/.test(mark) && fields.sicherheit === undefined) fields = { ...fields, sicherheit: mark };
    else return withText(fields, word === NONE ? rest : before);
    before = rest;
  }
}

/** The line that `parseDiagnosis` reads back to the same fields. */
export function writeDiagnosis({ icd, seite, sicherheit, text }: DiagnosisFields): string {
  const marks = [seite, sicherheit].filter((mark) => mark !== undefined);
  const [first] = firstWord((text ?? '').trim());
  const looksCoded = ICD.test(first.toUpperCase()) || first === NONE;
  const isPlain = icd === undefined && marks.length === 0 && !looksCoded;
  if (isPlain) return text ?? '';
  const mayBeRead = MARK.test(first.toUpperCase()) || first === NONE;
  return [icd ?? NONE, ...marks, ...(mayBeRead ? [NONE] : []), ...(text === undefined ? [] : [text])].join(' ');
}

/** The first word and what follows it, line breaks included. */
function firstWord(text: string): [word: string, rest: string] {
  const word = /^\S*/.exec(text)?.[0] ?? '';
  return [word, text.slice(word.length).trimStart()];
}

function withText(fields: DiagnosisFields, text: string): DiagnosisFields {
  return text === '' ? fields : { ...fields, text };
}
