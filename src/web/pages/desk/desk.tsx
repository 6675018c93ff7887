import type { Hono } from 'hono';
import { isStaff } from '../../../records/index.ts';
import { signInFirst } from '../../account/sign-in.tsx';
import type { PageEnv } from '../../page.tsx';
import { memberDesk } from './member.tsx';
import { staffDesk } from './staff.tsx';

/** Where somebody who is signed in begins: what waits for the staff, what is one's own for members. */
export function deskRoutes(app: Hono<PageEnv>): void {
  app.get('/:lang{(?:en|zh)}/desk', async (c) => {
    if (c.var.viewer.role === 'visitor') return signInFirst(c);
    return isStaff(c.var.viewer) ? staffDesk(c) : memberDesk(c);
  });
}
