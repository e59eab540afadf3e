import { Button } from '@mantine/core';
import { type Relation, RELATIONS } from '@siegel/akten';
import type { PersonRow, PersonView, RelationWish } from '@siegel/safe';
import type { Failure } from '@siegel/wire';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonField } from '../day-list/person-field.tsx';
import { FailureNote } from '../parts/failure-note.tsx';
import { useSafe } from '../safe/safe-context.ts';
import { fullName } from '../search/person-line.tsx';

/** Who of the house belongs to the person, entered with one of both and seen with both (PE25, PE26). Each change is saved at once and
 *  can be taken back. */
export function RelationsPart({ view }: { view: PersonView }) {
  const { t } = useTranslation();
  const { failure, undone, add, remove, takeBack } = useRelations();
  return (
    <div className="relations-part">
      <FailureNote failure={failure} title={t('persons.relations.failed')} />
      <ul className="relations">
        {view.relations.map(({ other, relation, stands }) => (
          <li key={`${stands.personId} ${stands.otherId} ${stands.relation}`}>
            <span>
              <span className="m">{t(`persons.relation.${relation}`)}</span> <b className="n">{fullName(other)}</b>
            </span>
            <button type="button" className="link" onClick={() => void remove(stands)}>
              {t('persons.remove')}
              <span className="visually-hidden"> {fullName(other)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="portrait-undo">
        {undone !== undefined && (
          <>
            {t('persons.relations.removed')}{' '}
            <button type="button" className="link" onClick={() => void takeBack()}>
              {t('persons.portrait.undo')}
            </button>
          </>
        )}
      </p>
      <AddRelation onAdd={(other, relation) => add({ personId: view.person.personId, otherId: other, relation })} />
    </div>
  );
}

function AddRelation({ onAdd }: { onAdd: (otherId: string, relation: Relation) => Promise<boolean> }) {
  const { t } = useTranslation();
  const id = useId();
  const [relation, setRelation] = useState<Relation>('mutter');
  const [other, setOther] = useState<PersonRow>();
  const [isMissing, setIsMissing] = useState(false);
  async function add(): Promise<void> {
    setIsMissing(other === undefined);
    if (other !== undefined && (await onAdd(other.personId, relation))) setOther(undefined);
  }
  return (
    <div className="group-item" role="group" aria-label={t('persons.relations.add')}>
      <div className="field-line">
        <label htmlFor={id}>{t('persons.relations.what')}</label>
        <select
          id={id}
          value={relation}
          onChange={(event) => {
            const chosen = RELATIONS.find((one) => one === event.currentTarget.value);
            if (chosen !== undefined) setRelation(chosen);
          }}
        >
          {RELATIONS.map((one) => (
            <option key={one} value={one}>
              {t(`persons.relation.${one}`)}
            </option>
          ))}
        </select>
      </div>
      <PersonField
        label={t('persons.relations.who')}
        person={other}
        isMissing={isMissing}
        onPerson={setOther}
        hasFocus={false}
      />
      <div>
        <Button size="xs" onClick={() => void add()}>
          {t('persons.relations.add')}
        </Button>
      </div>
    </div>
  );
}

function useRelations() {
  const safe = useSafe();
  const [failure, setFailure] = useState<Failure>();
  const [undone, setUndone] = useState<RelationWish>();
  async function add(wish: RelationWish): Promise<boolean> {
    const written = await safe.addRelation(wish);
    setFailure(written.ok ? undefined : written.error);
    if (written.ok) setUndone(undefined);
    return written.ok;
  }
  async function remove(wish: RelationWish): Promise<void> {
    const written = await safe.removeRelation(wish);
    setFailure(written.ok ? undefined : written.error);
    if (written.ok) setUndone(wish);
  }
  return { failure, undone, add, remove, takeBack: async () => void (undone !== undefined && (await add(undone))) };
}
