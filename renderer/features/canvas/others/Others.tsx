import { useStore, ViewportPortal } from '@xyflow/react';
import type { Presence } from '../../../../src/collaboration/exchange.ts';
import { pathAt } from '../../../../src/document/place.ts';
import { t } from '../../../i18n/index.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { useTogether } from '../../../stores/document/togetherStore.ts';
import css from './others.module.css';

/** Hues that are told apart, by the person's id: the same person has the same in every window. */
function hueOf(person: string): number {
  let sum = 0;
  for (const character of person) sum = (sum * 31 + character.charCodeAt(0)) % 360;
  return sum;
}

function Pointers({ here }: { readonly here: readonly Presence[] }) {
  // As large at every zoom.
  const zoom = useStore((state) => state.transform[2]);
  return (
    <ViewportPortal>
      {here.map(({ person, name, pointer }) => (
        <div
          key={person}
          className={css['pointer']}
          style={{
            transform: `translate(${pointer?.x ?? 0}px, ${pointer?.y ?? 0}px) scale(${1 / zoom})`,
            ['--hue' as string]: hueOf(person),
          }}
          data-person={name}
          aria-hidden="true"
        >
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M1 1l5 13 2-5.5 5.5-2z" />
          </svg>
          <span>{name || t.together.unnamed}</span>
        </div>
      ))}
    </ViewportPortal>
  );
}

/** Where the others who edit along point, with their names. */
export function Others() {
  const others = useTogether((state) => state.others);
  const place = useSelection((state) => state.place);
  const part = pathAt(place, '');
  const here = others.filter(({ pointer, part: theirs }) => pointer !== null && theirs === part);
  return here.length === 0 ? null : <Pointers here={here} />;
}
