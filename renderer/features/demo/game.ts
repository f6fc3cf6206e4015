/** Lanes of the field, and rows from the top to the player's. */
export const lanes = 3;
export const rows = 9;

interface Rock {
  readonly lane: number;
  /** 0 at the top. */
  readonly row: number;
}

/** A ball that keeps out of the way of rocks; it can also jump over one. */
export interface Game {
  readonly lane: number;
  /** Ticks that it is still in the air. */
  readonly air: number;
  readonly rocks: readonly Rock[];
  readonly passed: number;
  readonly hits: number;
  /** Ticks since the start. */
  readonly at: number;
}

export const newGame: Game = { lane: 1, air: 0, rocks: [], passed: 0, hits: 0, at: 0 };

/** What a key does: a lane to the left or right, or a jump of two ticks. Other keys do nothing. */
export function press(game: Game, key: string): Game {
  if (key === 'ArrowLeft') return { ...game, lane: Math.max(0, game.lane - 1) };
  if (key === 'ArrowRight') return { ...game, lane: Math.min(lanes - 1, game.lane + 1) };
  if (key === 'ArrowUp' && game.air === 0) return { ...game, air: 2 };
  return game;
}

/** Ticks between two rocks. */
const every = 4;

/** Everything one row further. @param draw a number from 0 to 1 for the lane of the next rock */
export function tick(game: Game, draw: number): Game {
  const moved = game.rocks.map(({ lane, row }) => ({ lane, row: row + 1 }));
  const arrived = moved.filter(({ row }) => row === rows - 1);
  const hits = arrived.filter(({ lane }) => lane === game.lane && game.air === 0).length;
  const next = game.at % every === 0 ? [{ lane: Math.min(lanes - 1, Math.floor(draw * lanes)), row: 0 }] : [];
  return {
    ...game,
    at: game.at + 1,
    air: Math.max(0, game.air - 1),
    rocks: [...moved.filter(({ row }) => row < rows - 1), ...next],
    passed: game.passed + arrived.length - hits,
    hits: game.hits + hits,
  };
}
