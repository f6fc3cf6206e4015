/** What the page may do and be, in one place for each face that serves it: the window, a browser, the build. */

/**
 * The content security policy: nothing but the page's own files, no code from strings. Mantine sets its variables
 * in style elements, hence 'unsafe-inline' for styles; workers may come from blobs.
 * @param wires where else the page may connect: the engine's address in a browser
 * @param framed true where the policy goes as a header: a meta element cannot forbid frames
 * @param engine where the engine computes: in the page it is WebAssembly, which a policy has to allow
 */
export function contentPolicy(
  wires: readonly string[],
  framed: 'header' | 'meta',
  engine: 'elsewhere' | 'in-page' = 'elsewhere',
): string {
  return [
    "default-src 'none'",
    engine === 'in-page' ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    ['connect-src', "'self'", ...wires].join(' '),
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    ...(framed === 'header' ? ["frame-ancestors 'none'"] : []),
  ].join('; ');
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

/** The media type of a file of the page, by its name. */
export const mediaType = (name: string): string =>
  types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
