import { IconDeviceFloppy, IconFile, IconFolderOpen, IconLayoutGrid } from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { newFile, openFile, saveFile, saveFileAs } from '../stores/document/files.ts';
import type { Command } from './command.ts';

const strings = t.shell.commands;
const keywords = t.keywords.file;

export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    group: 'file',
    label: () => strings.newDocument,
    keywords: () => keywords.new,
    icon: IconFile,
    // Browsers keep Ctrl+N for themselves.
    shortcut: ['mod+alt+N', 'mod+N'],
    inFields: true,
    perform: newFile,
  },
  {
    id: 'file.open',
    group: 'file',
    label: () => strings.open,
    keywords: () => keywords.open,
    icon: IconFolderOpen,
    shortcut: 'mod+O',
    inFields: true,
    perform: openFile,
  },
  {
    id: 'file.gallery',
    group: 'file',
    label: () => strings.gallery,
    keywords: () => keywords.gallery,
    icon: IconLayoutGrid,
    shortcut: 'mod+shift+O',
    inFields: true,
    perform: ({ workspace }) => workspace.setGallery(!workspace.galleryOpen),
  },
  {
    id: 'file.save',
    group: 'file',
    label: () => strings.save,
    keywords: () => keywords.save,
    icon: IconDeviceFloppy,
    shortcut: 'mod+S',
    inFields: true,
    perform: async () => void (await saveFile()),
  },
  {
    id: 'file.save-as',
    group: 'file',
    label: () => strings.saveAs,
    keywords: () => keywords.saveAs,
    shortcut: 'mod+shift+S',
    inFields: true,
    perform: async () => void (await saveFileAs()),
  },
];
