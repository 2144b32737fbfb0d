// A walk from home by taps alone: every kind of screen, with every kind of content, checked on each page it has.
import type { Kiosk } from '../harness.ts'
import { write } from '../writing.ts'
import { axeFindings, findingsOf, keyboardFindings, type Finding } from './checks.ts'
import { arrives, beUnhurried, buttonsOf, comeToRest, foundAnew, screenUp, tap } from './finger.ts'

/** Which buttons of a screen the walk goes through; everything else is only looked at. */
export type Route = (screen: string, button: string) => boolean

/**
 * Buttons that are touched one after the other, and what one has then. A button that is not there, or not yet,
 * is left out; `write` is a character written in the square.
 */
export type InPlace = { now: string; touch: readonly string[]; write?: string }

export type Hands = {
  /** Buttons, one after the other, each on this page or a later one. */
  touch: (...buttons: string[]) => Promise<void>
  /** A button that leads to a screen, touched anew for as long as it is still there. */
  until: (screen: string, button: string) => Promise<void>
  look: (screen: string) => Promise<void>
  read: (id: string) => Promise<string>
}

export type Walk = {
  /** Each with the place it was first met, and how many more there are. */
  findings: Finding[]
  /** Every screen that was seen, as `screen page of what led there`. */
  seen: string[]
  /** How many taps on something new lie between home and each kind of screen, at most. */
  depth: Record<string, number>
}

export type WalkWishes = {
  kiosk: Kiosk
  route: Route
  /** Pages of one screen that are looked at, besides its last. */
  pages: number
  /** What is touched on a screen and changes it in its place: steps on a path that leads nowhere else. */
  inPlace: Readonly<Record<string, readonly InPlace[]>>
  /** A way that is gone once, from home, and not gone back. */
  errand: (hands: Hands) => Promise<void>
  /** Names of villages that must stand in the heads of their screens, by code. */
  villages: ReadonlyMap<string, string>
  /** What comes and goes fades; on every other walk somebody has asked that nothing moves. */
  moves: boolean
  /** The page speaks another language than Chinese, or Chinese made longer. */
  other: boolean
  picture?: (name: string, found: boolean) => Promise<void>
}

/** Further than this nobody turns: then there are letters, and bookmarks. */
const mostPages = 12
const pagesOfAPart = 3

/** What lies over a screen; `again`: it closed what it was opened from, too. */
const dialogs: Record<string, { dialog: string; close: string; again?: string }> = {
  'help-call': { dialog: 'call-dialog', close: 'call-enough', again: 'nav-help' },
  'nav-eyes': { dialog: 'eyes-dialog', close: 'eyes-close' },
  'nav-language': { dialog: 'language-dialog', close: 'language-close' },
  'period-all': { dialog: 'period-dialog', close: 'period-close' },
}

