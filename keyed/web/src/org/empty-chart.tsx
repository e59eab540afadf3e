import { Button } from '@mantine/core';
import type { OrgView } from '@siegel/safe';
import { useTranslation } from 'react-i18next';
import { StateBlock } from '../parts/state-block.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { useLanguage } from '../text/language.ts';
import type { OrgAct, useOrg } from './use-org.ts';

/** What the parts of the chart show and do. */
export interface ActingProps {
  readonly view: OrgView;
  readonly act: OrgAct;
  readonly onFailure: ReturnType<typeof useOrg>['setFailure'];
}

const TEMPLATES = { practice: 'org.beginPractice', social: 'org.beginSocial' } as const;

/** No units: templates to begin with, for who may administer (OG21). */
export function EmptyChart({ view, act, onFailure }: ActingProps) {
  const { t } = useTranslation();
  const safe = useSafe();
  const language = useLanguage();
  if (!view.isEmpty) return <StateBlock icon="calendar" title={t('org.emptyDay')} />;
  const begin = async (template: keyof typeof TEMPLATES) => {
    const begun = await act(() => safe.beginOrg(template, language), t('org.done.begin'));
    if (!begun.ok) onFailure(begun.error);
  };
  const other = view.profile === 'social' ? 'practice' : 'social';
  return (
    <StateBlock
      icon="tree"
      title={t('org.empty')}
      action={
        view.mayAdminister && (
          <span className="org-acts">
            <Button variant="filled" onClick={() => void begin(view.profile)}>
              {t(TEMPLATES[view.profile])}
            </Button>
            <Button onClick={() => void begin(other)}>{t(TEMPLATES[other])}</Button>
          </span>
        )
      }
    >
      {view.mayAdminister ? t('org.emptyHint') : `${t('org.emptyHint')} ${t('org.noRight')}`}
    </StateBlock>
  );
}
