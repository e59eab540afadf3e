import { focusSoon } from '../parts/focus-soon.ts';

/** The keys go on in the list; where it is empty, on the name of it. */
export function focusList(): void {
  focusSoon(
    () =>
      document.querySelector<HTMLElement>('.freigabe-items') ??
      document.querySelector<HTMLElement>('.freigabe-tabs [aria-pressed="true"]'),
  );
}
