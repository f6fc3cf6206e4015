import { IconArrowBackUp, IconArrowForwardUp, IconSearch } from '@tabler/icons-react';
import { travel } from '../actions/blocks.ts';
import { t } from '../i18n/index.ts';
import { redoLabel, undoLabel } from '../stores/document/documentStore.ts';
import type { Command } from './command.ts';

const strings = t.shell.commands;
const keywords = t.keywords.edit;

export const editCommands: readonly Command[] = [
  {
    id: 'edit.undo',
    group: 'edit',
    title: () => strings.undo,
    label: ({ document }) => {
      const label = undoLabel(document);
      return label === null ? strings.undo : strings.undoOf(label);
    },
    keywords: () => keywords.undo,
    icon: IconArrowBackUp,
    shortcut: 'mod+Z',
    when: ({ document }) => undoLabel(document) !== null,
    perform: () => travel('undo'),
  },
  {
    id: 'edit.redo',
    group: 'edit',
    title: () => strings.redo,
    label: ({ document }) => {
      const label = redoLabel(document);
      return label === null ? strings.redo : strings.redoOf(label);
    },
    icon: IconArrowForwardUp,
    shortcut: ['mod+shift+Z', 'mod+Y'],
    when: ({ document }) => redoLabel(document) !== null,
    perform: () => travel('redo'),
  },
  {
    id: 'edit.find',
    group: 'edit',
    label: () => strings.find,
    keywords: () => keywords.find,
    icon: IconSearch,
    shortcut: 'mod+F',
    inFields: true,
    when: ({ document }) => document.document.layers.length > 0,
    perform: ({ workspace }) => workspace.setDialog('find'),
  },
];
