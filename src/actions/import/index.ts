export { type Columns, fieldNames, isOwnExport, proposeColumns, ruleOf, targetOf } from './columns.ts';
export * from './import-tasks.ts';
export type { FilePreview, ImportFile } from './plan-files.ts';
export { type Account, accountLine, type ImportProblem, type ImportReport, keptProblems } from './report.ts';
export {
  Cancelled,
  type ImportRequest,
  type ImportResult,
  importable,
  runImport,
  type Tick,
} from './run-import.ts';
export * from './undo-import.ts';
export * from './uploads.ts';
