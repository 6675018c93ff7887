/** Who looks: passed to every action by every door, never taken from the surroundings. */
export interface Viewer {
  role: Role;
  /** The account, for those signed in. */
  user?: string;
  name?: string;
  /** The organisation that a member acts for. */
  organisation?: string;
}

/** `system` is the park itself: jobs, import, figures. It comes through no door. */
export type Role = 'visitor' | 'member' | 'broker' | 'administrator' | 'system';
export const roles = ['visitor', 'member', 'broker', 'administrator'] as const;

export const visitor: Viewer = { role: 'visitor' };
export const system: Viewer = { role: 'system' };

/** Park staff: brokers, administrators, and the park itself. */
export const isStaff = (viewer: Viewer): boolean =>
  viewer.role === 'broker' || viewer.role === 'administrator' || viewer.role === 'system';
