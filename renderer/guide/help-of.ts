// What one can do on each kind of screen: its two sentences, and a drawing of where to touch. A kind without help does not compile.
import type { Screen } from '../navigation.ts'

/** What a screen looks like from two steps away. */
export type Picture = 'start' | 'tiles' | 'list' | 'lines' | 'pad' | 'page'

type Help = {
  picture: Picture
  /** Which of its places the finger touches, counted in reading order; `back` is the way back. */
  touch: number | 'back'
}

export const helpOf = {
  home: { picture: 'start', touch: 1 },
  first: { picture: 'start', touch: 1 },
  villages: { picture: 'tiles', touch: 2 },
  village: { picture: 'tiles', touch: 0 },
  category: { picture: 'list', touch: 0 },
  entry: { picture: 'lines', touch: 1 },
  charts: { picture: 'lines', touch: 1 },
  terms: { picture: 'page', touch: 'back' },
  find: { picture: 'pad', touch: 3 },
  groups: { picture: 'tiles', touch: 2 },
  surnames: { picture: 'tiles', touch: 1 },
  names: { picture: 'tiles', touch: 3 },
  household: { picture: 'list', touch: 1 },
  row: { picture: 'page', touch: 'back' },
  photo: { picture: 'page', touch: 'back' },
  notices: { picture: 'list', touch: 0 },
  box: { picture: 'tiles', touch: 0 },
  'say-village': { picture: 'tiles', touch: 2 },
  say: { picture: 'list', touch: 2 },
  'say-check': { picture: 'lines', touch: 1 },
  'say-words': { picture: 'pad', touch: 3 },
  said: { picture: 'list', touch: 0 },
  replies: { picture: 'pad', touch: 3 },
  reply: { picture: 'page', touch: 'back' },
  pin: { picture: 'pad', touch: 'back' },
  takeaway: { picture: 'list', touch: 0 },
  codes: { picture: 'page', touch: 'back' },
  staff: { picture: 'list', touch: 0 },
  update: { picture: 'list', touch: 0 },
  spot: { picture: 'lines', touch: 1 },
  history: { picture: 'list', touch: 1 },
  device: { picture: 'list', touch: 0 },
  clock: { picture: 'pad', touch: 1 },
  journal: { picture: 'page', touch: 'back' },
} as const satisfies Record<Screen['kind'], Help>
