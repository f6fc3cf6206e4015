/** Whether the tests take their time: `npm run thorough` does, `npm test` takes a part of what it takes. */
const isThorough = process.env['CONVAS_THOROUGH'] === '1';

/** How often, or which: what `npm test` has time for, or all of it. */
export const timely = <T>(short: T, thorough: T): T => (isThorough ? thorough : short);
