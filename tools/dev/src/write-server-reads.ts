// Writes docs/user/was-der-server-lesen-kann.md from the kinds of core/akten.
import { writeFileSync } from 'node:fs';
import { ACCOUNT_RECORDS, FORMS, RECORD_KINDS } from '@siegel/akten';
import { renderServerReads } from './server-reads-docs.ts';

const PAGE = new URL('../../../docs/user/was-der-server-lesen-kann.md', import.meta.url);

writeFileSync(PAGE, renderServerReads(RECORD_KINDS, FORMS, ACCOUNT_RECORDS));
