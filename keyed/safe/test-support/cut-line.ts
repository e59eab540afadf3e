import type { Fetch } from '../src/server/server-request.ts';

/** A line to the server that a test cuts and mends, as somebody pulls a plug and puts it back. */
export class CutLine {
  isCut = false;

  readonly fetch: Fetch = (url, init) => (this.isCut ? Promise.reject(new TypeError('offline')) : fetch(url, init));
}
