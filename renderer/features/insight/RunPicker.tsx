import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { t } from '../../i18n/index.ts';
import { useCall } from '../../stores/engine/useCall.ts';
import { runTitle } from '../../ui/runTitle.ts';

const strings = t.insight.explanation;
const everything = {};

interface RunPickerProps {
  /** Not offered. */
  readonly run: string;
  readonly value: string | null;
  readonly onChange: (run: string | null) => void;
}

/** Chooses another run to compare with. */
export function RunPicker({ run, value, onChange }: RunPickerProps) {
  const { value: listed } = useCall('runs.list', everything);
  const data = useMemo(
    () =>
      (listed?.runs ?? [])
        .filter((each) => each.run !== run)
        .map((each) => ({ value: each.run, label: `${runTitle(each)} (${each.run})` })),
    [listed, run],
  );
  return (
    <Select
      label={strings.otherRun}
      placeholder={listed && data.length === 0 ? strings.noOtherRun : strings.chooseRun}
      data={data}
      value={value}
      searchable
      onChange={onChange}
    />
  );
}
