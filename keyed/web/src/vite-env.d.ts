/// <reference types="vite/client" />

declare module '*.css';

/** Read by the scroll lock of Mantine's dialogs; set once from the page's style-nonce. */
declare var siegelStyleNonce: string | undefined;
