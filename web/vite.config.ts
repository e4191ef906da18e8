import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { phoneBudget } from './budget.ts';
import { compressed } from './compress.ts';

const server = 'http://127.0.0.1:7080';

export default defineConfig({
  plugins: [react(), phoneBudget(), compressed()],
  build: {
    target: 'es2023',
    // A page left open over an update asks for parts that are gone; it then offers to reload (ui/later.tsx).
    emptyOutDir: true,
    // One style sheet for all pages, 5 kB more than the first page needs. A sheet per part can fail by itself, and then the
    // part would come up without it when it is tried again.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: {
    port: 7081,
    proxy: { '/api': server, '/a/': server, '/callbacks': server, '/in/': server, '/v2/': server },
  },
});
