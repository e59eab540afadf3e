import type { ChannelRequest } from '@siegel/safe';

/** What the client needs of a `Worker` or a started `MessagePort`. */
export interface SafePort {
  postMessage(message: ChannelRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error', listener: () => void): void;
}

/** A port that can be used before it exists: what is sent is kept until `open`, then goes out in order. */
export interface LatePort extends SafePort {
  /** Makes the real port, once; further calls do nothing. */
  open(): void;
}

/** Wraps `makePort`, so that the sign-in form is painted before the safe's worker is fetched. */
export function latePort(makePort: () => SafePort): LatePort {
  let port: SafePort | undefined;
  const waiting: ((port: SafePort) => void)[] = [];
  const whenOpen = (use: (port: SafePort) => void) => {
    if (port === undefined) waiting.push(use);
    else use(port);
  };
  return {
    postMessage: (message) => whenOpen((open) => open.postMessage(message)),
    addEventListener: (type: string, listener: (event: { readonly data: unknown }) => void) =>
      whenOpen((open) => open.addEventListener(type as 'message', listener)),
    open() {
      if (port !== undefined) return;
      port = makePort();
      for (const use of waiting.splice(0)) use(port);
    },
  };
}
