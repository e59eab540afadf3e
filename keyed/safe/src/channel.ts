export { localDay } from './channel/local-day.ts';
export { SAFE_CALLS } from './channel/safe-api.ts';
export { INITIAL_STATUS } from './channel/sign-in-api.ts';
