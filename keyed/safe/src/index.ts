export type * from './channel/safe-api.ts';
export * from './journal/attributor.ts';
export * from './journal/journal-columns.ts';
export * from './journal/journal-follower.ts';
export * from './journal/page-binder.ts';
export * from './journal/page-items.ts';
export * from './journal/seq-view.ts';
export { PersonIndex } from './search/person-index.ts';
