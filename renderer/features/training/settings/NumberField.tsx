import { useDocument } from '../../../stores/document/documentStore.ts';
import { DockTooltip } from '../../../ui/DockTooltip.tsx';
import { NumberInput, type NumberInputProps } from '../../../ui/number/NumberInput.tsx';

interface NumberFieldProps extends Pick<NumberInputProps, 'bounds' | 'step' | 'refuse' | 'onChange'> {
  readonly label: string;
  /** One sentence, as a tooltip and for screen readers. */
  readonly about: string;
  readonly value: number;
}

/** A number of the settings, which its name explains. */
export function NumberField({ about, ...field }: NumberFieldProps) {
  return (
    <DockTooltip label={about} disabled={about === ''}>
      <NumberInput {...field} aria-description={about} onLeave={() => useDocument.getState().seal()} />
    </DockTooltip>
  );
}
