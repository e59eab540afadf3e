import { CborError, decodeCbor, encodeCbor } from '@siegel/wire';
import type { PublicHalves } from './approval.ts';
import { MESSAGE_LABELS } from './labels.ts';
import { padPart, unpadPart } from './padding.ts';
import { sealForXwing, type XwingKey } from './xwing.ts';

const DEVICE_NAME_MOST = 60;

/** A text as the name of a device: at most 60 characters, none of them invisible. */
export function deviceNameOf(text: string): string {
  const shown = Array.from(text.replaceAll(/\p{C}/gu, '').trim());
  return shown.slice(0, DEVICE_NAME_MOST).join('').trim();
}

/** Seals the name a new device would like to have for whoever answers it (SL41). It proves nothing: the person at the approver
 *  decides what the device is called. */
export function sealProposedName(name: string, commit: Uint8Array, approver: PublicHalves): Promise<Uint8Array> {
  const padded = padPart(encodeCbor(deviceNameOf(name).padEnd(DEVICE_NAME_MOST)));
  return sealForXwing(approver.xwingPublic, infoOf(commit), padded);
}

/** The proposed name; empty for anything that is none. Control characters are left out. */
export async function openProposedName(sealed: Uint8Array, commit: Uint8Array, own: XwingKey): Promise<string> {
  const padded = await own.open(sealed, infoOf(commit));
  const content = padded === undefined ? undefined : unpadPart(padded);
  const name = content === undefined ? undefined : textOf(content);
  return deviceNameOf(name ?? '');
}

function textOf(content: Uint8Array): string | undefined {
  try {
    const value = decodeCbor(content);
    return typeof value === 'string' ? value : undefined;
  } catch (error) {
    if (error instanceof CborError) return undefined;
    throw error;
  }
}

function infoOf(commit: Uint8Array): Uint8Array {
  return encodeCbor([MESSAGE_LABELS.proposedName, commit]);
}
