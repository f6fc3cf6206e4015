import { Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { kindOf } from '../../src/layers/registry.ts';
import { titleOf } from '../editing/lookup.ts';
import { everyLayer } from '../editing/order.ts';
import { t } from '../i18n/index.ts';
import { useAnalysis } from '../stores/document/analysisStore.ts';
import { useDocument } from '../stores/document/documentStore.ts';
import { useSelection } from '../stores/document/selectionStore.ts';
import { useCanvas } from '../stores/window/canvasStore.ts';
import { useWorkspace } from '../stores/window/workspaceStore.ts';
import { FamilyGlyph } from '../ui/FamilyGlyph.tsx';
import css from './find.module.css';

const strings = t.shell.find;
const most = 50;
/** After this a closed dialog has returned the focus, in milliseconds. */
const focusDelay = 150;

/** Finds layers by name or kind; Enter goes to the chosen one. */
export function Find() {
  const document = useDocument((state) => state.document);
  const analysis = useAnalysis((state) => state.analysis);
  const layers = useMemo(() => everyLayer(document, analysis), [document, analysis]);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const wanted = query.trim().toLowerCase();
  const found = layers.filter((layer) =>
    `${layer.name} ${titleOf(layer.kind)} ${layer.kind}`.toLowerCase().includes(wanted),
  );
  const shown = found.slice(0, most);
  const chosen = shown[Math.min(at, shown.length - 1)];
  const go = (id: string): void => {
    useWorkspace.getState().setDialog(null);
    useWorkspace.getState().setGallery(false);
    useSelection.getState().reveal(id);
    const [layer] = useSelection.getState().layers;
    // The dialog first gives the keyboard back to where it was.
    if (layer !== undefined) setTimeout(() => useCanvas.getState().view?.focusLayer(layer), focusDelay);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && chosen) go(chosen.path);
    else if (event.key === 'ArrowDown') setAt(Math.min(shown.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="sm"
        leftSection={<IconSearch size={16} stroke={1.5} />}
        placeholder={strings.placeholder}
        aria-label={strings.placeholder}
        aria-controls="find-results"
        aria-activedescendant={chosen && `find-${chosen.path}`}
        role="combobox"
        aria-expanded={shown.length > 0}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Text size="xs" c="dimmed" mt={8} mb={4} aria-live="polite">
        {found.length === 0 ? strings.none : strings.found(found.length)}
      </Text>
      <div id="find-results" role="listbox" aria-label={strings.title} className={css['results']}>
        {shown.map((layer) => {
          const kind = kindOf(layer.kind);
          return (
            <UnstyledButton
              key={layer.path}
              id={`find-${layer.path}`}
              role="option"
              tabIndex={-1}
              aria-selected={layer === chosen}
              className={css['result']}
              onClick={() => go(layer.path)}
            >
              {kind && <FamilyGlyph family={kind.family} />}
              <span className={css['name']}>{layer.name}</span>
              <Text component="span" size="xs" c="dimmed">
                {titleOf(layer.kind)}
              </Text>
            </UnstyledButton>
          );
        })}
      </div>
    </>
  );
}
