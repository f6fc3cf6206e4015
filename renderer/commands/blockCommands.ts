import {
  IconArrowBarUp,
  IconBookmark,
  IconCopyOff,
  IconDoorEnter,
  IconFileImport,
  IconStack,
  IconStack2,
  IconStackPop,
  IconViewfinder,
} from '@tabler/icons-react';
import { countInstances } from '../../src/document/operations/blocks.ts';
import {
  addBlockInput,
  askForBlock,
  blockRepeated,
  detachLayer,
  keepLayer,
  openBlockOf,
  unpackLayer,
} from '../actions/blocks.ts';
import { lookup } from '../editing/lookup.ts';
import { t } from '../i18n/index.ts';
import { useLibrary } from '../stores/library/libraryStore.ts';
import type { Command, CommandContext } from './command.ts';

const strings = t.blocks.commands;
const keywords = t.keywords.network;

const editable = ({ document }: CommandContext): boolean => !document.readOnly;

/** The one selected layer, where it stands for a block. */
function instance({ selection: { layers }, open: { document } }: CommandContext): string | null {
  const [only] = layers;
  const layer = only !== undefined && layers.length === 1 ? lookup(document).layers.get(only) : undefined;
  return layer?.block ? layer.id : null;
}

/** Whether other layers stand for the same block. */
function isShared(context: CommandContext): boolean {
  const { document } = context.open;
  const id = instance(context);
  const definition = id === null ? undefined : lookup(document).layers.get(id)?.block?.definition;
  return definition !== undefined && countInstances(context.document.document, definition) > 1;
}

/** What can be done with blocks. */
export const blockCommands: readonly Command[] = [
  {
    id: 'block.make',
    group: 'network',
    label: () => strings.make,
    keywords: () => keywords.block,
    icon: IconStack2,
    shortcut: 'mod+G',
    when: (context) => editable(context) && context.selection.layers.length > 0,
    perform: askForBlock,
  },
  {
    id: 'block.open',
    group: 'network',
    label: () => strings.open,
    keywords: () => keywords.block,
    icon: IconViewfinder,
    when: (context) => instance(context) !== null,
    perform: (context) => {
      openBlockOf(instance(context)!);
    },
  },
  {
    id: 'block.leave',
    group: 'network',
    label: () => strings.leave,
    keywords: () => keywords.block,
    icon: IconArrowBarUp,
    when: ({ selection }) => selection.place.length > 0,
    perform: ({ selection }) => selection.leave(),
  },
  {
    id: 'block.add-input',
    group: 'network',
    label: () => strings.addInput,
    keywords: () => keywords.block,
    icon: IconDoorEnter,
    inMenu: false,
    when: (context) => editable(context) && context.selection.place.length > 0,
    perform: addBlockInput,
  },
  {
    id: 'block.keep',
    group: 'network',
    label: () => strings.keep,
    keywords: () => keywords.keepBlock,
    icon: IconBookmark,
    inMenu: false,
    when: (context) => instance(context) !== null,
    perform: (context) => keepLayer(instance(context)!),
  },
  {
    id: 'block.import',
    group: 'network',
    label: () => strings.import,
    keywords: () => keywords.importBlock,
    icon: IconFileImport,
    inMenu: false,
    perform: () => useLibrary.getState().importFile(),
  },
  {
    id: 'block.repeated',
    group: 'network',
    label: () => strings.repeated,
    keywords: () => keywords.block,
    icon: IconStack,
    inMenu: false,
    when: (context) => editable(context),
    perform: () => {
      blockRepeated();
    },
  },
  {
    id: 'block.detach',
    group: 'network',
    label: () => strings.detach,
    keywords: () => keywords.block,
    icon: IconCopyOff,
    inMenu: false,
    when: (context) => editable(context) && isShared(context),
    perform: (context) => detachLayer(instance(context)!),
  },
  {
    id: 'block.unpack',
    group: 'network',
    label: () => strings.unpack,
    keywords: () => keywords.block,
    icon: IconStackPop,
    shortcut: 'mod+shift+G',
    when: (context) => editable(context) && instance(context) !== null,
    perform: (context) => unpackLayer(instance(context)!),
  },
];
