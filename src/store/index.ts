export * from './database.ts';
export * from './history.ts';
export * from './letters.ts';
export * from './named.ts';
export * from './open.ts';
export * from './read.ts';
export * from './write.ts';
