import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useCutTitles } from './useCutTitles.ts';

afterEach(cleanup);

function Page({ title }: { title?: string }) {
  useCutTitles();
  return (
    <div style={{ textOverflow: 'ellipsis' }} data-testid="fold" title={title}>
      Loss <span>Cross-entropy</span>
    </div>
  );
}

/** Lays the text out so wide in 100 pixels, which the test's page does not do. */
function layOut(width: number): HTMLElement {
  const fold = screen.getByTestId('fold');
  Object.defineProperty(fold, 'clientWidth', { value: 100, configurable: true });
  Object.defineProperty(fold, 'scrollWidth', { value: width, configurable: true });
  fireEvent.pointerOver(fold.querySelector('span')!);
  return fold;
}

it('gives cut text its whole text as a tooltip, for as long as it is cut', () => {
  render(<Page />);
  expect(layOut(100).title).toBe('');
  expect(layOut(160).title).toBe('Loss Cross-entropy');
  expect(layOut(90).title).toBe('');
});

it('leaves a tooltip that says more', () => {
  render(<Page title="Loss: categorical cross-entropy" />);
  expect(layOut(160).title).toBe('Loss: categorical cross-entropy');
});
