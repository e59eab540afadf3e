/** Turns the first Ctrl-C into a wish to stop, so that a job can end cleanly; the second one ends the program at once. */
export function watchCancel(): { readonly isCancelled: () => boolean; end(): void } {
  let cancelled = false;
  const onSignal = () => {
    if (cancelled) process.exit(130);
    cancelled = true;
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    isCancelled: () => cancelled,
    end() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
