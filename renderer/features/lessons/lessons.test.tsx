import { act, cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAssignment } from '../../../src/course/assignment/assignment.ts';
import { gradeAll } from '../../../src/course/assignment/grade.ts';
import { setParams } from '../../../src/document/operations/layers.ts';
import type { LayerNode } from '../../../src/document/schema.ts';
import { templateOf } from '../../../templates/index.ts';
import { commandContext, isEnabled, perform } from '../../commands/context.ts';
import { menuOf } from '../../commands/menu.ts';
import { commandOf, commands } from '../../commands/registry.ts';
import { installHost } from '../../host/current.ts';
import { openAssignment } from '../../stores/course/assignmentStore.ts';
import { useLessons } from '../../stores/course/lessonStore.ts';
import { useOwnLesson } from '../../stores/course/ownLessonStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useWorkspace } from '../../stores/window/workspaceStore.ts';
import { beginTemplate } from '../../testing/open.ts';
import { renderIn } from '../../testing/render.tsx';
import { createTestHost } from '../../testing/testHost.ts';
import { LessonsFeature } from './index.tsx';
import { renderMarkdown } from './markdown.ts';

vi.setConfig({ testTimeout: 30_000 });

beforeEach(() => {
  localStorage.clear();
  useLessons.setState({ open: null, step: {}, answers: {}, passed: [] });
  useOwnLesson.getState().close();
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
    await userEvent.click(screen.getByRole('button', { name: /\d+ Filters/ }));
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

  it('stays in sight while the stages that it asks for are opened', () => {
    const { showLeft, setStage } = useWorkspace.getState();
    setStage('build');
    showLeft('palette');
    setStage('train');
    expect(useWorkspace.getState().leftOpen.train).toBe(false);
    setStage('build');
    showLeft('lessons');
    setStage('train');
    expect(useWorkspace.getState().leftOpen.train).toBe(true);
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

describe('the page around the lessons', () => {
  const lesson = (check: string) => `---
id: own
language: en
title: A lesson of my own
goal: To try.
minutes: 10
template: lenet-5
---

## look: The first layer

:check ${check}
`;
  const choose = async (text: string) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await userEvent.upload(input, new File([text], 'own.md', { type: 'text/markdown' }));
  };

  it('previews a lesson file, and names the line of a mistake', async () => {
    beginTemplate('lenet-5');
    renderIn(<LessonsFeature />);
    await choose(lesson('weigths layer=C1 equals=156'));
    expect(await screen.findByText('own.md has 1 mistake')).toBeTruthy();
    expect(screen.getByText(/^Line 12: There is no check "weigths"/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Close the preview' }));
    await choose(lesson('weights layer=C1 equals=156'));
    expect(await screen.findByText('Preview of own.md')).toBeTruthy();
    expect(checks()).toEqual(['Done: C1 has 156 parameters']);
    await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
    expect(screen.getByRole('list', { name: 'Lessons' })).toBeTruthy();
  });

  it('has a page for teachers, and type for a lecture hall', async () => {
    renderIn(<LessonsFeature />);
    await userEvent.click(screen.getByRole('button', { name: 'For teachers' }));
    expect(screen.getByRole('heading', { name: 'Privacy' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'All lessons' }));
    const large = screen.getByRole('button', { name: 'Large type for presenting' });
    await userEvent.click(large);
    expect(large.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(large);
    expect(large.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('an assignment', () => {
  const start = JSON.parse(templateOf('lenet-5')!.text);
  const assignment = {
    format: 'convas-assignment',
    version: 1,
    id: 'wider-c1',
    title: 'A wider first layer',
    document: start,
    locked: ['Output'],
    hidden: ['data'],
    checks: [{ id: 'c1', check: 'weights', values: { layer: 'C1', equals: 260 }, points: 2 }],
  };
  const setLayer = (name: string, params: LayerNode['params']) =>
    act(() =>
      useDocument.getState().commit(
        () => 'Change',
        (before) => setParams(before, before.layers.find((layer) => layer.name === name)!.id, params),
      ),
    );

  it('shows its checks live, keeps locked layers, and hands in what can be graded', async () => {
    const host = createTestHost();
    installHost(host);
    const saved: { name: string; bytes: Uint8Array }[] = [];
    vi.spyOn(host, 'saveFiles').mockImplementation(async (_, files) => {
      saved.push(...files);
      return 'Downloads';
    });
    renderIn(<LessonsFeature />);
    const input = document.querySelectorAll<HTMLInputElement>('input[type=file]')[1]!;
    await userEvent.upload(input, new File([JSON.stringify(assignment)], 'a.assignment.json'));
    expect(await screen.findByRole('heading', { name: 'A wider first layer' })).toBeTruthy();
    expect(checks()).toEqual(['Open: C1 has 260 parameters · 2 points']);
    setLayer('Output', { units: 12 });
    expect(useDocument.getState().document.layers.at(-1)!.params['units']).toBe(10);
    expect(JSON.stringify(useWorkspace.getState().alerts)).toContain('course.locked');
    setLayer('C1', { filters: 8 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    setLayer('C1', { filters: 10 });
    expect(checks()).toEqual(['Done: C1 has 260 parameters · 2 points']);
    await userEvent.type(screen.getByRole('textbox', { name: 'Your name' }), 'Ana Sá');
    await userEvent.click(screen.getByRole('button', { name: 'Hand in as a file' }));
    expect(await screen.findByText(/^Handed in: Downloads/)).toBeTruthy();
    expect(saved.map(({ name }) => name)).toEqual(['ana-sa-wider-c1.submission.json']);
    const text = new TextDecoder().decode(saved[0]!.bytes);
    const whole = readAssignment(JSON.stringify(assignment));
    const marks = (handedIn: string) => gradeAll(whole, [{ file: 'a', text: handedIn }], null)[0]!;
    expect(JSON.parse(text).history.length).toBeGreaterThanOrEqual(2);
    expect(marks(text)).toMatchObject({
      student: 'Ana Sá',
      points: 2,
      fault: null,
      checks: [
        { id: 'opens', passed: true },
        { id: 'history', passed: true },
        { id: 'locked', passed: true },
        { id: 'c1', passed: true },
      ],
    });
    // Three ways to tamper with it.
    const spoiled = (change: (submission: ReturnType<typeof JSON.parse>) => void) => {
      const submission = JSON.parse(text);
      change(submission);
      return marks(JSON.stringify(submission)).fault;
    };
    expect(spoiled((one) => one.history.pop())).toBe('document');
    expect(spoiled((one) => (one.history[0].at += 1))).toBe('digest');
    expect(spoiled((one) => (one.document.name = 'Another'))).toBe('document');
  });

  it('takes what it hides from keys, menu, palette and panels alike', () => {
    // The assignment of the test before hides something of its own.
    beginTemplate('lenet-5');
    const hidden = ['data', 'training', 'suggestions'];
    const may = (id: string) => isEnabled(commandOf(id)!, commandContext());
    expect([may('view.stage-data'), may('view.stage-train')]).toEqual([true, true]);
    act(() => openAssignment(JSON.stringify({ ...assignment, id: 'hides', hidden })));
    expect([may('view.stage-data'), may('view.stage-train')]).toEqual([false, true]);
    expect(commands.filter(({ id }) => id.startsWith('train.') && may(id))).toEqual([]);
    expect(menuOf(commandContext()).flatMap(({ submenu }) => submenu ?? [])).toContainEqual(
      expect.objectContaining({ command: 'view.stage-data', enabled: false }),
    );
    perform(commandOf('view.stage-data')!);
    expect(useWorkspace.getState().stage).not.toBe('data');
    expect(() => readAssignment(JSON.stringify({ ...assignment, hidden: ['optimiser'] }))).toThrow(
      'hidden.0',
    );
  });

  it('is presented with keys for the next and the previous step', () => {
    act(() => {
      useWorkspace.getState().showLeft('lessons');
      useWorkspace.getState().setPresenting(true);
      useLessons.getState().show('mlp-depth');
      useLessons.getState().goTo('mlp-depth', 0);
    });
    const step = () => useLessons.getState().step['mlp-depth'];
    act(() => perform(commandOf('view.present-next')!));
    expect(step()).toBe(1);
    act(() => perform(commandOf('view.present-previous')!));
    act(() => perform(commandOf('view.present-previous')!));
    expect(step()).toBe(0);
    act(() => {
      useWorkspace.getState().setPresenting(false);
      useLessons.getState().show(null);
    });
    expect(isEnabled(commandOf('view.present-next')!, commandContext())).toBe(false);
  });

  it('goes on where it was left', async () => {
    const kept = localStorage.getItem('convas.assignment.wider-c1');
    expect(kept).toBeNull();
    act(() => openAssignment(JSON.stringify(assignment)));
    setLayer('C1', { filters: 9 });
    await new Promise((resolve) => setTimeout(resolve, 400));
    act(() => openAssignment(JSON.stringify(assignment)));
    const { document: now } = useDocument.getState();
    expect(now.layers.find(({ name }) => name === 'C1')!.params['filters']).toBe(9);
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
