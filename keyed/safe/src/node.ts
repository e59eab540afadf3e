export { FilePageStore } from './local/file-page-store.ts';
