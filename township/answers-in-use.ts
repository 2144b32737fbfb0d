// A clerk's answers while a folder is read: which of them were used, and which say something that cannot be.
import { itemTypes } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { isPeriod } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { Answers } from './answers.ts'
import type { Findings } from './findings.ts'
import { columnKey } from './layout-key.ts'
import type { Column, Header } from './header.ts'
import type { Sweeper } from './sweep.ts'
import type { VillageNames } from './village-names.ts'

export type UsedAnswer = { to: keyof Omit<Answers, 'accepted'>; key: string; answer: string | null }

/** Where a fault of the answers themselves is reported. */
export const answersFile = 'answers.json'

export class AnswersInUse {
  readonly answers: Answers
  readonly #villages: VillageNames
  readonly #findings: Findings
  readonly #sweeper: Sweeper
  readonly #used = new Map<string, UsedAnswer>()
  readonly #bad = new Set<string>()

  constructor(answers: Answers, villages: VillageNames, findings: Findings, sweeper: Sweeper) {
    this.answers = answers
    this.#villages = villages
    this.#findings = findings
    this.#sweeper = sweeper
    for (const [key, name] of Object.entries(answers.village))
      if (!villages.named(name)) this.#isBad('village', key)
    for (const [key, name] of Object.entries(answers.itemType))
      if (!typeNamed(name)) this.#isBad('itemType', key)
    for (const [key, period] of Object.entries(answers.period))
      if (!isPeriod(period)) this.#isBad('period', key)
  }

  get used(): UsedAnswer[] {
    for (const key of this.#villages.taughtUsed)
      this.#isUsed('village', key, this.#villages.named(this.answers.village[key] ?? '')?.name ?? null)
    return [...this.#used.values()]
  }

  /** By the file's path or by the layout of a sheet. */
  keepsInOffice(key: string): boolean {
    if (!this.answers.notForDisclosure.includes(key)) return false
    this.#isUsed('notForDisclosure', key, null)
    return true
  }

  itemType(layout: string): ItemType | null {
    const answer = this.answers.itemType[layout]
    const type = answer === undefined ? undefined : typeNamed(answer)
    if (!type || answer === undefined) return null
    this.#isUsed('itemType', layout, type.title)
    return type
  }

  period(file: string): Period | null {
    const answer = this.answers.period[file]
    if (answer === undefined || !isPeriod(answer)) return null
    this.#isUsed('period', file, answer)
    return answer
  }

  /** The village of a sheet that names none. */
  villageOf(key: string): Village | null {
    const answer = this.answers.village[key]
    const village = answer === undefined ? null : this.#villages.named(answer)
    if (village) this.#isUsed('village', key, village.name)
    return village
  }

  /** What was said of this table's columns; the field as the clerk wrote it. */
  columnsOf(header: Header, layout: string): Map<Column, string | null> {
    const said = new Map<Column, string | null>()
    for (const column of header.columns) {
      const key = columnKey(layout, column)
      const answer = this.answers.column[key]
      if (answer === undefined) continue
      said.set(column, answer)
      this.#isUsed('column', key, answer)
    }
    return said
  }

  /** Answers about columns that name no field of what the table turned out to be. */
  checkColumns(columns: ReadonlyMap<Column, string | null>, type: ItemType, layout: string): void {
    for (const [column, field] of columns)
      if (field !== null && fieldNamed(type, field) === null) this.#isBad('column', columnKey(layout, column))
  }

  /** The header with the units a clerk has put right. */
  withUnits(header: Header, layout: string): Header {
    const columns = header.columns.map((column) => {
      const key = columnKey(layout, column)
      const unit = this.answers.unit[key]
      if (unit === undefined) return column
      this.#isUsed('unit', key, unit)
      return { ...column, unit, isUnitSaid: true as const }
    })
    return { ...header, columns }
  }

  /** Why an item that is published already reads otherwise now. */
  whyCorrected(key: string): string | null {
    const answer = this.answers.correction[key]
    if (answer === undefined) return null
    this.#isUsed('correction', key, this.#sweeper.name(answer))
    return answer
  }

  #isUsed(to: UsedAnswer['to'], key: string, answer: string | null): void {
    this.#used.set(`${to}\n${key}`, { to, key: this.#sweeper.name(key), answer })
  }

  #isBad(to: string, key: string): void {
    const detail = `${to}: ${key}`
    if (this.#bad.has(detail)) return
    this.#bad.add(detail)
    this.#findings.fault(
      { file: answersFile, sheet: null },
      'bad-answer',
      'warning',
      this.#sweeper.name(detail),
    )
  }
}

/** Kinds a table can be: a form and a letter are known by themselves. */
const tableTypes = itemTypes.filter(({ layout }) => layout.kind === 'rows' || layout.kind === 'paired')

const typeNamed = (name: string): ItemType | undefined =>
  tableTypes.find(({ id }) => id === name) ?? tableTypes.find(({ title }) => compact(title) === compact(name))

/** A field by its id or by one of the headers it goes by. */
export function fieldNamed(type: ItemType, name: string): string | null {
  if (name in type.fields) return name
  const found = Object.entries(type.fields).find(([, field]) =>
    field.headers.some((header) => compact(header) === compact(name)),
  )
  return found?.[0] ?? null
}
