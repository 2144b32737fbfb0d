// What kind of disclosure a table is: its words must say so and its columns must agree; it is never guessed.
import { itemTypes } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { fieldNamed } from './answers-in-use.ts'
import type { ColumnValues } from './column-values.ts'
import { fitAsFarAsPossible, fitColumns } from './fit.ts'
import type { Assigned, Fit } from './fit.ts'
import type { Header } from './header.ts'
import { headerKey, isHeaderless } from './header.ts'
import { askColumns } from './missing-columns.ts'
import type { ColumnToAsk } from './missing-columns.ts'
import { confidenceOf, leastConfidence, reasonsFor } from './sureness.ts'
import type { Answered, Reason } from './sureness.ts'
import { isUndeclared, loudestWord, loudnessOf, speaksAgainst } from './type-words.ts'
import type { Spoken, Words } from './type-words.ts'

export type { Reason } from './sureness.ts'
export type { Words } from './type-words.ts'

/** In per cent how sure it is, and why. */
export type Known = {
  kind: 'known'
  fits: [Fit, ...Fit[]]
  confidence: number
  reasons: Reason[]
}

export type Recognised =
  | Known
  /** It is of this type, but a column it cannot do without has a name nobody knows. */
  | { kind: 'columns-missing'; fit: Fit; missing: readonly string[]; ask: ColumnToAsk[] }
  /** Nothing says which of these it is; none if nothing fits either. */
  | { kind: 'unsure'; candidates: ItemType[] }
  | { kind: 'unknown' }

/** `isStrange`: a list of persons, and the type knows none (党费收缴 by member is not that of the branch). */
type Candidate = { type: ItemType; readonly fit: Fit; spoken: Spoken | null; readonly isStrange: boolean }

export function recognise(
  header: Header,
  words: Words,
  values: ColumnValues,
  answered: Answered = { type: null, columns: new Map() },
): Recognised {
  const all = candidatesFor(header, words, values, answered)
  const found = answered.type ? all.find(({ type }) => type === answered.type) : ofWords(all, header, words)
  if (!found) return unsure(all, header, values)
  const { fit } = found
  const ask = askColumns(fit, header, values, answered.columns)
  const isAnswer = answered.type !== null
  if (ask.length > 0 && (isAnswer || mayBeMended(fit, ask, header)))
    return { kind: 'columns-missing', fit, missing: fit.missing, ask }
  if (fit.missing.length > 0)
    return isAnswer
      ? { kind: 'columns-missing', fit, missing: fit.missing, ask: [] }
      : unsure(all, header, values)
  const confidence = isAnswer ? 100 : confidenceOf(found, values)
  if (confidence < leastConfidence) return unsure(all, header, values)
  const reasons = reasonsFor(found, answered)
  return { kind: 'known', fits: withSiblings(fit, all, words), confidence, reasons }
}

function candidatesFor(header: Header, words: Words, values: ColumnValues, answered: Answered): Candidate[] {
  return itemTypes.flatMap((type) => {
    if (!['rows', 'paired'].includes(type.layout.kind) || !halvesAreThere(type, header, values)) return []
    if (type !== answered.type && speaksAgainst(type, words)) return []
    // Most types have nothing to do with a table: how its columns fit them is worked out only when it matters.
    let fit: Fit | null = null
    const fitted = () => (fit ??= fitAsFarAsPossible(type, header, values, ofType(type, answered.columns)))
    return [
      {
        type,
        spoken: loudestWord(type, words),
        get fit() {
          return fitted()
        },
        get isStrange() {
          return isStrange(fitted(), header, values)
        },
      },
    ]
  })
}

/** An answer names a field of the type it was asked for; other types know nothing of it. */
function ofType(type: ItemType, columns: Assigned): Assigned {
  const known = [...columns].map(([column, name]) => ({
    column,
    name,
    field: name === null ? null : fieldNamed(type, name),
  }))
  return new Map(
    known
      .filter(({ name, field }) => name === null || field !== null)
      .map(({ column, field }) => [column, field]),
  )
}

