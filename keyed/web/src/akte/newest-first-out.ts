/** Hands values on one at a time for each key; while one is on its way only the newest of those that came meanwhile is kept.
 *  Nothing waits for a pause in typing: what is lost with a page is at most what one hand-over takes. */
export function newestFirstOut<T>(handOn: (key: string, value: T) => Promise<void>): (key: string, value: T) => void {
  const onWay = new Set<string>();
  const waiting = new Map<string, T>();
  function send(key: string, value: T): void {
    onWay.add(key);
    void handOn(key, value)
      .catch(() => undefined)
      .then(() => {
        onWay.delete(key);
        const [next] = waiting.has(key) ? [waiting.get(key) as T] : [];
        if (!waiting.delete(key)) return;
        send(key, next as T);
      });
  }
  return (key, value) => {
    if (onWay.has(key)) waiting.set(key, value);
    else send(key, value);
  };
}
