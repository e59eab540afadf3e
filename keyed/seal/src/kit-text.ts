import { wordlist } from '@scure/bip39/wordlists/english.js';
import { fail, hexOf, type Id, ok, type Result } from '@siegel/wire';
import { engine } from '#engine';
import { kitOfFile, kitOfQr, kitOfWords } from './kit.ts';
import type { Secret } from './secret.ts';

/** A kit that somebody has brought, and the organisation it says it belongs to: words name none. */
export interface BroughtKit {
  readonly kit: Secret;
  readonly tenant: Id | undefined;
}

const WORDS = 24;
const MARK_BYTES = 16;
const known = new Set(wordlist);

/** The kit in what was typed, scanned or read from a file (FR20). KIT_FILE_DAMAGED: a kit file or code that is not whole;
 *  KIT_WORDS_COUNT (`count`), KIT_WORD_UNKNOWN (`number`, from 1), KIT_WORDS_WRONG: words that are none of a kit. */
export function kitOfText(text: string): Result<BroughtKit> {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const marked = trimmed.toUpperCase();
  if (marked.startsWith('SIEGEL-ORGANISATION')) return whole(kitOfFile(trimmed));
  if (marked.startsWith('SIEGEL-KIT')) return whole(kitOfQr(trimmed));
  return kitOfTypedWords(trimmed);
}

/** The short mark of an organisation, printed on the sheet: 16 bytes of a hash of its public key, as hex in groups. It opens
 *  nothing and tells two sheets apart. */
export function organisationMark(orgPublic: Uint8Array): string {
  const hex = hexOf(engine.sha256(orgPublic).subarray(0, MARK_BYTES)).toUpperCase();
  return (hex.match(/.{4}/g) ?? []).join(' ');
}

function whole(kit: ReturnType<typeof kitOfFile>): Result<BroughtKit> {
  return kit.ok ? kit : fail('KIT_FILE_DAMAGED');
}

/** Numbers and punctuation between the words are what people type along with them. */
function kitOfTypedWords(text: string): Result<BroughtKit> {
  const words = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');
  const unknown = words.findIndex((word) => !known.has(word));
  if (unknown >= 0) return fail('KIT_WORD_UNKNOWN', { number: unknown + 1 });
  if (words.length !== WORDS) return fail('KIT_WORDS_COUNT', { count: words.length });
  const kit = kitOfWords(words.join(' '));
  return kit.ok ? ok({ kit: kit.value, tenant: undefined }) : kit;
}
