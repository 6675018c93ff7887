import type { Request } from '../page.tsx';

/** The network address that a request comes from, as the platform's first handler found it out. */
export const addressOf = (c: Request): string => (c.get as (key: string) => string)('address') ?? 'unknown';

/** How the browser names itself. */
export const deviceOf = (c: Request): string => c.req.header('user-agent') ?? '';

/** A browser's long name in short: `Firefox · Linux`. Undefined where it is none that is known. */
export function deviceName(agent: string | null): string | undefined {
  if (!agent) return undefined;
  const browsers = [
    ['Edge', /Edg(e|A|iOS)?\//],
    ['Opera', /OPR\//],
    ['WeChat', /MicroMessenger\//],
    ['Firefox', /Firefox\/|FxiOS\//],
    ['Chrome', /Chrome\/|CriOS\//],
    ['Safari', /Safari\//],
    ['curl', /^curl\//],
  ] as const;
  const systems = [
    ['Android', /Android/],
    ['HarmonyOS', /HarmonyOS|OpenHarmony/],
    ['iPhone', /iPhone/],
    ['iPad', /iPad/],
    ['macOS', /Mac OS X/],
    ['Windows', /Windows/],
    ['Linux', /Linux/],
  ] as const;
  const found = [browsers, systems].map((known) => known.find(([, mark]) => mark.test(agent))?.[0]);
  return found.filter(Boolean).join(' · ') || undefined;
}
