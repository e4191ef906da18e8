export { silencer, stateOf } from './decide-silence.ts';
export { type Covered, sortOut } from './decide-sort-out.ts';
export { type Matcher, matcherTest, matcherText, type Silence, type WantedSilence } from './model.ts';
export { Silences } from './service.ts';
export { holdSilences, openSilences, saveSilenced, silencesNamed } from './store-silences.ts';
