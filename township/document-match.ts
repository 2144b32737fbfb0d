// Which published item a picture or document belongs to, by what its name and its folders say.
import { basename, dirname } from 'node:path/posix'
import type { Period } from '../disclosure/period.ts'
import { compact } from '../disclosure/parse.ts'
import type { Draft } from './draft.ts'
import { periodFrom } from './period-words.ts'
import type { VillageNames } from './village-names.ts'

/** 柳沟村记-31领款单.jpg in 2026年第三季度/附件 belongs to the ledger of that village and quarter that has the voucher 记-31. */
export class DocumentMatch {
  readonly #drafts: readonly Draft[]
  readonly #villages: VillageNames
  /** Vouchers, contracts and permits by their numbers, as plain as names of files write them. */
  readonly #numbers = new Map<string, Set<Draft>>()

  constructor(drafts: readonly Draft[], villages: VillageNames) {
    this.#drafts = drafts
    this.#villages = villages
    for (const draft of drafts) for (const number of numbersOf(draft)) this.#add(number, draft)
  }

  /** The one item it can belong to; null if there is none, or more than one. */
  find(path: string): Draft | null {
    const texts = [withoutEnding(path), ...dirname(path).split('/').reverse()]
    const village = this.#villageIn(texts)
    const near = (drafts: Iterable<Draft>) =>
      [...drafts].filter(
        (draft) => isOf(draft, village) && speaksOf(draft.period, periodFrom(draft.type.period, texts)),
      )
    return (
      only(near(this.#numbered(texts[0] ?? ''))) ?? only(longestWords(near(this.#drafts), texts[0] ?? ''))
    )
  }

  #add(number: string, draft: Draft): void {
    this.#numbers.set(number, (this.#numbers.get(number) ?? new Set()).add(draft))
  }

  #villageIn(texts: readonly string[]): string | null {
    for (const text of texts) {
      const placed = this.#villages.mentionedIn(text)
      if (placed) return placed.village.code
    }
    return null
  }

  /** The longest number wins: 记-3 is no part of 记-31. */
  #numbered(name: string): Set<Draft> {
    const seen = plainNumber(name)
    let found: { length: number; drafts: Set<Draft> } = { length: 0, drafts: new Set() }
    for (const [number, drafts] of this.#numbers)
      if (number.length > found.length && holds(seen, number)) found = { length: number.length, drafts }
    return found.drafts
  }
}

const withoutEnding = (path: string): string => basename(path).replace(/\.[A-Za-z]{2,5}$/, '')
const plainNumber = (text: string): string =>
  compact(text)
    .replace(/[-—–_〔〕[\]()字第号]/g, '')
    .toUpperCase()

function numbersOf({ type, lines }: Draft): string[] {
  const fields = Object.entries(type.fields).filter(
    ([name, { kind }]) => kind === 'text' && name.endsWith('No'),
  )
  return lines.flatMap(({ values }) =>
    fields.flatMap(([name]) => {
      const value = values[name]
      const number = typeof value === 'string' ? plainNumber(value) : ''
      // A bare 12 is in every name; 记3 is not.
      return /\d/.test(number) && (number.length >= 4 || /\p{Script=Han}/u.test(number)) ? [number] : []
    }),
  )
}

function holds(text: string, number: string): boolean {
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    const [before, after] = [text[at - 1] ?? '', text[at + number.length] ?? '']
    if (!/\d/.test(after) && !(/[0-9A-Z]/.test(before) && /^[0-9A-Z]/.test(number))) return true
  }
  return false
}

/** A paper that names no village may be any village's; the township's own items are nobody else's. */
const isOf = (draft: Draft, village: string | null): boolean =>
  village === null || (draft.village?.code ?? null) === village

/** A name without a period may speak of any; then only one item may be left. */
const speaksOf = (period: Period, said: Period | null): boolean =>
  said === null || said === period || period.startsWith(said)

function longestWords(drafts: readonly Draft[], name: string): Draft[] {
  const seen = compact(name)
  const fit = drafts.map((draft) => {
    const { title, words: own, papers = [] } = draft.type
    const words = [title, ...own, ...papers].map(compact).filter((word) => seen.includes(word))
    return { draft, length: Math.max(0, ...words.map((word) => word.length)) }
  })
  const longest = Math.max(0, ...fit.map(({ length }) => length))
  return longest < 2 ? [] : fit.filter(({ length }) => length === longest).map(({ draft }) => draft)
}

const only = (drafts: readonly Draft[]): Draft | null => (drafts.length === 1 ? (drafts[0] ?? null) : null)
