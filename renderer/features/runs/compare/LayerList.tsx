import { IconArrowsExchange, IconMinus, IconPlus } from '@tabler/icons-react';
import type { LayerDifference } from '../../../../src/document/compare/architecture.ts';
import { writeSetting } from '../../../../src/document/compare/words.ts';
import { t } from '../../../i18n/index.ts';
import css from './compare.module.css';

const strings = t.runs.compare;

const icons = { added: IconPlus, removed: IconMinus, changed: IconArrowsExchange } as const;

/** What happened to a layer, one phrase each. */
function changesInWords(difference: LayerDifference): readonly string[] {
  if (difference.change !== 'changed') return [];
  const { renamed, replaced, layer, params, inputs } = difference;
  const list = (names: readonly string[]): string => names.join(', ') || strings.nothing;
  return [
    ...(renamed === null ? [] : [strings.renamed(renamed)]),
    ...(replaced === null ? [] : [strings.replaced(replaced, layer.kind)]),
    ...params.map(({ title, from, to }) => strings.changedParam(title, writeSetting(from), writeSetting(to))),
    ...(inputs ? [strings.rewired(list(inputs.from), list(inputs.to))] : []),
  ];
}

/** How the second network differs from the first, layer by layer, in words. */
export function LayerList({ differences }: { readonly differences: readonly LayerDifference[] }) {
  if (differences.length === 0) return <p className={css['quiet']}>{strings.sameNetwork}</p>;
  return (
    <ul className={css['layers']}>
      {differences.map((difference) => {
        const { change, layer } = difference;
        const Icon = icons[change];
        return (
          <li key={`${layer.within} ${change} ${layer.id}`} data-change={change}>
            <Icon size={14} stroke={2} aria-hidden="true" />
            <div>
              <span className="visually-hidden">{strings.changes[change]} </span>
              <strong>{layer.name}</strong> <span className={css['quiet']}>{layer.kind}</span>
              {layer.within !== null && <span className={css['quiet']}> {strings.within(layer.within)}</span>}
              {changesInWords(difference).map((phrase) => (
                <p key={phrase}>{phrase}</p>
              ))}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
