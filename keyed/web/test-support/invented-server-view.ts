import type { ServerView, UnreadableView } from '@siegel/safe';

/** Bytes that look like sealed ones, always the same for a record. */
function noise(seed: string, count: number): string {
  let state = Array.from(seed).reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) >>> 0, 17);
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 24).toString(16).padStart(2, '0');
  }).join('');
}

/** What a server would hold of an invented record. */
export function inventedServerView(
  kind: string,
  recordId: string,
  opened: Readonly<Record<string, unknown>> | UnreadableView,
): ServerView {
  const part = (compartment: string, sizeBytes: number) => ({
    compartment,
    sizeBytes,
    envelopeHex: noise(`${recordId}${compartment}`, Math.min(512, sizeBytes)),
    keyId: noise(compartment, 32),
  });
  return {
    kind,
    recordId,
    seq: 11_872,
    receivedAtMs: Date.UTC(2026, 10, 24, 9, 12, 40),
    bodyHex: `8a50${noise('tenant', 16)}184150${recordId}50${noise('akte', 16)}50${noise('site', 16)}81${noise('part', 64)}`,
    body: [
      { name: 'kind', value: kind === 'person' ? '64' : '65', reason: 'Damit Server und Geräte Rechte prüfen können.' },
      { name: 'record', value: recordId.slice(0, 8), reason: 'Zufällige Kennung ohne Namen.' },
      { name: 'site', value: noise('site', 4), reason: 'Damit nur Berechtigte laden können.' },
      { name: 'author', value: noise('device', 4), reason: 'Damit jede Änderung einen Absender hat.' },
      { name: 'authoredAt', value: '1795511560000', reason: 'Damit feststeht, wann geschrieben wurde.' },
      { name: 'parent', value: '', reason: 'Damit nichts still überschrieben wird.' },
      {
        name: 'parts',
        value: 'clinical 512',
        reason: 'Damit der Platz reicht. Aufgerundet, damit die Größe nichts verrät.',
      },
    ],
    parts: kind === 'person' ? [part('identity', 512), part('clinical', 256)] : [part('clinical', 512)],
    openFields:
      kind === 'document'
        ? [{ name: 'blobIds', value: noise('blob', 4), reason: 'Der Server speichert die Teile der Datei.' }]
        : [],
    opened,
  };
}
