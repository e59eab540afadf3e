import { later } from './later.ts';
import { Suspense } from 'react';
import { ApprovalNotice } from '../approval/approval-notice.tsx';
import { FactorReminder } from '../factors/factor-reminder.tsx';
import { DeviceDialog } from '../device/device-dialog.tsx';
import { usePasswordDuty } from '../password/password-duty.ts';
import { ServerViewEverywhere } from '../server-view/server-view-everywhere.tsx';
import { BrandingContext, useLoadedBranding } from '../settings/branding.ts';
import { useHeldKeys } from '../keys/use-held-keys.ts';
import { Rail } from './rail.tsx';
import { SearchDialog } from './search-dialog.tsx';
import type { ShellProps } from './shell-props.ts';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { DraftsContext } from '../text-blocks/drafts-context.ts';
import { useDesk } from './use-desk.ts';
import { Work } from './work.tsx';

/** Nobody writes in the first second. */
const TextBlockDesk = later(async () => (await import('../text-blocks/text-block-desk.tsx')).TextBlockDesk);
/** Fetched behind the first picture. */
const DeskCounters = later(async () => (await import('../tasks/desk-counters.tsx')).DeskCounters);
const HelpDialog = later(async () => (await import('../help/help-dialog.tsx')).HelpDialog);
/** Needed on few days. */
const PasswordEnded = later(async () => (await import('../password/password-notice.tsx')).PasswordEnded);
const PasswordNotice = later(async () => (await import('../password/password-notice.tsx')).PasswordNotice);

/** The workspace of somebody signed in: rail, search and open Akten on top, the work, the status line. When it locks it
 *  leaves the page as a whole, and with it every name. */
export function Shell(props: ShellProps) {
  const { go, status } = props;
  const desk = useDesk(props);
  const branding = useLoadedBranding();
  const { duty, again } = usePasswordDuty();
  useHeldKeys();
  return (
    <BrandingContext value={branding}>
      <DraftsContext value={props.drafts}>
        <div className="app">
          <Rail
            current={props.place.page}
            {...{ status, go, onFind: desk.onFind, onCommands: desk.onCommands, onHelp: () => desk.open('help') }}
          />
          <TopBar
            {...desk.akten}
            isDemo={props.demo !== undefined}
            displayName={props.session.displayName}
            onFind={desk.onFind}
            onCommands={desk.onCommands}
            onHome={desk.onHome}
            onLock={props.onLock}
            counters={<Counters status={status} go={go} akten={desk.akten} />}
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
          <FactorReminder status={status} />
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
          {desk.dialog === 'help' && <Help desk={desk} go={go} />}
          <Writing author={props.session.displayName} akten={desk.akten} />
        </div>
      </DraftsContext>
    </BrandingContext>
  );
}

/** Fetched when somebody asks for it. */
function Help({ desk, go }: { desk: ReturnType<typeof useDesk>; go: ShellProps['go'] }) {
  const { currentId, open } = desk.akten;
  return (
    <Suspense>
      <HelpDialog
        commands={desk.search.commands}
        akteId={currentId ?? open.at(-1)?.personId}
        go={go}
        onClose={desk.onCloseDialog}
      />
    </Suspense>
  );
}

/** What helps to write, of the Akte that is open. */
function Writing({ author, akten }: { author: string; akten: ReturnType<typeof useDesk>['akten'] }) {
  const person = akten.open.find(({ personId }) => personId === akten.currentId);
  return (
    <Suspense>
      <TextBlockDesk author={author} person={person} />
    </Suspense>
  );
}

/** What is to be done, and what has been written to oneself. */
function Counters({
  status,
  go,
  akten,
}: Pick<ShellProps, 'status' | 'go'> & { akten: ReturnType<typeof useDesk>['akten'] }) {
  return (
    <Suspense>
      <DeskCounters status={status} go={go} person={akten.open.find(({ personId }) => personId === akten.currentId)} />
    </Suspense>
  );
}
