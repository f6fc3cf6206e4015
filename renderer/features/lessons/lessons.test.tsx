import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setParams } from '../../../src/document/operations/layers.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { beginTemplate } from '../../testing/open.ts';
import { renderIn } from '../../testing/render.tsx';
import { LessonsFeature } from './index.tsx';
import { renderMarkdown } from './markdown.ts';

vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  localStorage.clear();
  useLessons.setState({ open: null, step: {}, answers: {}, passed: [] });
});
afterEach(cleanup);

const next = () => userEvent.click(screen.getByRole('button', { name: /^(Next|Skip|Finish)$/ }));
const checks = () =>
  within(screen.getByRole('list', { name: 'Checks of this step' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('the lessons', () => {
  it('opens from the list, tells right answers from wrong ones, and checks the network on the canvas', async () => {
    const document = beginTemplate('lenet-5');
    renderIn(<LessonsFeature />);
    await userEvent.click(screen.getByRole('button', { name: /^Filters/ }));
    expect(screen.getByText('Step 1 of 4')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Horizontal ones' }));
    expect(screen.getByText('Not quite: try again.')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Vertical ones' }));
    expect(screen.getByText('Right.')).toBeTruthy();
    await next();
    await next();
    await next();
    expect(checks()).toEqual(['Open: C1 has 312 parameters', 'Open: C3 has 4,816 parameters']);
    const c1 = document.layers.find(({ name }) => name === 'C1')!;
    act(() =>
      useDocument.getState().commit(
        () => 'Change filters',
        (before) => setParams(before, c1.id, { ...c1.params, filters: 12 }),
      ),
    );
    expect(checks()).toEqual(['Done: C1 has 312 parameters', 'Done: C3 has 4,816 parameters']);
    // A check that has passed stays passed.
    act(() => useDocument.getState().undo());
    expect(checks()).toEqual(['Done: C1 has 312 parameters', 'Done: C3 has 4,816 parameters']);
    await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
    expect(screen.getByRole('list', { name: 'Lessons' })).toBeTruthy();
  });

  it('starts again without its answers', async () => {
    beginTemplate('lenet-5');
    useLessons.setState({ open: 'filters', step: { filters: 0 }, answers: { 'filters/0/question-0': 0 } });
    renderIn(<LessonsFeature />);
    expect(screen.getByText('Right.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Restart this lesson' }));
    expect(screen.queryByText('Right.')).toBeNull();
  });
});

describe('the text of a lesson', () => {
  it('draws formulas as MathML and keeps HTML as text', () => {
    const html = renderMarkdown('See $y = W_1 x$ and <img src=x onerror=alert(1)> **now**');
    expect(html).toContain('<math');
    expect(html).toContain('&lt;img');
    expect(html).not.toContain('<img');
    expect(html).toContain('<strong>now</strong>');
  });

  it('does not follow links that run code', () => {
    expect(renderMarkdown('[x](javascript:alert(1))')).not.toContain('href');
  });

  it('shows a formula that is none instead of failing', () => {
    expect(renderMarkdown('$\\frac{1}$')).toContain('frac');
  });
});