/** Two tables side by side have subjects under their heads; 收入 and 支出 over amounts are columns of one table. */
function halvesAreThere(type: ItemType, header: Header, values: ColumnValues): boolean {
  if (type.layout.kind !== 'paired') return true
  return type.layout.halves
    .map((half) => half.header.map(headerKey))
    .every((names) =>
      header.columns.some((column) => names.includes(column.leaf) && !values.areAmounts(column)),
    )
}

const personHeader = /^(?:姓名|户主|户主姓名|农户姓名|党员姓名|领取人|领款人|人员姓名|学生姓名)$/

function isStrange({ type, fields }: Fit, header: Header, values: ColumnValues): boolean {
  if (type.layout.kind !== 'rows' || Object.values(type.fields).some(({ kind }) => kind === 'person'))
    return false
  const known = [...fields.values()]
  return header.columns.some(
    (column) => personHeader.test(column.leaf) && !known.includes(column) && values.areNames(column),
  )
}

// ---- which of them ----

/** Two types stand apart if one explains this much more of the table's own columns. */
const margin = 0.2

/** So much more, and the words that say otherwise are not believed. */
const contradiction = 0.4

/** The loudest, unless another is as loud and fits as well: then the words do not decide. */
function ofWords(all: readonly Candidate[], header: Header, words: Words): Candidate | undefined {
  if (isUndeclared(words)) return undefined
  const spoken = all
    .filter((each) => each.spoken !== null)
    .filter(({ fit, isStrange: strange }) => !strange && (fit.fields.size > 0 || isHeaderless(header)))
    .sort(
      (one, other) => loudnessOf(other.spoken) - loudnessOf(one.spoken) || other.fit.share - one.fit.share,
    )
  const whole = spoken.filter(({ fit }) => fit.missing.length === 0)
  const [loudest] = spoken
  const [best] = whole
  if (!best) return loudest
  if (loudest && loudest !== best && isLouder(loudest, best)) return loudest
  const rivals = whole.filter(
    (each) => each !== best && !areSiblings(best.fit, each.fit) && !isLouder(best, each),
  )
  if (rivals.some(({ fit }) => best.fit.coverage - fit.coverage < margin)) return undefined
  return isContradicted(best, all) ? undefined : best
}

/** The words say 特困, the columns are all those of 耕地地力: one of the two is wrong. */
const isContradicted = (best: Candidate, all: readonly Candidate[]): boolean =>
  best.fit.coverage + contradiction <= 1 &&
  all.some(
    ({ fit }) =>
      fit.missing.length === 0 &&
      !areSiblings(best.fit, fit) &&
      fit.coverage - best.fit.coverage >= contradiction,
  )

/** In a more telling place, or by a word that holds the other's within it (种粮补贴 holds 粮补). */
function isLouder(one: Candidate, other: Candidate): boolean {
  if (!one.spoken || !other.spoken) return one.spoken !== null
  if (one.spoken.weight !== other.spoken.weight) return one.spoken.weight > other.spoken.weight
  return (
    one.spoken.at <= other.spoken.at &&
    one.spoken.end >= other.spoken.end &&
    one.spoken.word.length > other.spoken.word.length
  )
}

/** Types that share one sheet, row by row: 债权 and 债务, 高龄津贴 and 残疾人两项补贴. */
function areSiblings(best: Fit, other: Fit): boolean {
  const field = best.type.only?.field
  const column = field === undefined ? undefined : best.fields.get(field)
  return (
    column !== undefined &&
    other.type !== best.type &&
    other.type.only !== undefined &&
    other.fields.get(other.type.only.field) === column
  )
}

function withSiblings(best: Fit, all: readonly Candidate[], words: Words): [Fit, ...Fit[]] {
  const siblings = all
    .filter(({ type }) => best.type.only !== undefined && type.only !== undefined)
    .map(({ fit }) => fit)
    .filter((fit) => fit.missing.length === 0 && areSiblings(best, fit))
  return [withStage(best, words), ...siblings.map((fit) => withStage(fit, words))]
}

