const MOST = 80;

/** A name from a record as a file name: letters, digits, dot, dash and underscore; no path, no hidden file. */
export function safeFileName(name: unknown): string {
  const text = typeof name === 'string' ? name : '';
  const clean = text.replaceAll(/[^\p{L}\p{N}._-]+/gu, '_').replace(/^[._-]+/, '');
  return clean === '' ? 'datei' : clean.slice(-MOST);
}
