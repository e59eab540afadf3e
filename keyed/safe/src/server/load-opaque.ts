/** The client side of OPAQUE. Only passwords need it, and it is a third of the program: a tab that is still signed in starts without
 *  it. Undefined when its file cannot be had now; the next call asks again. */
export async function loadOpaque(): Promise<Client | undefined> {
  try {
    const { client, ready } = await import('@serenity-kit/opaque');
    await ready;
    return client;
  } catch {
    return undefined;
  }
}

type Client = typeof import('@serenity-kit/opaque')['client'];
