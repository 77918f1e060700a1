import '@fontsource-variable/source-sans-3/wght.css';
import '@fontsource-variable/source-sans-3/wght-italic.css';
import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { knowWindows } from './half-written/windows.ts';
import { nonce } from './providers/nonce.ts';

const emotionCache = createCache({ key: 'qd', nonce, prepend: true });
const root = document.getElementById('root');

async function show(root: HTMLElement): Promise<void> {
  // Before any words are read: those of an open window are its own.
  await knowWindows();
  // One that has closed since left its words.
  window.addEventListener('focus', () => void knowWindows());
  createRoot(root).render(
    <StrictMode>
      <CacheProvider value={emotionCache}>
        <App />
      </CacheProvider>
    </StrictMode>,
  );
}

if (root) void show(root);
