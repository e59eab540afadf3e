import type { ChannelRequest, SafeStatus } from '@siegel/safe';
import { SAFE_CALLS } from '@siegel/safe/channel';
import type { MendingPort } from '../safe/mending-port.ts';

/** Ids of the page count upwards from 1. */
const WORDS_ID = -1;
const WORDS_MOST_MS = 5_000;
/** While persons still come, their names are asked for again when so many more are there. */
const GROWN = 1.1;

type Message = { readonly data: unknown };
type Call = Extract<ChannelRequest, { readonly call: string }>;

/** The way to the worker while names are hidden (EV30): whatever comes from there is shown with invented names, and what would write
 *  one of them is refused before it leaves the page. Nothing passes before that is fetched. @param salt see `hiddenSalt`. */
export function hidingPort(port: MendingPort, salt: string): MendingPort {
  const veil = import('./veil.ts').then(({ createVeil }) => createVeil(salt));
  const listeners: ((message: Message) => void)[] = [];
  let wordsCame: ((words: unknown) => void) | undefined;
  let askedAt = 0;
  let out: Promise<void> = Promise.resolve();
  let into: Promise<void> = Promise.resolve();

  function tell(data: unknown): void {
    for (const listener of listeners) listener({ data });
  }

  /** All names the device knows, so that one in a text is found before the person was ever on screen. */
  async function learnNames({ phase, persons }: SafeStatus): Promise<void> {
    const { learn, forget } = await veil;
    if (phase === 'locked' || phase === 'signed-out') {
      askedAt = 0;
      return forget();
    }
    if (persons === askedAt || (phase !== 'ready' && persons < askedAt * GROWN)) return;
    askedAt = persons;
    const words = new Promise<unknown>((resolve) => {
      wordsCame = resolve;
      setTimeout(() => resolve(undefined), WORDS_MOST_MS);
    });
    port.postMessage({ id: WORDS_ID, call: 'nameWords', args: [] });
    learn(await words);
  }

  async function receive(data: unknown): Promise<void> {
    const { show } = await veil;
    const status = statusOf(data);
    if (status !== undefined) await learnNames(status);
    tell(show(data));
  }

  async function send(message: ChannelRequest): Promise<void> {
    if (!('call' in message)) return port.postMessage(message);
    const { reveal } = await veil;
    const args = reveal(message.call, message.args);
    if (args === undefined) tell(refusal(message));
    else port.postMessage({ ...message, args });
  }

  port.addEventListener('message', ({ data }) => {
    if (isWords(data)) wordsCame?.(data.result);
    else into = into.then(() => receive(data));
  });
  return {
    postMessage: (message) => void (out = out.then(() => send(message))),
    addEventListener(type: 'message' | 'error' | 'restarted', listener: never) {
      if (type === 'message') listeners.push(listener);
      else port.addEventListener(type, listener);
    },
    open: () => port.open(),
  };
}

/** A PDF waits for the log's word and is not handed out without it; what else answers nothing is passed over in silence. */
function refusal({ id, call }: Call): unknown {
  const error = { code: 'NAMES_HIDDEN' };
  if (SAFE_CALLS[call] === 'result') return { id, result: { ok: false, error } };
  return call === 'notePrint' ? { id, failure: error } : { id, result: undefined };
}

function isWords(data: unknown): data is { readonly result?: unknown } {
  return typeof data === 'object' && data !== null && 'id' in data && data.id === WORDS_ID;
}

function statusOf(data: unknown): SafeStatus | undefined {
  if (typeof data !== 'object' || data === null || !('event' in data)) return undefined;
  const { event } = data;
  const isStatus = typeof event === 'object' && event !== null && 'phase' in event && 'persons' in event;
  return isStatus ? (event as SafeStatus) : undefined;
}
