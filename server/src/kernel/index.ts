export * from './actor.ts';
export * from './canonical.ts';
export * from './clock.ts';
export * from './config-plan.ts';
export * from './fault.ts';
export * from './pattern.ts';
export * from './result.ts';
export * from './time.ts';
