import { Textarea } from '@mantine/core';
import { t } from '../../i18n/index.ts';
import { useDocument } from '../../stores/documentStore.ts';

const words = t.canvas.inspector;

interface DescriptionBoxProps {
  readonly value: string;
  /** Called with each letter; what is typed in one go is one step of undo. */
  readonly onWrite: (value: string) => void;
}

/** What a network or a block says of itself, to read and to write. */
export function DescriptionBox({ value, onWrite }: DescriptionBoxProps) {
  const readOnly = useDocument((state) => state.readOnly);
  return (
    <Textarea
      aria-label={words.description}
      value={value}
      placeholder={words.descriptionHint}
      disabled={readOnly}
      autosize
      minRows={2}
      maxRows={10}
      onChange={(event) => onWrite(event.currentTarget.value)}
      onBlur={() => useDocument.getState().seal()}
    />
  );
}
