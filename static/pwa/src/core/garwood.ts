/**
 * The exact 95 % limits of a Poisson count (F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28,
 * 1936): quantiles of gamma distributions, which also take the fractional counts that dividing by φ gives.
 */

/** ln Γ by Stirling's series (Abramowitz and Stegun 6.1.41), lifted to where three terms are plenty. */
function lnGamma(z: number): number {
  let lift = 0;
  for (; z < 9; z += 1) lift += Math.log(z);
  const series = (1 / 12 - (1 / 360 - 1 / 1260 / z / z) / z / z) / z;
  return (z - 0.5) * Math.log(z) - z + Math.log(2 * Math.PI) / 2 + series - lift;
}

/** The chance that a gamma variate of this shape and scale 1 lies below `x`: a series of rising powers (6.5.29). */
function chanceBelow(x: number, shape: number): number {
  let term = Math.exp(shape * Math.log(x) - x - lnGamma(shape + 1));
  let sum = 0;
  for (let k = shape + 1; k < x || term > sum * 1e-12; k += 1) {
    sum += term;
    term *= x / k;
  }
  return sum;
}

/** The value below which the chance is `p`: halved until a double can tell no closer. */
function quantile(p: number, shape: number): number {
  let [low, high] = [0, shape + 10 * Math.sqrt(shape) + 20];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (chanceBelow(middle, shape) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** Lower and upper limit of the expected number of events, where so many were counted: 0 or more, not always whole. */
export const garwood = (events: number): [number, number] => [
  events && quantile(0.025, events),
  quantile(0.975, events + 1),
];
