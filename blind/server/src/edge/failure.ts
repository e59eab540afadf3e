import type { BatchRefusal } from '@siegel/journal';
import { StoreError } from '@siegel/store';
import { type ErrorCode, ERRORS, type Failure, hexOf } from '@siegel/wire';
import type { FastifyReply } from 'fastify';

/** The one function that turns a failure into an answer: status and both sentences from the catalogue (WR32). */
export function sendFailure(reply: FastifyReply, failure: BatchRefusal): FastifyReply {
  const { status, de, en } = ERRORS[failure.code];
  const answer = {
    code: failure.code,
    de,
    en,
    ...(failure.facts !== undefined && { facts: failure.facts }),
    ...(failure.stale !== undefined && { stale: failure.stale.map(hexOf) }),
  };
  reply.request.refusedWith = failure.code;
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(answer));
}

/** Codes of the web framework that are the caller's mistake. */
const FRAMEWORK: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'REQUEST_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_WRONG',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'MESSAGE_MALFORMED',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'MESSAGE_MALFORMED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'MESSAGE_MALFORMED',
  FST_ERR_BAD_URL: 'ROUTE_UNKNOWN',
  FST_ERR_NOT_FOUND: 'ROUTE_UNKNOWN',
};
const TOO_MANY = 429;
const BAD_REQUEST = 400;

/** What a thrown error is to the caller: an outage by its code, a mistake of the request, or a bug (INTERNAL). */
export function failureOfError(error: unknown): Failure {
  if (error instanceof StoreError) return { code: error.failure.code };
  if (!(error instanceof Error)) return { code: 'INTERNAL' };
  const known = 'code' in error && typeof error.code === 'string' ? FRAMEWORK[error.code] : undefined;
  if (known !== undefined) return { code: known };
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status === TOO_MANY) return { code: 'RATE_LIMITED' };
  // Broken JSON is a SyntaxError with status 400 in the framework's own parser.
  return { code: status === BAD_REQUEST ? 'MESSAGE_MALFORMED' : 'INTERNAL' };
}
