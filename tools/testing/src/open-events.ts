import type { ServerClient } from './server-client.ts';

/** The pushes of a server as one session hears them, and when and how the server ended them. */
export interface OpenEvents {
  /** Resolves with the close code. */
  readonly closed: Promise<number>;
}

/** Opens the WebSocket `events` of a session and waits for its first push. */
export async function openEvents(client: ServerClient): Promise<OpenEvents> {
  // The platform's client takes headers as an option that its types do not name.
  const headers = { authorization: `Bearer ${String(client.token)}` };
  const address = `${client.url.replace('http', 'ws')}/v1/t/${client.tenant}/events`;
  const socket = new WebSocket(address, { headers } as unknown as string[]);
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
  await new Promise((resolve, reject) => {
    socket.addEventListener('message', resolve, { once: true });
    socket.addEventListener('error', reject, { once: true });
  });
  return { closed };
}
