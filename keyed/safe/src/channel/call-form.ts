/** How a call of the safe is answered: with a `Result` (a broken channel is then a failed one), with a plain value (a broken
 *  channel rejects), or again and again until the watch is ended (its last argument is the listener). */
export type CallForm = 'result' | 'plain' | 'watch';

/** The form of every call of one topic. */
export type CallForms<Api> = { readonly [Name in keyof Api]: CallForm };
