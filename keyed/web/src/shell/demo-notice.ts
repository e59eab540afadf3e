/** What the server says about being a demonstration. */
export interface DemoNotice {
  /** Address of the page that explains the demonstration and lists its accounts. */
  readonly page: string;
}

/** Reads the answer of `GET /demo`. Anything but {demo: true, page: <http address or path>} means: no demonstration. */
export function readDemoNotice(answer: unknown, origin: string): DemoNotice | undefined {
  if (typeof answer !== 'object' || answer === null || !('demo' in answer) || answer.demo !== true) return undefined;
  const page = 'page' in answer && typeof answer.page === 'string' ? answer.page : '';
  if (!URL.canParse(page, origin)) return undefined;
  const { protocol, href } = new URL(page, origin);
  return protocol === 'http:' || protocol === 'https:' ? { page: href } : undefined;
}

/** Asks the server whether this is a demonstration. A server that does not know the question, or no server, means no. */
export async function askForDemo(fetchIt: typeof fetch, origin: string): Promise<DemoNotice | undefined> {
  try {
    const answer = await fetchIt(`${origin}/demo`, { headers: { accept: 'application/json' } });
    return answer.ok ? readDemoNotice(await answer.json(), origin) : undefined;
  } catch {
    return undefined;
  }
}
