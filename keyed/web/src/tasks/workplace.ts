import { useSyncExternalStore } from 'react';

const STORE = 'siegel.workplace';
const listeners = new Set<() => void>();

/** The workplace this browser stands at, and how to say so; it stays in this browser (a random id, no name). */
export function useWorkplace(): readonly [string | undefined, (workplaceId: string | undefined) => void] {
  const workplaceId = useSyncExternalStore(watch, read);
  return [workplaceId === '' ? undefined : workplaceId, write];
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): string {
  return window.localStorage.getItem(STORE) ?? '';
}

function write(workplaceId: string | undefined): void {
  if (workplaceId === undefined) window.localStorage.removeItem(STORE);
  else window.localStorage.setItem(STORE, workplaceId);
  for (const listener of listeners) listener();
}
