/** Presses a key of the workspace (`F2`, `Alt+KeyS`) for somebody who chose it in a list, once the layer above is closed. */
export function pressKey(code: string): void {
  const parts = code.split('+');
  const made = new KeyboardEvent('keydown', {
    code: parts.at(-1) ?? '',
    altKey: parts.includes('Alt'),
    ctrlKey: parts.includes('Ctrl'),
    bubbles: true,
    cancelable: true,
  });
  requestAnimationFrame(() => window.dispatchEvent(made));
}
