// Loaded before a township's command (`--import`): the PC it runs on has the day of the tests, and its clock goes on from there.
import { theMoment } from './the-day.ts'

const shiftMs = theMoment().getTime() - Date.now()
const now = () => Reflect.apply(realNow, Date, []) + shiftMs
const realNow = Date.now

globalThis.Date = new Proxy(Date, {
  construct: (real, given: unknown[], made) =>
    Reflect.construct(real, given.length === 0 ? [now()] : given, made),
  get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
})
