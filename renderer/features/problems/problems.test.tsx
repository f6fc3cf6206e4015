import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { newDocument } from '../../../src/document/create.ts';
import { setParams } from '../../../src/document/operations/layers.ts';
import { useAnalysis } from '../../stores/document/analysisStore.ts';
import { useDocument } from '../../stores/document/documentStore.ts';
import { useSelection } from '../../stores/document/selectionStore.ts';
import { beginTemplate } from '../../testing/open.ts';
import { renderIn } from '../../testing/render.tsx';
import { ProblemsFeature } from './index.tsx';

vi.setConfig({ testTimeout: 30_000 });

/** LeNet-5 with a kernel in C3 that is larger than its input, 14 by 14. */
function openBroken(): string {
  const document = beginTemplate('lenet-5');
  const c3 = document.layers.find(({ name }) => name === 'C3')!;
  useDocument.getState().begin(setParams(document, c3.id, { ...c3.params, kernelSize: [50, 50] }));
  return c3.id;
}
const items = () => within(screen.getByRole('list', { name: 'Problems' })).getAllByRole('listitem');

afterEach(cleanup);

describe('the list of problems', () => {
  it('says what is wrong, with the numbers, at the layer that has it', async () => {
    const id = openBroken();
    renderIn(<ProblemsFeature />);
    const [first] = items();
    expect(first!.textContent).toMatch(/^Error: C3/);
    expect(first!.textContent).toContain('50');
    expect(first!.textContent).toContain('14');
    await userEvent.click(within(first!).getByRole('button', { name: 'Show C3' }));
    expect(useSelection.getState().layers).toEqual([id]);
  });

  it('repairs it with the first button, and undo brings it back', async () => {
    openBroken();
    renderIn(<ProblemsFeature />);
    const [repair] = within(items()[0]!).getAllByRole('button', { name: /^Repair: / });
    await userEvent.click(repair!);
    const broken = () =>
      useAnalysis.getState().analysis.problems.filter(({ severity }) => severity === 'error').length;
    expect(broken()).toBe(0);
    useDocument.getState().undo();
    expect(broken()).toBeGreaterThan(0);
  });

  it('offers repairs that cannot be pressed where the document is read-only', () => {
    openBroken();
    useDocument.setState({ readOnly: true });
    renderIn(<ProblemsFeature />);
    const [repair] = within(items()[0]!).getAllByRole('button', { name: /^Repair: / });
    expect((repair as HTMLButtonElement).disabled).toBe(true);
    useDocument.setState({ readOnly: false });
  });

  it('says that a sound network is sound, and that an empty one has none yet', () => {
    beginTemplate('lenet-5');
    const shown = renderIn(<ProblemsFeature />);
    expect(screen.getByText('No problems. The network is sound.')).toBeTruthy();
    shown.unmount();
    useDocument.getState().begin(newDocument('empty'));
    renderIn(<ProblemsFeature />);
    expect(screen.getByText(/^The network is empty/)).toBeTruthy();
  });
});
