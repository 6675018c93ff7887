export * from './change-account.ts';
export * from './ensure-accounts.ts';
export * from './invite-account.ts';
export * from './limits.ts';
export * from './own-account.ts';
export { passwordLength } from './password.ts';
export * from './reset-password.ts';
export { rolesKept } from './rules.ts';
export * from './session.ts';
