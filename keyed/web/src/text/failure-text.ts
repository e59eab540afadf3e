import { ERRORS, isErrorCode } from '@siegel/wire';
import { useLanguage } from './language.ts';

/** The sentence of the catalogue for a failure, in the language on screen; unknown codes read like INTERNAL. */
export function useFailureText(): (failure: { readonly code: string }) => string {
  const language = useLanguage();
  return ({ code }) => ERRORS[isErrorCode(code) ? code : 'INTERNAL'][language];
}
