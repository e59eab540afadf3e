/** The one place of a user in a browser profile for an open safe (OF20): two windows would write the same pages. Different users
 *  work beside each other, each in a window (DV30). */
export interface SafeSeat {
  /** Takes the place; whoever has it gives way first. `onAsked` is called when somebody else wants it; the place goes over when
   *  its promise resolves. @returns how to give it back. */
  take(account: string, onAsked: () => Promise<void>): Promise<() => void>;
}

/** Who does not give way in this time is taken for gone: a window the browser has frozen. */
const GIVE_WAY_MS = 5_000;
const nameOf = (account: string) => `siegel-safe.${account}`;

/** The seat by Web Locks, which end with their window, and a channel to ask the one who holds it. */
function browserSeat({ locks, newChannel }: SeatGiven): SafeSeat {
  return {
    async take(account, onAsked) {
      const name = nameOf(account);
      const channel = newChannel(name);
      channel.postMessage('give-way');
      const unlock = await heldLock(locks, name, () => void onAsked());
      const leave = () => {
        channel.close();
        unlock();
      };
      channel.addEventListener('message', () => void onAsked().then(leave));
      return leave;
    },
  };
}

/** What the browser gives. */
export interface SeatGiven {
  readonly locks: Pick<LockManager, 'request'>;
  readonly newChannel: (name: string) => BroadcastChannel;
}

/** The seat of this worker. */
export function seatOfThisBrowser(): SafeSeat {
  return browserSeat({ locks: navigator.locks, newChannel: (name) => new BroadcastChannel(name) });
}

/** Resolves when the lock is held, with the way to leave it. `onLost`: somebody took it without asking. */
async function heldLock(locks: SeatGiven['locks'], name: string, onLost: () => void): Promise<() => void> {
  const asked = new AbortController();
  const timer = setTimeout(() => asked.abort(), GIVE_WAY_MS);
  try {
    return await requested(locks, name, { signal: asked.signal, onLost });
  } catch {
    return await requested(locks, name, { steal: true, onLost });
  } finally {
    clearTimeout(timer);
  }
}

function requested(
  locks: SeatGiven['locks'],
  name: string,
  { onLost, ...options }: LockOptions & { readonly onLost: () => void },
): Promise<() => void> {
  return new Promise((resolve, reject) => {
    let isHeld = false;
    const held = locks.request(name, options, () => {
      isHeld = true;
      return new Promise<void>((release) => resolve(release));
    });
    // Before it is held: not given in time. Afterwards: stolen by a window that had waited long enough.
    Promise.resolve(held).catch((error: unknown) => (isHeld ? onLost() : reject(error)));
  });
}
