import { makeDeviceKeys } from '@siegel/seal';
import { askForApproval } from '../src/safe/ask-approval.ts';
import type { SignInPlace } from '../src/safe/enter-device.ts';

/** A new device that asks for approval, with the person before it: when it waits (with the code it shows), which words it shows,
 *  and the hand that confirms. */
export async function asking(place: SignInPlace) {
  const device = await makeDeviceKeys();
  const stop = new AbortController();
  const [confirmed, words, waiting] = [once<void>(), once<readonly string[]>(), once<string>()];
  const given = askForApproval(place, device, {
    proposedName: 'Firefox, Windows',
    onWaiting: (_expiresAtMs, code) => waiting.say(code),
    onWords: words.say,
    confirmed: confirmed.said,
    signal: stop.signal,
  });
  return { device, place, stop, confirm: () => confirmed.say(), words: words.said, waiting: waiting.said, given };
}

function once<T>(): { readonly said: Promise<T>; readonly say: (value: T) => void } {
  let say: (value: T) => void = () => undefined;
  const said = new Promise<T>((resolve) => (say = resolve));
  return { said, say };
}
