// The sample township and what is true of it, for every test that reads its sheets.
import { readFileSync } from 'node:fs'
import { noAnswers } from '../../../township/answers.ts'
import { readTownship } from '../../../township/read-township.ts'
import type { Reading } from '../../../township/read-township.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)
export const sampleFolder = new URL('shiqiao', fixtures).pathname

export type Sample = {
  row?: number
  line?: number
  at?: string
  village?: string
  values: Record<string, unknown>
}

export type TrueItem = {
  type: string
  subtype?: string
  period: { kind: string; value: string | null }
  rows: { total: number; byVillage: Record<string, number> }
  subRows?: number
  money?: Record<string, unknown> & { totalFen?: number; byVillageFen?: Record<string, number> }
  area?: { total0001mu: number; byVillage0001mu: Record<string, number> }
  moneyField?: string
  more?: Record<string, unknown>
  accountingEntity?: string
  meta?: { publishedOn?: string; noticeStart?: string; noticeEnd?: string; hotline?: string }
  printedTotals: PrintedTruth[]
  printedSubtotals?: PrintedTruth[]
  samples: Sample[]
  supersedes?: unknown
}
export type PrintedTruth = { at: string; fen?: number; value0001mu?: number; matches: boolean }

export type TrueSheet = {
  name: string | null
  visible: boolean
  items: TrueItem[]
  personal?: Record<string, string[]>
  issues: TrueIssue[]
}

export type TrueIssue = {
  code: string
  at: string | string[] | null
  count?: number
  detail?: string
}

export type Truth = {
  publicContacts: { landlines: string[]; dutyMobiles: string[] }
  villages: {
    name: string
    code: string
    groups: number[]
    households: number
    population: number
    aliases: string[]
  }[]
  files: { path: string; role: string; sheets?: TrueSheet[]; issues?: TrueIssue[] }[]
}

export const truth: Truth = JSON.parse(readFileSync(new URL('shiqiao.truth.json', fixtures), 'utf8'))

let reading: Promise<Reading> | null = null

/** Read once for all tests of a file: it takes seconds. */
export function readSample(): Promise<Reading> {
  reading ??= readTownship(sampleFolder, noAnswers, '2026-11-22').then((read) => {
    if (!read.ok) throw new Error(`the sample township was refused: ${read.kind}`)
    return read.reading
  })
  return reading
}
