import { createTransport } from 'nodemailer';
import { isEmail } from '../records/index.ts';

export interface Mail {
  id: string;
  to: string;
  subject: string;
  body: string;
  language: string;
}

export interface Mailer {
  /** Throws with the server's words where the letter is not taken. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailerOptions {
  /** `smtp://user:password@host:port`, or `smtps://` for TLS from the first byte. */
  url: string;
  /** The sender's address: `Park <office@park.example>`. */
  from: string;
}

/** Sends plain-text letters over SMTP; nothing waits longer than half a minute for the server. */
export function openMailer({ url, from }: MailerOptions): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    // Bodies are text alone: nothing in them makes the sender open files or addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, body, language }) {
      // One address, never a list or the beginning of another header.
      if (!isEmail(to)) throw new Error('This is not an e-mail address.');
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        subject: oneLine(subject),
        text: body,
        // The letter's own id, so that one tried twice is known as one.
        messageId: `<${id}@${domainOf(from)}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': oneLine(language) },
      });
    },
    close: () => transport.close(),
  };
}

/** Line ends would begin another header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

const domainOf = (from: string): string => /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';

/**
 * The mail server and sender that the environment names: `SMTP_URL`, `MAIL_FROM` (else `noreply@` the park's own
 * host). Undefined where letters are only to be read by the administrator.
 */
export function mailerFromEnvironment(
  address: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Mailer | undefined {
  const url = environment['SMTP_URL'];
  if (!url) return undefined;
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    throw new Error('SMTP_URL is an address such as smtp://user:password@mail.example.org:587.');
  const host = address ? new URL(address).hostname : 'localhost';
  return openMailer({ url, from: environment['MAIL_FROM'] ?? `noreply@${host}` });
}
