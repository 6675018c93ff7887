export { check, type Fault, InvalidInstance } from './check.ts';
export { type PlanOptions, plan } from './plan.ts';
export { drawSchedule } from './svg.ts';
export type { Assignment, Conflict, Instance, Meeting, Participant, Progress, Schedule } from './types.ts';
