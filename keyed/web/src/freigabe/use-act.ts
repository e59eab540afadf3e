import type { Failure, Result } from '@siegel/wire';
import { type KeyboardEvent, useState } from 'react';

/** One act at a time; `onDone` follows the one that succeeded. */
export function useAct(onDone: () => void) {
  const [failure, setFailure] = useState<Failure>();
  const [isBusy, setIsBusy] = useState(false);
  function run(act: () => Promise<Result<unknown>>): void {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(undefined);
    void act().then((done) => {
      setIsBusy(false);
      if (done.ok) onDone();
      else setFailure(done.error);
    });
  }
  return { run, failure, isBusy };
}

/** Strg Enter does what the dialog is for. */
export function onSend(send: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
}
