/** Runs before each file of window tests: where there are several screens, each worker has one of its own. */
const screens = process.env['CONVAS_SCREENS']?.split(',') ?? [];
const worker = Number(process.env['VITEST_POOL_ID'] ?? 1) - 1;
const screen = screens[worker % screens.length];
if (screen !== undefined) process.env['DISPLAY'] = screen;

export {};
