import type { ImportFormat } from './import-plan.ts';

/** What a file looks like: something this package reads, something it only knows by name, or nothing known. */
export type DetectedFormat = ImportFormat | 'kvdt' | 'hl7v2' | 'zip' | 'pdf' | 'empty' | 'unknown';

const LOOK_BYTES = 65_536;
const XDT_START = /^\s*\d{3}8000(\S{4})/;
const GDT_KINDS = /^63(00|01|02|10|11)$/;
const LDT_KINDS = /^82(0[1-5]|1[589]|2[01]|3[01])$/;
const BDT_KINDS = /^(00(10|20|21|22|23)|01\d\d|6100|6200)$/;
const KVDT_KINDS = /^(con0|con9|besa|rvsa|adt\d|kad\d|sad\d|hdrg)$/i;

/** Recognises a file by its first bytes (IX1); the name of the file plays no part. */
export function detectFormat(bytes: Uint8Array): DetectedFormat {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return 'zip';
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return 'pdf';
  const text = lookAt(bytes);
  const first = text.trimStart();
  if (first === '') return 'empty';
  if (first.startsWith('{') || first.startsWith('[')) return 'fhir-json';
  if (first.startsWith('<')) return 'fhir-xml';
  if (first.startsWith('MSH|')) return 'hl7v2';
  if (/^(\ufeff)?BEGIN:VCARD/i.test(first)) return 'vcard';
  const kind = XDT_START.exec(first)?.[1];
  return kind === undefined ? 'unknown' : xdtFormat(kind, first);
}

function xdtFormat(kind: string, text: string): DetectedFormat {
  if (GDT_KINDS.test(kind)) return /[\r\n]\d{3}(8200Obj_|921803)/.test(text) ? 'gdt3' : 'gdt2';
  if (LDT_KINDS.test(kind))
    return /^(8205|8215)$/.test(kind) || /[\r\n]\d{3}(8002Obj_|0001LDT3)/.test(text) ? 'ldt3' : 'ldt2';
  if (KVDT_KINDS.test(kind)) return 'kvdt';
  // 0101..0104 begin records of KVDT and of BDT: alone at the start of a file they are BDT.
  return BDT_KINDS.test(kind) ? 'bdt' : 'unknown';
}

function lookAt(bytes: Uint8Array): string {
  const start = bytes.subarray(0, LOOK_BYTES);
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(start);
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(start);
  const body = startsWith(bytes, [0xef, 0xbb, 0xbf]) ? start.subarray(3) : start;
  return new TextDecoder('windows-1252').decode(body);
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
