import './design/base.css';
import '@mantine/core/styles/baseline.layer.css';
import '@mantine/core/styles/default-css-variables.layer.css';
import '@mantine/core/styles/global.layer.css';
import '@mantine/core/styles/UnstyledButton.layer.css';
import '@mantine/core/styles/Button.layer.css';
import '@mantine/core/styles/Input.layer.css';
import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Kbd.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Modal.layer.css';
// Inter (OFL), shipped with the client; a browser fetches only the files whose letters are on screen.
import '@fontsource-variable/inter/wght.css';
import './design/tokens.css';
import './design/accents.css';
import './design/parts.css';
import './design/shell.css';
import './design/sign-in.css';
import './design/devices.css';
import './design/search.css';
import './design/akte.css';
import './design/akte-work.css';
import './design/server-view.css';
import './design/device.css';
import './design/tour.css';
import './design/home.css';
import './design/print.css';
import './design/setup.css';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { createReleaseBoard } from './device/release-board.ts';
import { followHidden, hiddenSalt } from './hidden/hidden-mode.ts';
import { hidingPort } from './hidden/hiding-port.ts';
import { takeInvitation } from './joining/invitation-link.ts';
import { createSafeClient } from './safe/safe-client.ts';
import { mendingPort } from './safe/mending-port.ts';
import { readStyleNonce } from './security/style-nonce.ts';
import { installTrustedTypes, type TrustedTypesFactory } from './security/trusted-types.ts';
import { takeSetupCode } from './setup/setup-code.ts';
import { takeDemoAccess } from './sign-in/demo-access.ts';
import { startTexts } from './text/i18n.ts';

const access = takeDemoAccess(window.location, window.history);
const setupCode = takeSetupCode(window.location, window.history);
const invitation = takeInvitation(window.location, window.history);
const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypesFactory };
installTrustedTypes(trustedTypes, window.location.origin);
const styleNonce = readStyleNonce(document);
globalThis.siegelStyleNonce = styleNonce;
const texts = startTexts(window.localStorage, document.documentElement);
document.documentElement.dataset['mantineColorScheme'] = firstColorScheme();

/** Late enough not to share the line with the safe. */
const KEEPER_AFTER_MS = 1_500;
const mending = mendingPort(() => new Worker(new URL('./safe/safe-worker.ts', import.meta.url), { type: 'module' }));
const salt = hiddenSalt();
const port = salt === undefined ? mending : hidingPort(mending, salt);
followHidden();
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
const release = createReleaseBoard({
  container: 'serviceWorker' in navigator ? navigator.serviceWorker : undefined,
  fetch: window.fetch.bind(window),
  reload: () => window.location.reload(),
});
const page = createRoot(root);
void texts.then(() =>
  page.render(
    <App
      safe={createSafeClient(port)}
      access={access}
      setupCode={setupCode}
      invitation={invitation}
      styleNonce={styleNonce}
      release={release}
      onShown={openSafeAfterPaint}
    />,
  ),
);

/** The form is painted first; only then is the safe fetched and started, and behind it the keeper of the client's files. */
function openSafeAfterPaint(): void {
  requestAnimationFrame(() => setTimeout(() => port.open()));
  setTimeout(() => release.start(), KEEPER_AFTER_MS);
}

/** The scheme of the first frame, as Mantine will choose it a moment later: no flash of the other one. */
function firstColorScheme(): 'light' | 'dark' {
  const stored = window.localStorage.getItem('mantine-color-scheme-value');
  if (stored === 'light' || stored === 'dark') return stored;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}
