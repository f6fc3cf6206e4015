import { useEffect, useReducer, useRef } from 'react';
import { t } from '../../i18n/index.ts';
import css from './demo.module.css';
import { type Game, lanes, newGame, press, rows, tick } from './game.ts';

const words = t.demo;

/** Milliseconds a tick. */
const tickEvery = 260;

type Move = { readonly key: string } | { readonly draw: number };

const play = (game: Game, move: Move): Game =>
  'key' in move ? press(game, move.key) : tick(game, move.draw);

/** A ball between rocks, moved by keys: those of the keyboard, and the one that the class on the camera presses. */
export function PoseGame({ pressed }: { readonly pressed: string | null }) {
  const [game, move] = useReducer(play, newGame);
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setInterval(() => move({ draw: Math.random() }), tickEvery);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (pressed === null) return;
    // A class presses its key like a person: into the field, and again as long as it lasts.
    const send = (): void => {
      field.current?.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }));
    };
    send();
    const timer = setInterval(send, 2 * tickEvery);
    return () => clearInterval(timer);
  }, [pressed]);
  return (
    <>
      <p className={css['words']}>{words.gameAbout}</p>
      <div
        ref={field}
        className={css['field']}
        role="application"
        aria-label={words.game}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the game takes the keyboard too
        tabIndex={0}
        onKeyDown={(event) => {
          if (!event.key.startsWith('Arrow')) return;
          event.preventDefault();
          move({ key: event.key });
        }}
      >
        {game.rocks.map(({ lane, row }) => (
          <span
            key={`${game.at - row}`}
            className={css['rock']}
            style={{ left: `${((lane + 0.5) * 100) / lanes}%`, top: `${((row + 0.5) * 100) / rows}%` }}
          />
        ))}
        <span
          className={css['ball']}
          data-air={game.air > 0 || undefined}
          data-testid="demo-ball"
          data-lane={game.lane}
          style={{ left: `${((game.lane + 0.5) * 100) / lanes}%`, top: `${((rows - 0.5) * 100) / rows}%` }}
        />
      </div>
      <p className={css['words']} role="status">
        {words.score(game.passed, game.hits)}
      </p>
    </>
  );
}
