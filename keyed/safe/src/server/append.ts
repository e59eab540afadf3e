import { type EntryHasher, parseCheckpointText, type RangeProof, verifyRange } from '@siegel/journal';
import {
  type AppendRequest,
  appendRequestToItems,
  CBOR_SEQUENCE_TYPE,
  classOfKind,
  controlMessages,
  decodeBody,
  encodeLeaf,
  encodeSequence,
  fail,
  type Hash,
  ok,
  type Result,
} from '@siegel/wire';
import { bytesOfBase64url } from './base64url.ts';
import { patienceOf, readJson, type RequestFailure, sendRequest, type ServerAddress } from './server-request.ts';

/** What an acknowledged batch got. */
export interface AppendAck {
  readonly firstSeq: number;
  readonly receivedAt: number;
  /** The signed note; its signature is checked by the journal follower. */
  readonly checkpoint: Uint8Array;
}

/** Sends a batch and checks that the answer really places it in the log (JN24). OFFLINE when no answer came: the same bytes
 *  may be sent again (SY11). PROOF_WRONG: the answer proves nothing. ENTRY_STALE names the stale entries. */
export async function appendBatch(
  address: ServerAddress,
  request: AppendRequest,
  hasher: EntryHasher,
): Promise<Result<AppendAck, RequestFailure>> {
  const body = encodeSequence(appendRequestToItems(request));
  const sent = await sendRequest(address, 'append', {
    method: 'POST',
    headers: { 'content-type': CBOR_SEQUENCE_TYPE },
    body,
  });
  if (!sent.ok) return sent;
  const json = await readJson(sent.value, patienceOf(address));
  if (!json.ok) return json;
  const answer = controlMessages.appendAnswer.safeParse(json.value);
  // Taken or not, nobody knows: another code than those that say "not taken".
  if (!answer.success) return fail('PROOF_WRONG');
  const { firstSeq, receivedAt, checkpoint } = answer.data;
  const proof = { left: hashesOf(answer.data.left), right: hashesOf(answer.data.right) };
  if (!isPlaced(request, { firstSeq, receivedAt, checkpoint, proof }, hasher)) return fail('PROOF_WRONG');
  return ok({ firstSeq, receivedAt, checkpoint: new TextEncoder().encode(checkpoint) });
}

interface PlacedAnswer {
  readonly firstSeq: number;
  readonly receivedAt: number;
  readonly checkpoint: string;
  readonly proof: RangeProof;
}

/** True when the entries of the batch stand at the named seqs under the returned head. */
function isPlaced(request: AppendRequest, answer: PlacedAnswer, hasher: EntryHasher): boolean {
  const text = answer.checkpoint.split('\n\n')[0];
  const head = parseCheckpointText(`${text}\n`);
  if (!head.ok) return false;
  const leafHashes = request.packets.map((packet): Hash => {
    const { site, kind } = decodeBody(packet.body);
    const entryHash = hasher.sha256(packet.body);
    return hasher.leaf(encodeLeaf({ site, class: classOfKind(kind), receivedAt: answer.receivedAt, entryHash }));
  });
  return verifyRange(hasher, { first: answer.firstSeq, leafHashes }, head.value, answer.proof);
}

function hashesOf(texts: readonly string[]): Hash[] {
  return texts.map((text) => bytesOfBase64url(text) ?? new Uint8Array(0));
}
