const PAGE = 10;

/** Moves the focus among the elements of a list as the arrow and page keys say. @returns whether the key was one of them. */
export function moveFocus(list: HTMLElement | null, selector: string, key: string): boolean {
  const all = [...(list?.querySelectorAll<HTMLElement>(selector) ?? [])];
  const at = all.findIndex((one) => one === document.activeElement || one.contains(document.activeElement));
  const to = targetOf(key, at, all.length);
  if (to === undefined) return false;
  all[Math.max(0, Math.min(to, all.length - 1))]?.focus();
  return true;
}

function targetOf(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at + 1;
    case 'ArrowUp':
      return at - 1;
    case 'PageDown':
      return at + PAGE;
    case 'PageUp':
      return at - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
