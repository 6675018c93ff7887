/**
 * Files in and out: bytes to plain rows and back, and what it takes to make sense of other people's rows
 * (safe text, contacts held back, odd dates, column mappings, language). Knows nothing of our records.
 */

export { detectLanguage } from './detect-language.ts';
export { applyMapping, parseMapping, recogniseMapping } from './mapping.ts';
export { proposeMapping } from './propose-mapping.ts';
export { readDay } from './read-day.ts';
export { type ProtectionReading, readProtection } from './read-protection.ts';
export { inspectFile, readRows } from './read-rows.ts';
export { CONTACT, type Redacted, redactContacts } from './redact-contacts.ts';
export { safeText } from './safe-text.ts';
export * from './shapes.ts';
export { opportunityColumnNames, opportunityFields, shippedMappings } from './shipped-mappings.ts';
export { type Rows, readList, WRITTEN, writeRows } from './write-rows.ts';
