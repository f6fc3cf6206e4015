import { describe, expect, it } from 'vitest';
import { newDocument } from './create.ts';
import { commit, type History, historyLimit, newHistory, redo, seal, undo } from './history.ts';
import { setName } from './operations/settings.ts';

const named = (history: History, name: string, field: string | null = null) =>
  commit(history, setName(history.present, name), `Rename to ${name}`, field);

describe('history', () => {
  const start = newHistory(newDocument('0'));

  it('goes back and forth by whole documents', () => {
    const two = named(named(start, '1'), '2');
    expect(two.past.map((mark) => mark.label)).toEqual(['Rename to 1', 'Rename to 2']);
    const back = undo(two);
    expect(back.present.name).toBe('1');
    expect(back.future[0]!.label).toBe('Rename to 2');
    expect(undo(undo(back)).present).toBe(start.present);
    expect(redo(back).present).toBe(two.present);
    expect(redo(redo(back))).toEqual(two);
  });

  it('forgets what was undone once something new is done', () => {
    const other = named(undo(named(start, '1')), '2');
    expect(redo(other)).toBe(other);
    expect(undo(other).present.name).toBe('0');
  });

  it('takes successive edits of one field as one, until the person leaves it', () => {
    const typed = ['a', 'ab', 'abc'].reduce((history, text) => named(history, text, 'name'), start);
    expect(typed.past).toHaveLength(1);
    expect(undo(typed).present).toBe(start.present);
    expect(named(seal(typed), 'x', 'name').past).toHaveLength(2);
    expect(named(typed, 'x', 'other').past).toHaveLength(2);
    expect(named(named(typed, 'x'), 'y').past).toHaveLength(3);
    expect(named(undo(typed), 'z', 'name').past).toHaveLength(1);
  });

  it('leaves no mark where nothing changed', () => {
    expect(commit(start, start.present, 'nothing')).toBe(start);
  });

  it('is bounded', () => {
    let history = start;
    for (let step = 1; step <= historyLimit + 10; step++) history = named(history, String(step));
    expect(history.past).toHaveLength(historyLimit);
    for (let step = 0; step < historyLimit + 10; step++) history = undo(history);
    expect(history.present.name).toBe('10');
  });
});
