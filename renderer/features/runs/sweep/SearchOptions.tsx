import { MultiSelect, Select } from '@mantine/core';
import { costs, type SearchMethod, strategies } from '../../../../src/sweep/spec.ts';
import { t } from '../../../i18n/index.ts';
import css from './sweep.module.css';

const strings = t.runs.sweep;
type Search = Pick<SearchMethod, 'strategy' | 'costs'>;

interface SearchOptionsProps {
  readonly search: Search;
  readonly onChange: (search: Search) => void;
}

/** How the next network is chosen, and what it is to have little of. */
export function SearchOptions({ search, onChange }: SearchOptionsProps) {
  return (
    <div className={css['buttons']}>
      <Select
        label={strings.strategy}
        data={strategies.map((value) => ({ value, label: strings.strategies[value] }))}
        value={search.strategy}
        allowDeselect={false}
        w={260}
        onChange={(strategy) => strategy !== null && onChange({ ...search, strategy })}
      />
      <MultiSelect
        label={strings.costs}
        data={costs.map((value) => ({ value, label: strings.costNames[value] }))}
        value={[...search.costs]}
        w={340}
        onChange={(chosen) => onChange({ ...search, costs: costs.filter((cost) => chosen.includes(cost)) })}
      />
    </div>
  );
}
