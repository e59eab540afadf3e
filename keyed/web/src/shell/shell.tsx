import { lazy, Suspense } from 'react';
import { ApprovalNotice } from '../approval/approval-notice.tsx';
import { FactorReminder } from '../factors/factor-reminder.tsx';
import { DeviceDialog } from '../device/device-dialog.tsx';
import { usePasswordDuty } from '../password/password-duty.ts';
import { ServerViewEverywhere } from '../server-view/server-view-everywhere.tsx';
import { BrandingContext, useLoadedBranding } from '../settings/branding.ts';
import { HelpDialog } from './help-dialog.tsx';
import { Rail } from './rail.tsx';
import { SearchDialog } from './search-dialog.tsx';
import type { ShellProps } from './shell-props.ts';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useDesk } from './use-desk.ts';
import { Work } from './work.tsx';

/** Needed on few days. */
const PasswordEnded = lazy(async () => ({ default: (await import('../password/password-notice.tsx')).PasswordEnded }));
const PasswordNotice = lazy(async () => ({
  default: (await import('../password/password-notice.tsx')).PasswordNotice,
}));

/** The workspace of somebody signed in: rail, search and open Akten on top, the work, the status line. When it locks it
 *  leaves the page as a whole, and with it every name. */
export function Shell(props: ShellProps) {
  const { go, status } = props;
  const desk = useDesk(props);
  const branding = useLoadedBranding();
  const { duty, again } = usePasswordDuty();
  return (
    <BrandingContext value={branding}>
      <div className="app">
        <Rail
          current={props.place.page}
          {...{ go, onFind: desk.onFind, onCommands: desk.onCommands, onHelp: () => desk.open('help') }}
        />
        <TopBar
          {...desk.akten}
          isDemo={props.demo !== undefined}
          displayName={props.session.displayName}
          onFind={desk.onFind}
          onCommands={desk.onCommands}
          onHome={desk.onHome}
          onLock={props.onLock}
        />
        <Suspense>
          {duty?.duty === 'ended' ? (
            <PasswordEnded user={props.session} onSignOut={props.onSignOut} />
          ) : (
            <Work
              {...props}
              search={desk.search}
              onOpened={desk.onOpened}
              onHome={desk.onHome}
              onGo={desk.akten.onGo}
            />
          )}
          {duty !== undefined && duty.duty !== 'ended' && (
            <PasswordNotice duty={duty} user={props.session} onChanged={again} />
          )}
        </Suspense>
        <ApprovalNotice />
        <FactorReminder rule={status.factorRule} />
        <StatusLine status={status} onDevice={desk.onDevice} />
        <SearchDialog startWith={desk.palette} onClose={desk.onClosePalette} search={desk.search} />
        <DeviceDialog
          isOpen={desk.dialog === 'device'}
          status={status}
          draftCount={desk.akten.withDraft.length}
          onClose={desk.onCloseDialog}
          onGo={desk.akten.onGo}
        />
        <ServerViewEverywhere isOnAkte={desk.akten.currentId !== undefined} />
        <HelpDialog isOpen={desk.dialog === 'help'} onClose={desk.onCloseDialog} />
      </div>
    </BrandingContext>
  );
}
