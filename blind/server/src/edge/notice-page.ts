import type { FastifyReply } from 'fastify';

/** A short page for people, German first, without style or script. Fixed texts: nothing of the request is in it. */
export interface Notice {
  readonly status: number;
  readonly de: readonly [title: string, text: string];
  readonly en: readonly [title: string, text: string];
}

/** SY32: over plain http a browser gives a page no cryptography, so that nothing could be sealed. */
export const PLAIN_HTTP_NOTICE: Notice = {
  status: 403,
  de: [
    'Diese Verbindung ist nicht verschlüsselt',
    'Siegel versiegelt Akten im Browser. Das geht nur über eine verschlüsselte Verbindung. Bitte öffnen Sie die Adresse, die mit https:// beginnt; die Administration hat sie oder richtet sie ein.',
  ],
  en: [
    'This connection is not encrypted',
    'Siegel seals files in the browser, which needs an encrypted connection. Please open the address that begins with https://; your administrator has it or sets it up.',
  ],
};

/** The database key is not there yet, or is the wrong one. */
export const WAITING_NOTICE: Notice = {
  status: 503,
  de: [
    'Siegel wartet auf den Schlüssel der Datenbank',
    'Der Server läuft, kann die Daten aber noch nicht öffnen. Bitte stecken Sie den Schlüsselträger ein oder legen Sie die richtige Schlüsseldatei bereit. Es geht dann von selbst weiter.',
  ],
  en: [
    'Siegel waits for the database key',
    'The server runs but cannot open the data yet. Please plug in the key stick or provide the right key file. It then goes on by itself.',
  ],
};

/** Answers the page. */
export function sendNotice(reply: FastifyReply, { status, de, en }: Notice): FastifyReply {
  const part = (lang: string, [title, text]: Notice['de']) =>
    `<section lang="${lang}"><h1>${title}</h1><p>${text}</p></section>`;
  const page = `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Siegel</title></head><body><main>${part('de', de)}${part('en', en)}</main></body></html>`;
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
