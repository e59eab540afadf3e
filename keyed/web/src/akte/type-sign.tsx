import type { TypeSign as Sign } from '@siegel/akten';
import { Icon } from '../parts/icon.tsx';

/** The sign of a type of the house; decoration beside its Kuerzel. */
export function TypeSign({ sign }: { sign: Sign | undefined }) {
  return sign === undefined || sign === 'none' ? null : <Icon name={sign} small />;
}
