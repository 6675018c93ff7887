/**
 * Files in and out: bytes to plain rows and back, and what it takes to make sense of other people's rows
 * (safe text, contacts held back, odd dates, column mappings, language). Knows nothing of our records.
 */
export * from './shapes.ts';