function withStage(fit: Fit, words: Words): Fit {
  const said = compact([words.title, words.sheet, words.file, ...words.folders].join(' '))
  const stage = fit.type.stages?.find((each) => each.words.some((word) => said.includes(compact(word))))
  return { ...fit, stage: stage?.id ?? null }
}

/** One or two columns of unknown name are a question; a table that lacks more is another table. */
function mayBeMended(fit: Fit, ask: readonly ColumnToAsk[], header: Header): boolean {
  const asked = new Set(ask.flatMap(({ candidates }) => candidates))
  const either = fit.type.needsOneOf ?? []
  const open = fit.missing.filter((name) => !asked.has(name))
  const answerable = open.every((name) => either.includes(name) && either.some((one) => asked.has(one)))
  const lacks = fit.missing.filter((name) => !either.includes(name)).length
  return answerable && (isHeaderless(header) || (lacks <= 2 && fit.fields.size > 0))
}

// ---- what is asked ----

/** At most so many are worth reading. */
const mostCandidates = 6

/** A table of people or money that is nothing we know is asked about; a table of anything else is left alone. */
function unsure(all: readonly Candidate[], header: Header, values: ColumnValues): Recognised {
  const rank = ({ fit, spoken, isStrange: strange }: Candidate) =>
    (spoken ? 1 : 0) + (fit.missing.length === 0 ? 1 : 0) + fit.coverage + fit.share / 10 - (strange ? 1 : 0)
  const candidates = all
    .filter(({ fit, spoken }) => spoken !== null || (fit.fields.size > 0 && fit.missing.length === 0))
    .sort((one, other) => rank(other) - rank(one))
    .slice(0, mostCandidates)
    .map(({ type }) => type)
  const worthAsking =
    candidates.length > 0 ||
    header.columns.some(
      (column) =>
        (personHeader.test(column.leaf) || values.areNames(column) || moneyWords.test(column.path)) &&
        values.cellsOf(column).length > 0,
    )
  return worthAsking ? { kind: 'unsure', candidates } : { kind: 'unknown' }
}

const moneyWords = /金额|\(元\)|万元|补贴|补助|款|费用|收入|支出/

/**
 * The programme a bank's file names, by any of its usual short names; else the type for payments of any programme,
 * unless the programme's name alone says too much about those who get it.
 */
export function fitOfProgramme(programme: string, header: Header): Fit | null {
  const seen = compact(programme)
  const says = (words: readonly string[] | undefined) =>
    (words ?? []).some((word) => seen.includes(compact(word)))
  const named = itemTypes.filter(
    (type) => type.category === 'subsidy' && !type.anyProgramme && says(type.words),
  )
  const any = itemTypes.filter((type) => type.anyProgramme && !says(type.notWords))
  for (const type of [...named, ...any]) {
    const fit = fitColumns(type, header)
    // 一卡通代发 is the last stage of a matter that has stages.
    const stage = type.stages?.find((each) => each.words.includes(bankWord))
    if (fit) return { ...fit, stage: stage?.id ?? null }
  }
  return null
}

const bankWord = '一卡通代发'

export function recogniseNotice(title: string): ItemType | null {
  const seen = compact(title)
  const types = itemTypes.filter(
    (type) =>
      type.layout.kind === 'document' &&
      type.words.some((word) => seen.includes(compact(word))) &&
      !(type.notWords ?? []).some((word) => seen.includes(compact(word))),
  )
  const longest = (type: ItemType) =>
    Math.max(...type.words.map((word) => (seen.includes(compact(word)) ? compact(word).length : 0)))
  // 关于…的通告: what the title ends with is what it is.
  const ending = types.find((type) => type.words.some((word) => seen.endsWith(compact(word))))
  return (
    types.sort((one, other) => longest(other) - longest(one)).find((type) => longest(type) > 2) ??
    ending ??
    null
  )
}
