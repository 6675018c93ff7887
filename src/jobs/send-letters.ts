import type { Context } from '../actions/index.ts';
import type { Mailer } from '../mail/index.ts';
import { letterFailed, letterSent, takeLetters } from '../store/index.ts';

/** Sends all letters that are due; what the mail server says of one that it does not take is kept with it. */
export async function sendLetters(
  context: Context,
  mailer: Mailer,
): Promise<{ sent: number; failed: number }> {
  const done = { sent: 0, failed: 0 };
  for (;;) {
    const letters = await takeLetters(context.database);
    if (letters.length === 0) return done;
    for (const letter of letters) {
      try {
        await mailer.send(letter);
        await letterSent(context.database, letter.id);
        done.sent++;
      } catch (error) {
        await letterFailed(
          context.database,
          letter.id,
          error instanceof Error ? error.message : String(error),
        );
        done.failed++;
      }
    }
  }
}
