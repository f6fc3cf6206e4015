import { Anchor, Button } from '@mantine/core';
import type { TrainingSettings } from '../../../../src/training/settings.ts';
import { t } from '../../../i18n/index.ts';
import { useAnalysis } from '../../../stores/document/analysisStore.ts';
import { useDocument } from '../../../stores/document/documentStore.ts';
import { useSelection } from '../../../stores/document/selectionStore.ts';
import { formatValue } from '../../../ui/tensor/values.ts';
import { change } from './change.ts';
import { Fold } from './Fold.tsx';
import classes from './settings.module.css';

const strings = t.training.settings.layers;

function useName(path: string): string {
  const own = useDocument((state) => state.document.layers.find(({ id }) => id === path)?.name);
  const inside = useAnalysis((state) => state.byLayer.get(path)?.name);
  return own ?? inside ?? path;
}

/** The layers that train otherwise than the network does; they are set where a layer is. */
export function LayersFold({ layers }: { readonly layers: TrainingSettings['layers'] }) {
  const entries = Object.entries(layers);
  if (entries.length === 0) return null;
  return (
    <Fold name="layers" title={strings.title} summary={strings.count(entries.length)}>
      <ul className={classes['layers']}>
        {entries.map(([path, own]) => (
          <Entry key={path} path={path} own={own} />
        ))}
      </ul>
      <Button
        variant="default"
        className={classes['wide'] ?? ''}
        onClick={() => change(strings.reset, 'layers', { layers: {} })}
      >
        {strings.reset}
      </Button>
    </Fold>
  );
}

function Entry({ path, own }: { readonly path: string; readonly own: TrainingSettings['layers'][string] }) {
  const name = useName(path);
  const words = [
    ...(own.frozen ? [strings.frozen] : []),
    ...(own.rate === undefined ? [] : [strings.rate(formatValue(own.rate))]),
  ];
  return (
    <li>
      <Anchor component="button" type="button" onClick={() => useSelection.getState().reveal(path)}>
        {name}
      </Anchor>
      <span>{words.join(', ')}</span>
    </li>
  );
}
