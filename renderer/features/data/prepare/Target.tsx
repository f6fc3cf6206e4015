import { Select } from '@mantine/core';
import { type DataReference, dataReferenceSchema } from '../../../../src/document/schema.ts';
import { t } from '../../../i18n/index.ts';
import { setTarget } from './edits.ts';

const words = t.prepare;
const { target: targetSchema } = dataReferenceSchema.shape;

/** What the network learns to put out. */
export function Target({
  target,
  disabled,
}: {
  readonly target: DataReference['target'];
  readonly disabled: boolean;
}) {
  return (
    <Select
      label={words.target}
      description={words.targetsAbout[target]}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={targetSchema.unwrap().options.map((each) => ({ value: each, label: words.targets[each] }))}
      value={target}
      allowDeselect={false}
      disabled={disabled}
      onChange={(next) => setTarget(targetSchema.parse(next))}
    />
  );
}
