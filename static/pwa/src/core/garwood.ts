/**
 * The exact 95 % limits of a Poisson count (F. Garwood, Fiducial limits for the Poisson distribution, Biometrika 28,
 * 1936): quantiles of gamma distributions, which also take the fractional counts that dividing by φ gives.
 */

/** Σ xᵏ / (a+1)(a+2)…(a+k), of the series for the incomplete gamma function (Abramowitz and Stegun 6.5.29). */
function series(x: number, shape: number): number {
  let [sum, term] = [0, 1];
  for (let k = shape + 1; k < x || term > sum * 1e-12; k += 1) {
    sum += term;
    term *= x / k;
  }
  return sum;
}

/** The value below which a gamma variate of this shape and scale 1 lies with chance `p`: halved until it is close. */
function quantile(p: number, shape: number): number {
  // Beyond it lies nothing to speak of: measured by the whole below it, no gamma function is needed.
  const top = shape + 10 * Math.sqrt(shape) + 20;
  const whole = series(top, shape);
  let [low, high] = [0, top];
  for (let i = 0; i < 60; i += 1) {
    const x = (low + high) / 2;
    const below = (Math.exp(shape * Math.log(x / top) + top - x) * series(x, shape)) / whole;
    if (below < p) low = x;
    else high = x;
  }
  return high;
}

/** Lower and upper limit of the expected number of events, where so many were counted: 0 or more, not always whole. */
export const garwood = (events: number): [number, number] => [
  events && quantile(0.025, events),
  quantile(0.975, events + 1),
];
