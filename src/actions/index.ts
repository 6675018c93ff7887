export * from './context.ts';
export * from './list-records.ts';
export * from './quality.ts';
export * from './review-opportunity.ts';
export * from './show-interest.ts';
export * from './show-record.ts';
export * from './write-letter.ts';
export * from './write-record.ts';
