import { expect, it } from 'vitest';
import { lanes, newGame, press, rows, tick } from './game.ts';

/** As many ticks as a rock takes from the top to the player. */
const untilArrival = (game = newGame, draw = 0.5) =>
  Array.from({ length: rows }, () => draw).reduce((state, each) => tick(state, each), game);

it('counts rocks that hit, that pass beside it, and that are jumped over', () => {
  // The first rock comes down the middle lane, where the ball begins.
  expect(untilArrival()).toMatchObject({ hits: 1, passed: 0 });
  expect(untilArrival(press(newGame, 'ArrowLeft'))).toMatchObject({ hits: 0, passed: 1 });
  const before = Array.from({ length: rows - 1 }, () => 0.5).reduce(
    (state, each) => tick(state, each),
    newGame,
  );
  expect(tick(press(before, 'ArrowUp'), 0.5)).toMatchObject({ hits: 0, passed: 1 });
});

it('keeps the ball within the lanes', () => {
  const left = ['ArrowLeft', 'ArrowLeft', 'ArrowLeft'].reduce(press, newGame);
  expect(left.lane).toBe(0);
  expect(['ArrowRight', 'ArrowRight', 'ArrowRight', 'x'].reduce(press, left).lane).toBe(lanes - 1);
});
