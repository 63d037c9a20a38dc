/**
 * How sure the classifier may be: a temperature that flattens its probabilities, and points through which they are
 * read as shares of right answers. Found by `npm run test:classifier -- --fit` on one half of the labelled texts.
 */
export const CALIBRATION: {
  readonly temperature: number;
  readonly points: readonly (readonly [number, number])[];
} = {
  temperature: 1.2,
  points: [
    [0, 0],
    [0.509, 0.622],
    [0.843, 0.673],
    [0.98, 0.959],
    [0.997, 0.99],
    [1, 0.99],
  ],
};
