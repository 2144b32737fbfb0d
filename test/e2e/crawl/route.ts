// The way through a villager's kiosk: which buttons the walk touches, what it must have seen, and how deep that may lie.
import type { Screen } from '../../../renderer/navigation.ts'
import { emptyVillage, longVillage, shortVillage } from './odd-township.ts'
import type { Hands, InPlace, Route } from './walk.ts'

/** Whose screen each is: a new one is on the walk, or the staff's, before this file is right again. */
const whose: Record<Screen['kind'], 'villager' | 'staff'> = {
  home: 'villager',
  first: 'villager',
  villages: 'villager',
  village: 'villager',
  category: 'villager',
  entry: 'villager',
  terms: 'villager',
  find: 'villager',
  groups: 'villager',
  surnames: 'villager',
  names: 'villager',
  household: 'villager',
  row: 'villager',
  charts: 'villager',
  photo: 'villager',
  takeaway: 'villager',
  codes: 'villager',
  notices: 'villager',
  box: 'villager',
  'say-village': 'villager',
  say: 'villager',
  'say-check': 'villager',
  'say-words': 'villager',
  said: 'villager',
  replies: 'villager',
  reply: 'villager',
  pin: 'staff',
  staff: 'staff',
  update: 'staff',
  spot: 'staff',
  history: 'staff',
  device: 'staff',
  clock: 'staff',
  journal: 'staff',
}

/** What lies over a screen, or beside every one. */
const overScreens = ['call-dialog', 'eyes-dialog', 'help', 'language-dialog', 'period-dialog']

export const everyScreen = Object.entries(whose)
  .flatMap(([screen, by]) => (by === 'villager' ? [screen] : []))
  .concat(overScreens)
  .toSorted()

const entriesOf = (village: string, ...types: string[]) => types.map((each) => `entry-${village}.${each}`)

/** To an item four taps, to what is opened from it one more; group, surname and name lead to a household (ux.md D10, D11). */
export const mostTaps = (screen: string): number =>
  tapsBeyond.get(screen) ?? (['surnames', 'names', 'household'].includes(screen) ? 6 : 4)

/** A household's page is taken home in two taps more, of an item something is said in three; with each of these help is one. */
const tapsBeyond = new Map([
  ...['row', 'photo', 'terms', 'charts', 'say'].map((screen) => [screen, 5] as const),
  ['say-check', 6],
  ['say-words', 7],
  ['takeaway', 7],
  ['codes', 8],
  ['help', 7],
])

/** One of each kind of screen, with the content that is hardest to set. */
const shortButtons = new Set([
  'home-first',
  'home-start',
  'home-notices',
  `village-${longVillage}`,
  'category-finance',
  'category-project',
  'category-social-assistance',
  ...entriesOf(
    longVillage,
    'posting-sheet.2026Q2',
    'cash-ledger.2026Q2',
    'dibao-list.2026Q2',
    'tender-notice.2026-06-30',
  ),
  'row-0',
  'entry-photos',
  'entry-document-1',
  'open-takeaway',
  'takeaway-codes',
  'entry-terms',
  'charts-trend',
  'charts-parts',
  'village-household',
  'village-find',
  'choice-0',
  'home-box',
  'box-say',
  'box-replies',
  'say-wrong-amount',
  'check-write',
])

/** Help says something else on each screen, in the same form. */
const helpedScreens = new Set(['home', 'entry', 'find', 'household', 'say'])

/**
 * What stands where something else stood: the steps of a first visit, a picture enlarged, letters and what they find,
 * a character and what it looks like.
 */
export const inPlace: Readonly<Record<string, readonly InPlace[]>> = {
  first: [
    { now: 'second', touch: ['first-next'] },
    { now: 'third', touch: ['first-next'] },
  ],
  photo: [
    { now: 'enlarged', touch: ['photo-larger', 'photo-larger', 'photo-right', 'photo-down'] },
    { now: 'whole', touch: ['photo-whole'] },
  ],
  charts: [{ now: 'table', touch: ['charts-other'] }],
  household: [
    { now: 'shielded', touch: ['household-shield'] },
    { now: 'open', touch: ['household-shield'] },
  ],
  find: [
    { now: 'some', touch: ['key-d'] },
    { now: 'none', touch: ['key-q', 'key-x', 'key-v', 'key-v', 'key-w'] },
    { now: 'digits', touch: ['key-clear', 'key-other', 'key-1', 'key-2'] },
    { now: 'pinyin', touch: ['key-clear', 'way-pinyin', 'key-d', 'key-i', 'key-b'] },
    { now: 'not pinyin', touch: ['key-clear', 'key-q', 'key-x', 'key-v'] },
    { now: 'by hand', touch: ['key-clear', 'way-hand'] },
    { now: 'written', touch: [], write: '公' },
    { now: 'other hand', touch: ['hand-side'] },
    { now: 'chosen', touch: ['hand-candidate-0'] },
  ],
  'say-words': [
    { now: 'written', touch: [], write: '公' },
    { now: 'chosen', touch: ['hand-candidate-0'] },
    { now: 'pinyin', touch: ['way-pinyin', 'key-x', 'key-i', 'key-u'] },
    { now: 'spelt', touch: ['candidate-0'] },
  ],
  replies: [
    { now: 'mistyped', touch: [...'12345678'].map((digit) => `number-${digit}`).concat('number-ok') },
    { now: 'unknown', touch: ['number-del', 'number-9', 'number-ok'] },
  ],
}

/** What is given away for good, and what comes of it: done once, after everything that can be gone back from. */
export const errand = async ({ touch, until, look, read }: Hands): Promise<void> => {
  await touch('nav-home', 'home-box', 'box-say', 'choice-0', 'say-household-missing')
  // What is sent is read by the machine first: a finger in the moment its answer comes may have to come again.
  await until('said', 'check-send')
  // The page of the number, before its further pages are looked at.
  const number = await read('said-number')
  await look('said')
  await touch('said-codes')
  await look('codes')
  await touch('nav-home', 'home-box', 'box-replies')
  await touch(...[...number.replaceAll(' ', '')].map((digit) => `number-${digit}`), 'number-ok')
  await look('reply')
}

export const shortRoute: Route = (screen, button) =>
  shortButtons.has(button) ||
  (button === 'nav-help' && helpedScreens.has(screen)) ||
  (button === 'help-call' && screen === 'help') ||
  (/^nav-(eyes|language)$/.test(button) && screen === 'home') ||
  (button === 'period-all' && screen === 'village')

const moreVillages = new Set([shortVillage, emptyVillage].map((code) => `village-${code}`))

export const wholeRoute: Route = (screen, button) =>
  shortRoute(screen, button) ||
  moreVillages.has(button) ||
  button === 'home-figure' ||
  (button === 'nav-help' && screen !== 'help') ||
  /^(category|entry|absent)-/.test(button) ||
  (button === 'period-all' && screen !== 'home')
