type Json = Record<string, unknown>;

const json = (schema: Json) => ({ content: { 'application/json': { schema } } });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
const text = { type: 'string' };

/** How a program signs in, in the words of OpenAPI. */
export const securitySchemes: Json = {
  session: { type: 'http', scheme: 'bearer', description: 'The token of a session: POST /sessions.' },
};

/** What is public is read without a token; a token that is worth nothing answers 401. */
export const security: Json[] = [{}, { session: [] }];

export function describeSessions(paths: Record<string, unknown>): void {
  paths['/sessions'] = {
    post: {
      summary: 'Open a session',
      tags: ['Sessions'],
      security: [{}],
      requestBody: {
        required: true,
        ...json({
          type: 'object',
          required: ['email', 'password'],
          properties: { email: { type: 'string', format: 'email' }, password: text },
        }),
      },
      responses: {
        201: {
          description: 'Opened for 30 days.',
          ...json({
            type: 'object',
            properties: {
              token: { ...text, description: 'For Authorization: Bearer.' },
              role: { enum: ['member', 'broker', 'administrator'] },
              name: text,
              organisation: { type: ['string', 'null'], format: 'uuid' },
            },
          }),
        },
        401: problem('E-mail and password do not go together, or the account is closed.'),
        429: problem('Many attempts; Retry-After tells how long to wait.'),
      },
    },
  };
  paths['/sessions/current'] = {
    delete: {
      summary: 'End the session of the token',
      tags: ['Sessions'],
      security: [{ session: [] }],
      responses: { 204: { description: 'Ended.' }, 401: problem('There is no session to end.') },
    },
  };
}
