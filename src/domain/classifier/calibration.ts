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
    [0.514, 0.602],
    [0.854, 0.745],
    [0.981, 0.959],
    [0.997, 0.99],
    [1, 0.99],
  ],
};
