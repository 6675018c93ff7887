/** Progress and words, a line each, away from the results. */
export const say = (words: string): void => {
  process.stderr.write(`${words}\n`);
};
