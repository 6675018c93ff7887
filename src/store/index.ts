export * from './database.ts';
export * from './history.ts';
export * from './open.ts';
export * from './read.ts';
export * from './write.ts';
