import { fireEvent, screen } from '@testing-library/react';
import { beforeAll, expect, it } from 'vitest';
import { limits } from '../../src/document/limits.ts';
import { renderIn } from '../testing/render.tsx';
import { LongText } from './LongText.tsx';

// A field that grows with its text waits for fonts, which this DOM has not.
beforeAll(() => {
  Object.defineProperty(document, 'fonts', { value: new EventTarget(), configurable: true });
});

it('cuts what no document holds, and says so until less is typed', () => {
  const written: string[] = [];
  renderIn(
    <LongText
      label="Description"
      placeholder=""
      value=""
      minRows={1}
      maxRows={2}
      onWrite={(text) => written.push(text)}
    />,
  );
  const field = screen.getByRole('textbox', { name: 'Description' });
  fireEvent.change(field, { target: { value: 'x'.repeat(limits.text + 500) } });
  expect(written.at(-1)).toHaveLength(limits.text);
  expect(screen.getByText(/Only the first 100,000 characters were kept/)).toBeTruthy();
  fireEvent.change(field, { target: { value: 'short' } });
  expect(written.at(-1)).toBe('short');
  expect(screen.queryByText(/were kept/)).toBeNull();
});
