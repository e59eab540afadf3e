import { fail, ok, type Result } from '@siegel/wire';
import { isCancelled, isOutage, type Transfer } from '../safe/transfer.ts';
import { chunksOf } from '../server/response-body.ts';
import { patienceOf, type RequestFailure, sendRequest, type ServerAddress } from '../server/server-request.ts';
import { pathOf } from './ask-backups.ts';

/** Where a downloaded backup is written, piece by piece: the whole of it is never in memory. */
export interface DownloadTarget {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Forgets what was written: it comes anew from its first byte. */
  clear(): Promise<void>;
}

const PARTIAL = 206;
const RANGE = /^bytes (\d+)-\d+\/(\d+)$/;

/** Fetches a backup as one file (BK30). A broken line is gone on with where it broke, as long as `transfer` says so and the file is still
 *  the same one. @returns its bytes. BACKUP_UNKNOWN, BACKUP_DAMAGED, TRANSFER_CANCELLED, OFFLINE; rejects with what `target` rejects with. */
export async function downloadBackup(
  address: ServerAddress,
  id: string,
  { target, ...transfer }: Transfer & { readonly target: DownloadTarget },
): Promise<Result<number, RequestFailure>> {
  const download = new Download(target, transfer);
  for (;;) {
    const got = await download.goOn(address, id);
    if (got.ok || !isOutage(got.error.code)) return got;
    const mayGoOn = await transfer.onOutage?.(got.error.code);
    if (isCancelled(transfer)) return fail('TRANSFER_CANCELLED');
    if (mayGoOn !== true) return got;
  }
}

/** How far it is, and of which file. */
class Download {
  readonly #target: DownloadTarget;
  readonly #transfer: Transfer;
  #doneBytes = 0;
  #totalBytes = 0;
  #tag = '';

  constructor(target: DownloadTarget, transfer: Transfer) {
    this.#target = target;
    this.#transfer = transfer;
  }

  /** Takes what one answer brings. OFFLINE: not all of it has come. */
  async goOn(address: ServerAddress, id: string): Promise<Result<number, RequestFailure>> {
    if (isCancelled(this.#transfer)) return fail('TRANSFER_CANCELLED');
    const range = { range: `bytes=${this.#doneBytes}-`, 'if-range': this.#tag };
    const headers = this.#doneBytes === 0 ? {} : range;
    const sent = await sendRequest(address, `${pathOf(id)}/file`, { method: 'GET', headers });
    if (!sent.ok) return sent;
    if (!(await this.#begins(sent.value))) {
      await sent.value.body?.cancel();
      return fail('MESSAGE_MALFORMED');
    }
    return this.#take(sent.value, patienceOf(address));
  }

  /** Whether the answer goes on where this is, or is the whole file, which then comes anew. */
  async #begins({ status, headers }: Response): Promise<boolean> {
    if (status === PARTIAL) {
      const [, start, total] = RANGE.exec(headers.get('content-range') ?? '') ?? [];
      return Number(start) === this.#doneBytes && Number(total) === this.#totalBytes;
    }
    if (this.#doneBytes > 0) await this.#target.clear();
    this.#doneBytes = 0;
    this.#totalBytes = Number(headers.get('content-length') ?? Number.NaN);
    this.#tag = headers.get('etag') ?? '';
    return Number.isSafeInteger(this.#totalBytes) && this.#tag !== '';
  }

  async #take(answer: Response, patienceMs: number): Promise<Result<number, RequestFailure>> {
    const chunks = chunksOf(answer, patienceMs);
    const stopped = whenStopped(this.#transfer.signal);
    try {
      while (this.#doneBytes < this.#totalBytes) {
        // A line that is silent answers a wish to stop no sooner than it ends.
        const next = await Promise.race([chunks.next().catch(() => undefined), stopped.promise]);
        if (isCancelled(this.#transfer)) return fail('TRANSFER_CANCELLED');
        if (next === undefined || next.done === true) return fail('OFFLINE');
        const { value } = next;
        if (value.length > this.#totalBytes - this.#doneBytes) return fail('MESSAGE_MALFORMED');
        await this.#target.write(value as Uint8Array<ArrayBuffer>);
        this.#doneBytes += value.length;
        this.#transfer.onProgress?.(this.#doneBytes, this.#totalBytes);
      }
      return ok(this.#totalBytes);
    } finally {
      stopped.end();
      // Not awaited: it waits for the piece that may never come.
      void chunks.return(undefined);
    }
  }
}

/** Resolves when somebody stops the transfer; `end` listens no longer. */
function whenStopped(signal: AbortSignal | undefined): { readonly promise: Promise<undefined>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const onAbort = () => resolve(undefined);
  signal?.addEventListener('abort', onAbort, { once: true });
  return { promise, end: () => signal?.removeEventListener('abort', onAbort) };
}
