// Makes the key file of a box: `make-box-key FILE`. A process of its own, so that the key never lies in one that starts others.
import { createBoxKeyFile } from '@siegel/store';

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('FILE is needed');
await createBoxKeyFile(path);
