/**
 * Offers bytes of this page as a file to save; they go nowhere else.
 * @param heldMs how long the browser may still read them: a large archive takes a while, a key should be gone at once.
 */
export function saveFile(name: string, file: Blob, heldMs = 0): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), heldMs);
}
