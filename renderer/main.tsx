import './start/zod.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@xyflow/react/dist/base.css';
import './theme/fonts.css';
import './theme/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { browserHost } from './host/browser/browserHost.ts';
import { installHost } from './host/current.ts';
import { electronHost } from './host/electronHost.ts';
import { startSession } from './start/session.ts';

installHost(electronHost() ?? browserHost());
startSession();
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
