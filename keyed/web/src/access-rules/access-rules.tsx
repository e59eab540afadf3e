import { FactorRuleSettings } from './factor-rule-settings.tsx';
import { IdleSettings } from './idle-settings.tsx';
import { OutsideSettings } from './outside-settings.tsx';

/** The rules around signing in, one section each. Only the idle lock concerns whoever may not change them. */
export function AccessRules({ mayChange }: { mayChange: boolean }) {
  return (
    <>
      {mayChange && <FactorRuleSettings mayChange />}
      {mayChange && <OutsideSettings mayChange />}
      <IdleSettings mayChange={mayChange} />
    </>
  );
}
