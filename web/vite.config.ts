import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { phoneBudget } from './budget.ts';

const server = 'http://127.0.0.1:7080';

export default defineConfig({
  plugins: [react(), phoneBudget()],
  build: {
    target: 'es2023',
    // Old chunks would be served for ever by a page left open; the server answers 404 and the app reloads.
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    port: 7081,
    proxy: { '/api': server, '/a/': server, '/in/': server, '/v2/': server },
  },
});
