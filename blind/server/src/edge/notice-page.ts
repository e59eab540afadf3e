import { type ErrorCode, ERRORS } from '@siegel/wire';
import type { FastifyReply } from 'fastify';

/** A short page for people, German first, without style or script. Fixed texts: nothing of the request is in it. */
export interface Notice {
  readonly status: number;
  readonly de: readonly [title: string, text: string];
  readonly en: readonly [title: string, text: string];
}

/** SY32: over plain http a browser gives a page no cryptography, so that nothing could be sealed.
 *  @param address the address that begins with https://, where the server knows one. */
export function plainHttpNotice(address: string | undefined): Notice {
  const link = address === undefined ? 'https://' : `<a href="${address}">${address}</a>`;
  return {
    status: 403,
    de: [
      'Diese Verbindung ist nicht verschlüsselt',
      `Siegel versiegelt Akten im Browser. Das geht nur über eine verschlüsselte Verbindung. ${
        address === undefined
          ? 'Bitte öffnen Sie die Adresse, die mit https:// beginnt; die Administration hat sie oder richtet sie mit „siegel tls create“ ein.'
          : `Bitte öffnen Sie ${link}. Warnt der Browser dort, fehlt auf diesem Rechner noch das Zertifikat der Einrichtung: bitte nicht fortfahren, sondern die Administration fragen („siegel tls export“).`
      }`,
    ],
    en: [
      'This connection is not encrypted',
      `Siegel seals files in the browser, which needs an encrypted connection. ${
        address === undefined
          ? 'Please open the address that begins with https://; your administrator has it or sets it up with "siegel tls create".'
          : `Please open ${link}. If the browser warns there, this machine lacks the certificate of your organisation: please do not go on, ask your administrator ("siegel tls export").`
      }`,
    ],
  };
}

/** What a server waits for before it can open its data: the key, the right key, or something in its way. */
export function waitingNotice(code: ErrorCode): Notice {
  return code === 'DATABASE_KEY_MISSING' || code === 'DATABASE_KEY_WRONG' ? WAITING_FOR_KEY : waitingOtherwise(code);
}

const WAITING_FOR_KEY: Notice = {
  status: 503,
  de: [
    'Siegel wartet auf den Schlüssel der Datenbank',
    'Der Server läuft, kann die Daten aber noch nicht öffnen. Bitte stecken Sie den Schlüsselstick ein oder legen Sie die richtige Schlüsseldatei bereit. Es geht dann von selbst weiter. Näheres: <a href="/status">Zustand des Servers</a>.',
  ],
  en: [
    'Siegel waits for the database key',
    'The server runs but cannot open the data yet. Please plug in the key stick or provide the right key file. It then goes on by itself. More: <a href="/status">state of the server</a>.',
  ],
};

function waitingOtherwise(code: ErrorCode): Notice {
  const { de, en } = ERRORS[code];
  return {
    status: 503,
    de: ['Siegel kann die Daten noch nicht öffnen', `${de} Es geht dann von selbst weiter.`],
    en: ['Siegel cannot open the data yet', `${en} It then goes on by itself.`],
  };
}

/** Answers the page. */
export function sendNotice(reply: FastifyReply, notice: Notice): FastifyReply {
  return reply.code(notice.status).type('text/html; charset=utf-8').send(noticePage(notice));
}

/** The page as HTML. */
function noticePage({ de, en }: Notice): string {
  const part = (lang: string, [title, text]: Notice['de']) =>
    `<section lang="${lang}"><h1>${title}</h1><p>${text}</p></section>`;
  return `<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Siegel</title></head><body><main>${part('de', de)}${part('en', en)}</main></body></html>`;
}
