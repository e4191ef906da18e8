// `npm run generate` writes every generated file; `--compare` (used by `npm run check`) only says which are out of date.
import './generate/main.ts';
