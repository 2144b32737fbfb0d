// Which screen is up and how one gets back: a short stack that is forgotten when the person leaves.
import type { CategoryId } from '../disclosure/item-type.ts'
import type { OpinionReason } from '../disclosure/opinion.ts'
import type { Query, Way } from './find/query.ts'

export type Screen =
  | { kind: 'home' }
  /** What one who stands here for the first time is shown. */
  | { kind: 'first'; step: 1 | 2 | 3 }
  | { kind: 'villages' }
  | { kind: 'village'; villageCode: string; period: string | null }
  | { kind: 'category'; villageCode: string; category: CategoryId; period: string }
  | { kind: 'entry'; id: string }
  | { kind: 'terms'; id: string }
  | { kind: 'find'; villageCode: string; query: Query; way: Way }
  | { kind: 'groups'; villageCode: string }
  | { kind: 'surnames'; villageCode: string; group: number | null }
  | { kind: 'names'; villageCode: string; group: number | null; surname: string }
  | { kind: 'household'; villageCode: string; group: number | null; name: string }
  | { kind: 'row'; id: string; at: number }
  /** `picture` names the one that is up; one of another name, or none, stands for the first. */
  | { kind: 'charts'; id: string; picture: string | null; as: 'picture' | 'table' }
  | { kind: 'photo'; id: string; at: number }
  /** How to carry it home, and the codes that hold it. */
  | { kind: 'takeaway'; of: TakeawayOf }
  | { kind: 'codes'; of: TakeawayOf }
  | { kind: 'notices' }
  /** Opinions: both ways, then of which village, which of five, what will be sent, the words, the number. */
  | { kind: 'box'; villageCode: string | null }
  | { kind: 'say-village' }
  | { kind: 'say'; about: About }
  | { kind: 'say-check'; about: About }
  | { kind: 'say-words'; about: About; way: Way }
  | { kind: 'said'; about: About; reason: OpinionReason; number: string; on: string }
  | { kind: 'replies' }
  | { kind: 'reply'; number: string }
  | { kind: 'pin' }
  | { kind: 'staff' }
  | { kind: 'update'; look?: UpdateLook }
  /** An item as villagers see it, to be compared with paper. */
  | { kind: 'spot'; id: string }
  | { kind: 'history' }
  | { kind: 'device' }
  | { kind: 'clock' }
  | { kind: 'journal' }

/** What an opinion is about: an item, a village, or (null) what the township shows as a whole. */
export type About = { villageCode: string | null; entry: string | null }

/** An item, all public lines of one household, or the number of an opinion. */
export type TakeawayOf =
  | { kind: 'opinion'; about: About; reason: OpinionReason; number: string; on: string }
  | { kind: 'entry'; id: string }
  | { kind: 'household'; villageCode: string; group: number | null; name: string }

/** A closer look at what an update would change or has brought. */
export type UpdateLook =
  | { kind: 'risk'; id: string }
  | { kind: 'village'; code: string | null }
  | { kind: 'items'; code: string | null; itemType: string }
  | { kind: 'checks' }

/** A screen and the page of it that was open, so that going back finds the place again. */
export type Step = { screen: Screen; page: number }
export type Trail = readonly [Step, ...Step[]]

export type Move =
  | { kind: 'go'; to: Screen }
  /** The same screen for another village, period or item: back does not visit the one before. */
  | { kind: 'instead'; of: Screen }
  | { kind: 'turn'; page: number }
  | { kind: 'back' }
  | { kind: 'home' }

/** A township with one village has nothing to choose. */
export function firstChoice(villages: readonly { code: string }[]): Screen {
  const [only, ...others] = villages
  return only && others.length === 0
    ? { kind: 'village', villageCode: only.code, period: null }
    : { kind: 'villages' }
}

export const start: Trail = [{ screen: { kind: 'home' }, page: 0 }]

export const staffScreens: ReadonlySet<Screen['kind']> = new Set([
  'pin',
  'staff',
  'update',
  'spot',
  'history',
  'device',
  'clock',
  'journal',
])

/** What one person looked up: left sooner, and nobody may find it again. */
const personalScreens: ReadonlySet<Screen['kind']> = new Set(['names', 'household'])

export const isPersonal = (trail: Trail): boolean =>
  trail.some(({ screen }) => personalScreens.has(screen.kind))

/** Whoever writes thinks, and does not touch meanwhile. */
const writingScreens: ReadonlySet<Screen['kind']> = new Set(['say', 'say-check', 'say-words'])

export const isWriting = ([top]: Trail): boolean => writingScreens.has(top.screen.kind)

export function move(trail: Trail, by: Move): Trail {
  const [top, ...under] = trail
  const below = asTrail(under)
  if (by.kind === 'home') return start
  if (by.kind === 'back') return below ?? start
  if (by.kind === 'go') return [{ screen: by.to, page: 0 }, ...trail]
  if (by.kind === 'turn') return [{ screen: top.screen, page: by.page }, ...under]
  return [{ screen: by.of, page: 0 }, ...under]
}

/** Back from a village that was chosen past the list (there is one only) is home, not an empty list. */
const asTrail = (steps: readonly Step[]): Trail | null => {
  const [first, ...rest] = steps
  return first ? [first, ...rest] : null
}

/** Two steps with the same name show the same thing; a change of it is a change of screen, and a letter more is none. */
export const nameOf = (screen: Screen): string =>
  screen.kind === 'find'
    ? `find ${screen.villageCode}`
    : screen.kind === 'say-words'
      ? screen.kind
      : JSON.stringify(screen)
