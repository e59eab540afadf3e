import { startTally, type VectorOutcome, type VectorTally } from './outcome.ts';
import { answered, hex } from './vector-bytes.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** HPKE base mode with X25519, HKDF-SHA-256 and AES-256-GCM. Undefined when the library refuses. */
export interface HpkeBaseMode {
  /** Seals all messages in one context; the ephemeral key is given so that the answer is known. */
  sealAll(input: {
    recipient: { publicKey: Bytes };
    ephemeral: { publicKey: Bytes; privateKey: Bytes };
    info: Bytes;
    messages: readonly { aad: Bytes; plaintext: Bytes }[];
  }): Promise<{ encapsulated: Uint8Array; sealed: readonly Uint8Array[] } | undefined>;
  /** Opens all messages in one context. */
  openAll(
    input: HpkeReceived & { messages: readonly { aad: Bytes; sealed: Bytes }[] },
  ): Promise<readonly Uint8Array[] | undefined>;
  exportSecret(input: HpkeReceived & { context: Bytes; sizeBytes: number }): Promise<Uint8Array | undefined>;
}

/** What the recipient has: its key pair, and what arrived. */
export interface HpkeReceived {
  readonly recipient: { readonly publicKey: Bytes; readonly privateKey: Bytes };
  readonly encapsulated: Bytes;
  readonly info: Bytes;
}

interface HpkeCase {
  readonly mode: number;
  readonly kem_id: number;
  readonly kdf_id: number;
  readonly aead_id: number;
  readonly info: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly skEm: string;
  readonly pkEm: string;
  readonly enc: string;
  readonly base_nonce: string;
  readonly encryptions: readonly { aad: string; ct: string; pt: string; nonce: string }[];
  readonly exports: readonly { exporter_context: string; L: number; exported_value: string }[];
}

const BASE_MODE = 0;
const SUITE = '32/1/2';

/** Runs the RFC 9180 cases of the suite that differs from ours in the KEM only: no vectors of X-Wing are published
 *  there. Each message and each export is one check. */
export async function runHpkeVectors(json: unknown, hpke: HpkeBaseMode): Promise<VectorOutcome> {
  const tally = startTally();
  for (const vector of json as readonly HpkeCase[]) {
    const suite = `${vector.kem_id}/${vector.kdf_id}/${vector.aead_id}`;
    if (vector.mode !== BASE_MODE || suite !== SUITE) {
      tally.skip(vector.mode === BASE_MODE ? `suite ${suite}` : `mode ${vector.mode}`);
      continue;
    }
    await runMessages(vector, hpke, tally);
    const received = receivedOf(vector);
    for (const { exporter_context, L, exported_value } of vector.exports) {
      const secret = await hpke.exportSecret({ ...received, context: hex(exporter_context), sizeBytes: L });
      tally.check('export', answered(secret, hex(exported_value)));
    }
  }
  return tally.outcome();
}

function receivedOf(vector: HpkeCase): HpkeReceived {
  const recipient = { publicKey: hex(vector.pkRm), privateKey: hex(vector.skRm) };
  return { recipient, encapsulated: hex(vector.enc), info: hex(vector.info) };
}

/** The published messages are the 1st, 2nd, 3rd, 5th, 256th and 257th of one context: the ones between are filled in. */
async function runMessages(vector: HpkeCase, hpke: HpkeBaseMode, tally: VectorTally): Promise<void> {
  const received = receivedOf(vector);
  const published = new Map(
    vector.encryptions.map((message) => [sequenceOf(message.nonce, vector.base_nonce), message]),
  );
  const filler = { aad: '', pt: '' };
  const messages = Array.from({ length: Math.max(...published.keys()) + 1 }, (_, sequence) => {
    const { aad, pt } = published.get(sequence) ?? filler;
    return { aad: hex(aad), plaintext: hex(pt) };
  });
  const ephemeral = { publicKey: hex(vector.pkEm), privateKey: hex(vector.skEm) };
  const made = await hpke.sealAll({ recipient: received.recipient, ephemeral, info: received.info, messages });
  tally.check('encapsulation', answered(made?.encapsulated, received.encapsulated));
  const sealed = messages.map(({ aad }, sequence) => {
    const ours = new Uint8Array(made?.sealed[sequence] ?? new Uint8Array(0));
    return { aad, sealed: published.has(sequence) ? hex(published.get(sequence)?.ct ?? '') : ours };
  });
  const opened = await hpke.openAll({ ...received, messages: sealed });
  for (const [sequence, { ct, pt }] of published) {
    tally.check(`seal ${sequence}`, answered(made?.sealed[sequence], hex(ct)));
    tally.check(`open ${sequence}`, answered(opened?.[sequence], hex(pt)));
  }
  const first = sealed.slice(0, 1).map((message) => ({ ...message, sealed: message.sealed.map((byte) => byte ^ 1) }));
  tally.check('refuse a changed message', (await hpke.openAll({ ...received, messages: first })) === undefined);
  const skipped = await hpke.openAll({ ...received, messages: sealed.slice(1, 2) });
  tally.check('refuse a message out of order', skipped === undefined);
}

/** The number of a message: its nonce is the base nonce XOR that number, big-endian. */
function sequenceOf(nonce: string, baseNonce: string): number {
  const base = hex(baseNonce);
  return hex(nonce).reduce((sequence, byte, at) => sequence * 256 + (byte ^ (base[at] ?? 0)), 0);
}
