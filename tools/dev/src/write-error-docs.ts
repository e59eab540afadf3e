// Writes docs/spec/errors.md from the error catalogue of core/wire.
import { writeFileSync } from 'node:fs';
import { ERRORS } from '@siegel/wire';
import { renderErrorDocs } from './error-docs.ts';

writeFileSync(new URL('../../../docs/spec/errors.md', import.meta.url), renderErrorDocs(ERRORS));
