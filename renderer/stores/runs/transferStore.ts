import { create } from 'zustand';
import type { RunSummary } from '../../../src/protocol/data.ts';
import type { WeightSource } from '../../../src/training/transfer.ts';
import { useWorkspace } from '../window/workspaceStore.ts';

/** From what the dialog makes a network: a run or a network that ships; null for the first that is offered. */
export const useTransfer = create<{ readonly source: WeightSource | null }>()(() => ({ source: null }));

/** Asks what to make of a trained network. */
export function openTransfer(source: WeightSource | null = null): void {
  useTransfer.setState({ source });
  useWorkspace.getState().setDialog('transfer');
}

/** Whether a run has weights that others can start from: it has ended, or was imported. */
export const canStartFrom = ({ state }: Pick<RunSummary, 'state'>): boolean =>
  ['finished', 'stopped', 'imported'].includes(state);
