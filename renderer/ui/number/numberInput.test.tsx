import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import type { Bounds } from '../../../src/text/describe.ts';
import { commitPendingEdit } from '../../stores/document/pendingEdit.ts';
import { renderIn } from '../../testing/render.tsx';
import { NumberInput } from './NumberInput.tsx';

const set: number[] = [];
let outside: (value: number) => void = () => {};

function Field({ initial, bounds }: { readonly initial: number; readonly bounds: Bounds }) {
  const [value, setValue] = useState(initial);
  outside = setValue;
  return (
    <NumberInput
      label="n"
      value={value}
      bounds={bounds}
      step={bounds.integer ? 1 : 0.1}
      onChange={(next) => {
        set.push(next);
        setValue(next);
      }}
    />
  );
}

const whole: Bounds = { min: 1, max: 65_536, integer: true };
const positive: Bounds = { min: 0, minExcluded: true, max: null, integer: false };
const box = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'n' });

async function type(text: string): Promise<void> {
  await userEvent.clear(box());
  await userEvent.type(box(), text);
}

afterEach(() => {
  cleanup();
  set.length = 0;
});

describe('a number field', () => {
  it('sets nothing while it is typed in, and one value on Enter or when it is left', async () => {
    renderIn(<Field initial={32} bounds={whole} />);
    await type('128');
    expect(set).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(set).toEqual([128]);
    await type('256');
    await userEvent.tab();
    expect(set).toEqual([128, 256]);
  });

  it('reads a single comma as decimal, and writes what it has read', async () => {
    renderIn(<Field initial={0.001} bounds={positive} />);
    await type('0,002{Enter}');
    expect(set).toEqual([0.002]);
    expect(box().value).toBe('0.002');
  });

  it.each([
    [
      positive,
      '1.234,5',
      '"1.234,5" has separators between its thousands. Type 1234.5 without them. The value stays 7.',
    ],
    [whole, '1,234', '"1,234" can mean 1234 or 1.234. Type 1234, without a separator. The value stays 7.'],
    [whole, '100000', '100,000 is too large. Type a number from 1 to 65,536. The value stays 7.'],
    [whole, '2.5', '"2.5" is not a whole number. Type 2 or 3. The value stays 7.'],
    [positive, '0', '0 is too small. Type a number above 0. The value stays 7.'],
    [positive, '', 'There is no number. Type a number, such as 0.002 or 2e-3. The value stays 7.'],
  ])('with %j refuses %s beside itself and keeps what was typed', async (bounds, text, words) => {
    renderIn(<Field initial={7} bounds={bounds} />);
    await userEvent.clear(box());
    if (text !== '') await userEvent.type(box(), text);
    await userEvent.tab();
    expect(set).toEqual([]);
    expect(box().value).toBe(text);
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(words)).toBeTruthy();
    await type('8{Enter}');
    expect(set).toEqual([8]);
    expect(box().getAttribute('aria-invalid')).not.toBe('true');
  });

  it('restores its value on Escape', async () => {
    renderIn(<Field initial={7} bounds={whole} />);
    await type('900000{Enter}');
    await userEvent.keyboard('{Escape}');
    expect(box().value).toBe('7');
    expect(box().getAttribute('aria-invalid')).not.toBe('true');
    await userEvent.tab();
    expect(set).toEqual([]);
  });

  it('steps with the arrows, ten at a time with Shift, and stops at its bounds', async () => {
    renderIn(<Field initial={65_530} bounds={whole} />);
    await userEvent.click(box());
    await userEvent.keyboard('{ArrowUp}{ArrowDown}{Shift>}{ArrowUp}{ArrowUp}{/Shift}');
    expect(set).toEqual([65_531, 65_530, 65_536]);
  });

  it('gives up what is typed when its value changes from outside', async () => {
    renderIn(<Field initial={7} bounds={whole} />);
    await type('12');
    outside(9);
    await userEvent.tab();
    expect(box().value).toBe('9');
    expect(set).toEqual([]);
  });

  it('is committed by a command that comes while it is typed in', async () => {
    renderIn(<Field initial={7} bounds={whole} />);
    await type('12');
    commitPendingEdit();
    expect(set).toEqual([12]);
    commitPendingEdit();
    expect(set).toEqual([12]);
  });
});
