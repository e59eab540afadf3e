export type * from './channel/safe-api.ts';
export * from './journal/attributor.ts';
export * from './journal/journal-columns.ts';
export * from './journal/journal-follower.ts';
export * from './journal/page-binder.ts';
export * from './journal/page-items.ts';
export * from './journal/seq-view.ts';
export { PersonIndex } from './search/person-index.ts';
export { type AppendAck, appendBatch } from './server/append.ts';
export { base64urlOf, bytesOfBase64url } from './server/base64url.ts';
export {
  askJson,
  type Fetch,
  type RequestFailure,
  sendRequest,
  type ServerAddress,
  tellJson,
} from './server/server-request.ts';
export { askSequence, readSequence } from './server/sequence-stream.ts';
export {
  type AccountSession,
  type DeviceProver,
  proveDevice,
  registerAccount,
  signInAccount,
} from './server/sign-in.ts';
