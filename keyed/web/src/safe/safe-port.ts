import type { ChannelRequest } from '@siegel/safe';

/** What the client needs of the way to its worker. */
export interface SafePort {
  postMessage(message: ChannelRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  /** `error`: broken for good. `restarted`: a new worker stands there that knows nothing of what was asked before. */
  addEventListener(type: 'error' | 'restarted', listener: () => void): void;
}
