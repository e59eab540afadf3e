import { type Charset, type CharsetEvidence, weighCharset } from './charset.ts';
import type { FindingLog } from './import-finding.ts';

// 9106 (LDT 2, BDT, KVDT) and 9206 (GDT) number the sets differently.
const SETS_BY_FIELD: Readonly<Record<string, Readonly<Record<string, Charset>>>> = {
  '9106': { '1': 'din-66003', '2': 'cp437', '3': 'windows-1252', '4': 'iso-8859-15' },
  '9206': { '1': 'din-66003', '2': 'cp437', '3': 'windows-1252' },
};
const DECLARED = /(?:^|[\r\n])\d{3}(9106|9206)(\d)/;
const LDT3 = /(?:^|[\r\n])(?:\d{3}0001LDT3|\d{7}Obj_00)/;

/** Decides the character set of an xDT file from its beginning (IX2): declared by field 9106 or 9206, else by format,
 *  else by its bytes. Valid UTF-8 with umlauts beats every declaration: no eight bit text looks like that by chance. */
export function xdtCharset(start: Uint8Array, log: FindingLog): Charset {
  const ascii = new TextDecoder('windows-1252').decode(start.subarray(0, 65_536));
  const found = DECLARED.exec(ascii);
  const declared =
    SETS_BY_FIELD[found?.[1] ?? '']?.[found?.[2] ?? ''] ?? (LDT3.test(ascii) ? 'iso-8859-15' : undefined);
  const evidence = weighCharset(start);
  const charset = choose(declared, evidence);
  if (declared === undefined && evidence.upper > 0) log.add('CHARSET_GUESSED', { params: { found: charset } });
  if (declared !== undefined && declared !== charset)
    log.add('CHARSET_CONTRADICTS', { params: { declared, found: charset } });
  return charset;
}

function choose(declared: Charset | undefined, evidence: CharsetEvidence): Charset {
  if (evidence.isUtf8) return 'utf-8';
  if (declared === 'din-66003') return evidence.upper === 0 ? declared : evidence.eightBit;
  return declared ?? evidence.eightBit;
}
