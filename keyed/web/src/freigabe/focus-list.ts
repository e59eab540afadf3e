/** The keys go on in the list; where it is empty, on the name of it. */
export function focusList(): void {
  requestAnimationFrame(() => {
    const list = document.querySelector<HTMLElement>('.freigabe-items');
    (list ?? document.querySelector<HTMLElement>('.freigabe-tabs [aria-pressed="true"]'))?.focus();
  });
}
