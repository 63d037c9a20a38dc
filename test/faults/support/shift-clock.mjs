// Loaded before a program (`node --import`): its clock is off by as many milliseconds as the file FAULTS_CLOCK says,
// and follows it. Timers, and the clock of the database, go on as they are.
import { readFileSync } from 'node:fs';

const Real = globalThis.Date;
const file = process.env.FAULTS_CLOCK;
let offset = 0;
const follow = () => {
  offset = Number(readFileSync(file, 'utf8'));
};
const now = () => Real.now() + offset;

follow();
setInterval(follow, 50).unref();

globalThis.Date = new Proxy(Real, {
  construct: (target, given, asked) =>
    Reflect.construct(
      target,
      given.length === 0 ? [now()] : given,
      asked === globalThis.Date ? target : asked,
    ),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
