import { openBackend } from '../../src/engine/backends/ladder.ts';
import { templateOf } from '../../templates/index.ts';
import { compareWays } from './agree.ts';

/*
 * `agreement.mjs TEMPLATE BATCH STEPS [SIDE] [MOMENTUM]`: trains a template op by op and compiled. Prints one JSON object.
 */
const [id = '', batch = '2', steps = '20', side = '', rate = ''] = process.argv.slice(2);
const template = templateOf(id);
if (!template) throw new Error(`there is no template ${id}`);
const { backend } = await openBackend('native');
const began = performance.now();
const agreement = compareWays(backend, template.text, {
  batch: Number(batch),
  steps: Number(steps),
  side: side ? Number(side) : undefined,
  momentum: rate ? Number(rate) : undefined,
});
const seconds = Number(((performance.now() - began) / 1000).toFixed(1));
console.log(JSON.stringify({ template: id, batch, steps, side, ...agreement, seconds }));
