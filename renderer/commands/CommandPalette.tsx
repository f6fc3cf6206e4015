import { Text } from '@mantine/core';
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { LayerKind } from '../../src/layers/kind.ts';
import { kindOf, kinds } from '../../src/layers/registry.ts';
import { addAfterSelection } from '../actions/edits.ts';
import { titleOf } from '../editing/lookup.ts';
import { everyLayer } from '../editing/order.ts';
import { t } from '../i18n/index.ts';
import { isHiddenCommand } from '../stores/course/hidden.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { FamilyGlyph } from '../ui/FamilyGlyph.tsx';
import { type Command, type CommandContext, commandGroups } from './command.ts';
import { commandContext, isEnabled, labelOf, perform, titleOf as titleOfCommand } from './context.ts';
import { Keys } from './Keys.tsx';
import css from './palette.module.css';
import { type PaletteAction, searchPalette } from './paletteSearch.ts';
import { commands } from './registry.ts';
import { shortcutsOf } from './shortcut.ts';

/** Commands that are named where none can be used. */
const maxNamed = 3;

function actionOf(command: Command, context: CommandContext): SpotlightActionData {
  const [shortcut] = shortcutsOf(command);
  const Icon = command.icon;
  return {
    id: command.id,
    label: labelOf(command, context),
    keywords: [...(command.keywords?.() ?? [])],
    onClick: () => perform(command),
    leftSection: Icon ? <Icon size={18} stroke={1.5} /> : <span className={css['noIcon']} />,
    rightSection: shortcut ? <Keys shortcut={shortcut} /> : undefined,
  };
}

/** The layers of the document, so that the palette also goes to any of them. */
function layerActions({ document: { document }, analysis }: CommandContext): PaletteAction[] {
  return everyLayer(document, analysis).map((layer) => {
    const kind = kindOf(layer.kind);
    return {
      id: `layer:${layer.path}`,
      label: layer.name,
      keywords: [titleOf(layer.kind)],
      'data-kind': layer.kind,
      onClick: () => useSelection.getState().reveal(layer.path),
      leftSection: kind && <FamilyGlyph family={kind.family} size={18} />,
      rightSection: (
        <Text size="xs" c="dimmed">
          {titleOf(layer.kind)}
        </Text>
      ),
    };
  });
}

/** Every kind of layer, to be added where one would go on building. */
function kindActions({ document: { readOnly } }: CommandContext): PaletteAction[] {
  if (readOnly) return [];
  return Object.values<LayerKind>(kinds).map(({ kind, title, family }) => ({
    id: `add:${kind}`,
    label: t.canvas.edits.add(title),
    'data-adds': kind,
    onClick: () => addAfterSelection({ kind }),
    leftSection: <FamilyGlyph family={family} size={18} />,
  }));
}

function groupsNow(): SpotlightActionGroupData[] {
  const context = commandContext();
  const groups = commandGroups.map((group) => ({
    group: t.shell.commands.groups[group],
    actions: commands
      .filter((command) => command.group === group && command.id !== 'help.palette')
      .filter((command) => isEnabled(command, context))
      .map((command) => actionOf(command, context)),
  }));
  return [
    ...groups,
    { group: t.shell.commands.groups.add, actions: kindActions(context) },
    { group: t.shell.commands.groups.layers, actions: layerActions(context) },
  ].filter(({ actions }) => actions.length > 0);
}

/** Commands of that name that cannot be used now; those that a task hides are not told of. */
function unusable(query: string): string[] {
  const context = commandContext();
  const actions = commands
    .filter((command) => !isHiddenCommand(command.id) && !isEnabled(command, context))
    .map((command) => ({ id: command.id, label: titleOfCommand(command) }));
  return searchPalette(query, [{ group: '', actions }]).flatMap((found) =>
    'actions' in found ? found.actions.map(({ label }) => label!) : [],
  );
}

/** Why nothing is listed. */
function nothingFor(query: string): string {
  const names = query.trim() === '' ? [] : unusable(query);
  return names.length === 0 ? t.shell.commands.nothing : t.shell.commands.notNow(names.slice(0, maxNamed));
}

/** The palette: what can be done now, and every layer, by name. */
export function CommandPalette() {
  // Asked again each time it opens: what can be done depends on the moment.
  const [groups, setGroups] = useState<SpotlightActionGroupData[]>([]);
  const [query, setQuery] = useState('');
  return (
    <Spotlight
      actions={groups}
      filter={searchPalette}
      onSpotlightOpen={() => setGroups(groupsNow())}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      classNames={{ action: css['action']! }}
      attributes={{ content: { 'aria-label': t.shell.topBar.palette } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}
      nothingFound={nothingFor(query)}
      highlightQuery
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      scrollable
      maxHeight={420}
      limit={60}
      transitionProps={{ duration: 80 }}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.5} />,
        placeholder: t.shell.commands.search,
        'aria-label': t.shell.commands.search,
      }}
    />
  );
}
