import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { contentPolicy } from '../src/protocol/page.ts';
import { convasText } from '../templates/convas-text.ts';

/** Written into the built page; the servers send it as a header too. Not while developing: Vite's script is inline. */
const policy = contentPolicy(['ws://127.0.0.1:*', 'ws://localhost:*'], 'meta');

const contentSecurityPolicy: Plugin = {
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: policy },
      injectTo: 'head-prepend',
    },
  ],
};

/** What the About dialog shows: the licenses of everything of which something ships. */
const licenses: Plugin = {
  name: 'licenses',
  apply: 'build',
  async generateBundle() {
    // Reads the lockfile and what is installed; the build's scripts have no types.
    const { licensesText } = (await import(new URL('../build/lib/licenses.mjs', import.meta.url).href)) as {
      licensesText(): string;
    };
    this.emitFile({ type: 'asset', fileName: 'licenses.txt', source: licensesText() });
  },
};

const here = fileURLToPath(new URL('.', import.meta.url));

export default defineConfig({
  root: here,
  // Relative: the page is served from app:// in the window and from a loopback port in a browser.
  base: './',
  plugins: [react(), convasText, contentSecurityPolicy, licenses],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    // The oldest Chromium that Convas runs in (Electron 25, for tests).
    target: 'chrome114',
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
  },
});
