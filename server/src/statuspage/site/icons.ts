import type { Level } from '../model.ts';
import { Html, html } from './html.ts';
import type { Word } from './words.ts';

/** A shape for each level, so that none is told by its colour alone: tick, diamond, triangle, half circle, cross. */
const SHAPES: Readonly<Record<Level, string>> = {
  operational:
    '<circle cx="10" cy="10" r="9"/><path d="M5.8 10.3l2.8 2.8 5.6-6" class="cut" stroke-width="2.2"/>',
  under_maintenance:
    '<path d="M10 .8L19.2 10 10 19.2.8 10z"/><path d="M10 6v4.4l2.6 1.8" class="cut" stroke-width="2"/>',
  degraded_performance:
    '<path d="M10 1.2L19.4 18H.6z"/><path d="M10 7v5m0 1.6v2" class="cut" stroke-width="2"/>',
  partial_outage:
    '<circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 2a8 8 0 0 1 0 16z"/>',
  major_outage:
    '<rect x="1" y="1" width="18" height="18" rx="3"/><path d="M6 6l8 8m0-8l-8 8" class="cut" stroke-width="2.4"/>',
};

export const icon = (level: Level): Html =>
  html`<svg class="icon c-${level}" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true" focusable="false">${new Html(SHAPES[level])}</svg>`;

/** The level in a shape and a word. */
export const stateOf = (level: Level, say: (word: Word) => string): Html =>
  html`<span class="state">${icon(level)}<span>${say(level)}</span></span>`;