export async function walkFromHome(wishes: WalkWishes): Promise<Walk> {
  const { kiosk, route, pages, inPlace, villages, other } = wishes
  const walk: Walk = { findings: [], seen: [], depth: {} }
  const been = new Set<string>()
  const isNew = (screen: string, button: string) => route(screen, button) && !been.has(`${screen} ${button}`)
  const examined = new Set<string>()
  let ways: string | null = null
  const places = new Map<Finding, string[]>()
  await beUnhurried(kiosk)
  await kiosk.page.emulateMedia({ reducedMotion: wishes.moves ? null : 'reduce' })
  await visit('home', [], null)
  await wishes.errand({
    touch: async (...buttons) => {
      for (const button of buttons) await touchIfThere(kiosk, button)
    },
    until: async (screen, button) => {
      for (let touches = 0; touches < 3 && (await screenUp(kiosk)) !== screen; touches++) {
        await touchIfThere(kiosk, button)
        await foundAnew(kiosk)
      }
    },
    look: async (screen) => {
      await arrives(kiosk, screen)
      const up = await screenUp(kiosk)
      await look(up, 'errand page 1', null)
      for (let page = 2; page <= pages && (await buttonsOf(kiosk)).includes('page-next'); page++) {
        await tap(kiosk, 'page-next')
        await look(up, `errand page ${page}`, null)
      }
    },
    read: async (id) => {
      await arrives(kiosk, id)
      return kiosk.page.getByTestId(id).filter({ visible: true }).first().innerText()
    },
  })
  walk.findings = [...places].map(([finding, [first = '', ...more]]) =>
    more.length > 0 ? `${finding} — on ${first} and ${more.length} more` : `${finding} — on ${first}`,
  )
  return walk

  function tell(where: string, found: readonly Finding[]): void {
    for (const each of found) places.set(each, [...(places.get(each) ?? []), where])
  }

  async function visit(led: string, path: readonly string[], village: string | null): Promise<void> {
    const screen = await screenUp(kiosk)
    walk.depth[screen] = Math.max(walk.depth[screen] ?? 0, path.length)
    const explore = async (by: string) => {
      await look(screen, `${led} ${by}`, village)
      for (const button of await buttonsOf(kiosk)) {
        if (!isNew(screen, button)) continue
        been.add(`${screen} ${button}`)
        await through(screen, button, path, village)
      }
    }
    await explore('page 1')
    // An item has bookmarks to its parts; a list of items or villages is turned to its end.
    const most = screen === 'entry' ? pages + pagesOfAPart : mostPages
    for (let page = 2; page <= most && (await buttonsOf(kiosk)).includes('page-next'); page++) {
      await tap(kiosk, 'page-next')
      const wanted = (await buttonsOf(kiosk)).some((button) => isNew(screen, button))
      if (page <= pages || wanted) await explore(`page ${page}`)
    }
    await lookAround(screen, led, village)
    for (const bookmark of ['bookmark-table', 'bookmark-approval', 'bookmark-object']) {
      if (!(await buttonsOf(kiosk)).includes(bookmark)) continue
      await tap(kiosk, bookmark)
      await explore(bookmark)
      // Where letters are large, the button of a part stands a page or two after its beginning.
      for (let more = 0; more < pagesOfAPart && (await buttonsOf(kiosk)).includes('page-next'); more++) {
        await tap(kiosk, 'page-next')
        if ((await buttonsOf(kiosk)).some((button) => isNew(screen, button))) await explore(`${bookmark} on`)
      }
    }
  }

  async function lookAround(screen: string, led: string, village: string | null): Promise<void> {
    for (const { now, touch, write: letters } of inPlace[screen] ?? []) {
      for (const button of touch) await touchIfThere(kiosk, button)
      if (letters) await write(kiosk, letters)
      await foundAnew(kiosk)
      await screenUp(kiosk)
      await look(screen, `${led} ${now} page 1`, village)
      for (let page = 2; page <= pages && (await buttonsOf(kiosk)).includes('page-next'); page++) {
        await tap(kiosk, 'page-next')
        await look(screen, `${led} ${now} page ${page}`, village)
      }
    }
  }

  async function through(screen: string, button: string, path: readonly string[], village: string | null) {
    await tap(kiosk, button)
    const dialog = dialogs[button]
    if (dialog) {
      await arrives(kiosk, dialog.dialog)
      await look(dialog.dialog, `${screen} > ${button}`, null)
      await tap(kiosk, dialog.close)
      if (dialog.again) await tap(kiosk, dialog.again)
      return
    }
    const code = /^village-(\d{12})$/.exec(button)?.[1]
    const below = await screenUp(kiosk)
    if (below === screen && !code && !button.startsWith('absent-')) {
      tell(screen, [`A07 ${button} leads nowhere`])
      return
    }
    await visit(button, [...path, button], code ? (villages.get(code) ?? null) : village)
    await tap(kiosk, 'nav-back')
    const back = await screenUp(kiosk)
    if (back !== screen) tell(screen, [`A07 back from ${button} leads to ${back}`])
  }

  async function look(screen: string, led: string, village: string | null): Promise<void> {
    const where = `${screen} (${led})`
    walk.seen.push(where)
    const before = places.size
    await comeToRest(kiosk)
    tell(where, await findingsOf(kiosk.page, { villager: true, other }))
    const head = await kiosk.page.evaluate<string>(`document.querySelector('header')?.innerText ?? ''`)
    if (village && ['village', 'category', 'entry', 'row'].includes(screen) && !head.includes(village))
      tell(where, [`D09 ${village} is not in the title`])
    const now = await waysOf(kiosk)
    if (now !== '') {
      ways ??= now
      if (now !== ways) tell(where, [`A06 the ways back moved from ${ways} to ${now}`])
    }
    await wishes.picture?.(where, places.size > before)
    // What axe looks at is the same on each page of a screen; it takes longer than everything else.
    const subject = `${screen} ${led.replace(/ page \d+$/, '')}`
    if (examined.has(subject)) return
    examined.add(subject)
    tell(where, await axeFindings(kiosk.page, wishes))
    // The keyboard goes round each kind of screen, and each part of an item, once.
    const part = `${screen} ${led.split(' ')[1] ?? ''}`
    if (examined.has(part)) return
    examined.add(part)
    tell(where, await keyboardFindings(kiosk))
  }
}

/** On this page or a later one. */
async function touchIfThere(kiosk: Kiosk, button: string): Promise<void> {
  const isHere = async () => (await buttonsOf(kiosk)).includes(button)
  while (!(await isHere()) && (await buttonsOf(kiosk)).includes('page-next')) await tap(kiosk, 'page-next')
  if (await isHere()) await tap(kiosk, button)
}

/** Where back and home stand, rounded to the tolerance of ux.md A06. */
const waysOf = (kiosk: Kiosk): Promise<string> =>
  kiosk.page.evaluate<string>(
    `[...document.querySelectorAll('[data-testid="nav-back"], [data-testid="nav-home"]')].filter((each) => !each.closest('[inert]')).map((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [x, y, width, height].map((px) => Math.round(px / 2) * 2) }).join(' ')`,
  )
