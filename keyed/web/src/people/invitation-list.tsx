import { later } from '../shell/later.ts';
import { Button } from '@mantine/core';
import type { InvitationView, PeopleView } from '@siegel/safe';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change } from '../access/change.ts';
import { ConfirmDialog } from '../access/confirm-dialog.tsx';
import { Icon, type IconName } from '../parts/icon.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { formatDay, formatTime, localDay } from '../text/format.ts';
import { useLanguage } from '../text/language.ts';

// Asked for after an admission only.
const PlaceNewcomer = later(async () => (await import('../org/place-newcomer.tsx')).PlaceNewcomer);

const ICONS = { sent: 'clock', asking: 'key', foreign: 'alert', answered: 'check' } as const satisfies Record<
  InvitationView['state'],
  IconName
>;

const ACTS = {
  colleague: ['people.admit', 'people.admitting'],
  restoration: ['restoring.act', 'restoring.acting'],
  support: ['support.admit', 'people.admitting'],
} as const;

/** Who was invited and is not there yet; those who wait come first. */
export function InvitationList({ view, change }: { view: PeopleView; change: Change }) {
  const { t } = useTranslation();
  const safe = useSafe();
  const [ending, setEnding] = useState<string>();
  const [newcomer, setNewcomer] = useState<string>();
  async function admit({ userId, kind }: InvitationView): Promise<void> {
    const admitted = await change(() => safe.admitPerson(userId));
    if (admitted === true && kind === 'colleague') setNewcomer(userId);
  }
  return (
    <section className="people-part" aria-labelledby="people-invitations">
      <h2 id="people-invitations">{t('people.invitations')}</h2>
      <p className="d">{t(view.invitations.length === 0 ? 'people.noInvitations' : 'people.invitationsHint')}</p>
      {view.invitations.length > 0 && (
        <ul className="people-rows">
          {view.invitations.map((invitation) => (
            <InvitationRow
              key={invitation.userId}
              invitation={invitation}
              admit={() => admit(invitation)}
              onEnd={() => setEnding(invitation.userId)}
            />
          ))}
        </ul>
      )}
      {newcomer !== undefined && (
        <Suspense>
          <PlaceNewcomer userId={newcomer} onClose={() => setNewcomer(undefined)} />
        </Suspense>
      )}
      {ending !== undefined && (
        <ConfirmDialog
          title={t('people.endTitle')}
          text={t('people.endText')}
          action={t('people.end')}
          onConfirm={() => void change(() => safe.endInvitation(ending))}
          onClose={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

function InvitationRow({
  invitation,
  admit,
  onEnd,
}: {
  invitation: InvitationView;
  admit: () => Promise<unknown>;
  onEnd: () => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isAdmitting, setIsAdmitting] = useState(false);
  const { kind, state, profession, isOwn, expiresAtMs } = invitation;
  const [act, acting] = ACTS[kind];
  async function onAdmit(): Promise<void> {
    setIsAdmitting(true);
    await admit();
    setIsAdmitting(false);
  }
  return (
    <li className={`invitation ${state}`}>
      <Icon name={ICONS[state]} small />
      <span className="el">
        <Who {...invitation} />
        <span className="m t12 people-what">{profession}</span>
      </span>
      <span className="t12 people-rights people-state">
        {kind === 'restoration' && state === 'asking' ? t('restoring.state') : t(`people.state.${state}`)}
      </span>
      <span className="m t12 people-sites">
        {t('people.until', {
          day: formatDay(localDay(expiresAtMs), language),
          time: formatTime(expiresAtMs, language),
        })}
      </span>
      <span className="people-devices">{isOwn && state === 'sent' && <Code code={invitation.code} />}</span>
      <span className="people-act">
        {isOwn && state === 'asking' && (
          <Button variant="filled" aria-disabled={isAdmitting} onClick={() => void (isAdmitting || onAdmit())}>
            {t(isAdmitting ? acting : act)}
          </Button>
        )}
        <Button variant="subtle" onClick={onEnd}>
          {t('people.end')}
        </Button>
      </span>
      {state === 'foreign' && <p className="t12 people-foreign">{t('people.foreignHint')}</p>}
    </li>
  );
}

/** Whom it is for, and what it is for when that is no invitation of a colleague. */
function Who({ kind, name, invitedBy, isOwn }: InvitationView) {
  const { t } = useTranslation();
  return (
    <>
      <b className="n">{isOwn || kind === 'restoration' ? name : t('people.by', { name: invitedBy })}</b>
      {kind !== 'colleague' && (
        <span className="chip acc">{t(kind === 'restoration' ? 'restoring.chip' : 'support.chip')}</span>
      )}
    </>
  );
}

/** Covered until it is asked for: the screen stands at the reception. */
function Code({ code }: { code: string }) {
  const { t } = useTranslation();
  const [isShown, setIsShown] = useState(false);
  return (
    <button type="button" className="link t12" onClick={() => setIsShown(!isShown)} aria-expanded={isShown}>
      {isShown ? <span className="mono">{code}</span> : t('people.codeShow')}
    </button>
  );
}
