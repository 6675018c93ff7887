export * from './days.ts';
export * from './interpret.ts';
export * from './parse.ts';
export * from './schema.ts';
