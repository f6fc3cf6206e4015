import {
  IconDeviceFloppy,
  IconFileImport,
  IconFilePlus,
  IconFolderOpen,
  IconLayoutGrid,
  IconRestore,
  IconShare,
  IconUsers,
  IconX,
} from '@tabler/icons-react';
import { t } from '../i18n/index.ts';
import { isUntouched } from '../stores/document/documentStore.ts';
import { closeTab, newFile, openFile, saveFile, saveFileAs } from '../stores/document/files.ts';
import { chooseModel } from '../stores/runs/modelImport.ts';
import type { Command } from './command.ts';

const strings = t.shell.commands;
const keywords = t.keywords.file;

export const fileCommands: readonly Command[] = [
  {
    id: 'file.new',
    group: 'file',
    label: () => strings.newDocument,
    keywords: () => keywords.new,
    icon: IconFilePlus,
    // Browsers keep Ctrl+N and Ctrl+T for themselves.
    shortcut: ['mod+alt+N', 'mod+N', 'mod+T'],
    inFields: true,
    perform: () => newFile(),
  },
  {
    id: 'file.open',
    group: 'file',
    label: () => strings.open,
    keywords: () => keywords.open,
    icon: IconFolderOpen,
    shortcut: 'mod+O',
    inFields: true,
    perform: () => openFile(),
  },
  {
    id: 'file.import-model',
    group: 'file',
    label: () => strings.importModel,
    keywords: () => keywords.importModel,
    icon: IconFileImport,
    when: ({ engine }) => engine.client !== null,
    perform: () => chooseModel(),
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
  {
    id: 'file.share',
    group: 'file',
    label: () => strings.share,
    keywords: () => keywords.share,
    icon: IconShare,
    inFields: true,
    perform: ({ workspace }) => workspace.setDialog('share'),
  },
  {
    id: 'file.together',
    group: 'file',
    label: () => strings.together,
    keywords: () => keywords.together,
    icon: IconUsers,
    inFields: true,
    perform: ({ workspace }) => workspace.setDialog('together'),
  },
  {
    id: 'file.close-tab',
    group: 'file',
    label: () => strings.closeTab,
    keywords: () => keywords.tab,
    icon: IconX,
    // Browsers keep Ctrl+W and Ctrl+F4, which close their own tabs.
    shortcut: ['mod+alt+W', 'mod+W', 'mod+F4'],
    inFields: true,
    when: ({ tabs: { tabs }, document }) => tabs.length > 1 || !isUntouched(document),
    perform: async () => void (await closeTab()),
  },
  {
    id: 'file.reopen-tab',
    group: 'file',
    label: () => strings.reopenTab,
    keywords: () => keywords.tab,
    icon: IconRestore,
    shortcut: ['alt+shift+T', 'mod+shift+T'],
    inFields: true,
    when: ({ tabs }) => tabs.closed.length > 0,
    perform: ({ tabs }) => tabs.reopen(),
  },
];
