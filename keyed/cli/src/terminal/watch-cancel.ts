/** A wish to stop. */
export interface WatchedCancel {
  readonly isCancelled: () => boolean;
  readonly signal: AbortSignal;
  end(): void;
}

/** Turns the first Ctrl-C into a wish to stop, so that a job can end cleanly; the second one ends the program at once. */
export function watchCancel(): WatchedCancel {
  const cancel = new AbortController();
  const onSignal = () => {
    if (cancel.signal.aborted) process.exit(130);
    cancel.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    isCancelled: () => cancel.signal.aborted,
    signal: cancel.signal,
    end() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
