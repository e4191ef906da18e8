import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

// Before anything else is loaded: compiled modules are kept, which spares a quarter of the processor time of loading. In our own
// folder and not in the shared temporary one, where somebody else could put code for us to run; where it cannot be written,
// nothing is kept.
enableCompileCache(fileURLToPath(new URL('../../../node_modules/.cache/compile', import.meta.url)));
await import('./run.ts');
