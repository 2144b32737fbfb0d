// One item from two sheets: the correction goes before the published list, the published list before the bank's.
import { compact } from '../disclosure/parse.ts'
import { yuanFigure } from '../disclosure/amount.ts'
import type { Draft } from './draft.ts'
import { rowsOf } from './draft.ts'
import type { Findings } from './findings.ts'
import type { Line } from './sheet-lines.ts'
import type { SweptText, Sweeper } from './sweep.ts'

export type Chosen = { draft: Draft; correctionNote: SweptText | null }

const rank = { correction: 2, publication: 1, private: 0 } as const

export function chooseDrafts(drafts: readonly Draft[], findings: Findings, sweeper: Sweeper): Chosen[] {
  const byId = new Map<string, Draft[]>()
  for (const draft of drafts) byId.set(draft.id, [...(byId.get(draft.id) ?? []), draft])
  return [...byId.values()].flatMap((same) =>
    isPartOfList(same[0]) ? gathered(same, findings, sweeper) : chooseOne(same, findings, sweeper),
  )
}

const isPartOfList = (draft: Draft | undefined): boolean =>
  draft?.type.layout.kind === 'labelled' && draft.type.layout.lines !== undefined

/** One workbook per household: the forms of a village are one list; two forms of one household are as any two sheets. */
function gathered(forms: readonly Draft[], findings: Findings, sweeper: Sweeper): Chosen[] {
  const byForm = new Map<string, Draft[]>()
  for (const form of forms) {
    const key = form.formNo ?? `${form.file} ${form.sheet}`
    byForm.set(key, [...(byForm.get(key) ?? []), form])
  }
  const chosen = [...byForm.values()].flatMap((same) => chooseOne(same, findings, sweeper))
  const [first, ...others] = chosen
  if (!first || others.length === 0) return chosen
  const drafts = chosen.map(({ draft }) => draft)
  return [
    {
      draft: {
        ...first.draft,
        shownFile: sweeper.name(sharedFolder(drafts.map(({ file }) => file))),
        lines: drafts.flatMap(({ lines }) => lines),
        printed: drafts.flatMap(({ printed }) => printed),
        faults: drafts.flatMap(({ faults }) => faults),
      },
      correctionNote: chosen.find(({ correctionNote }) => correctionNote)?.correctionNote ?? null,
    },
  ]
}

/** 延包摸底/001-….xlsx and its neighbours come from 延包摸底. */
function sharedFolder(files: readonly string[]): string {
  const [first = [], ...others] = files.map((file) => file.split('/').slice(0, -1))
  const differs = first.findIndex((folder, at) => others.some((folders) => folders[at] !== folder))
  return (differs < 0 ? first : first.slice(0, differs)).join('/') || (files[0] ?? '')
}

function chooseOne(same: Draft[], findings: Findings, sweeper: Sweeper): Chosen[] {
  const [best, second, ...others] = [...same].sort((one, other) => rank[other.source] - rank[one.source])
  if (!best) return []
  if (!second) {
    tellCorrection(best, null, findings)
    return [{ draft: best, correctionNote: correctionOf(best, null, sweeper) }]
  }
  if (rank[best.source] === rank[second.source] && !sameRows(best, second)) {
    // Nobody but the clerk can say which of the two is right; until then villagers see neither.
    for (const draft of same)
      findings.fault(at(draft), 'same-item-twice', 'error', `${best.id}: ${same.length}`)
    return []
  }
  for (const draft of [second, ...others])
    findings.fault(
      at(draft),
      best.source === 'correction' ? 'corrected' : 'other-source-used',
      best.source === 'correction' ? 'warning' : 'info',
      `${best.id} ← ${best.shownFile}`,
    )
  tellCorrection(best, second, findings)
  return [{ draft: best, correctionNote: correctionOf(best, second, sweeper) }]
}

/** The other half of `corrected`: what a sheet that calls itself a correction replaces. */
function tellCorrection(draft: Draft, before: Draft | null, findings: Findings): void {
  if (draft.source === 'correction')
    findings.fault(at(draft), 'is-correction', 'info', `${draft.id} → ${before?.shownFile ?? ''}`)
}

const at = (draft: Draft) => ({ file: draft.shownFile, sheet: draft.shownSheet })

const sameRows = (one: Draft, other: Draft): boolean =>
  JSON.stringify(rowsOf(one)) === JSON.stringify(rowsOf(other))

/** 记-27 支出 549.00→504.00: the changed lines in the sheet's own words, three at most. */
function correctionOf(draft: Draft, before: Draft | null, sweeper: Sweeper): SweptText | null {
  if (draft.source !== 'correction') return null
  const changes = before ? changesBetween(before, draft) : []
  const words = changes.length > 0 ? changes.slice(0, 3).join(';') : draft.title
  return sweeper.name([...words].slice(0, 190).join(''))
}

function changesBetween(before: Draft, after: Draft): string[] {
  return after.lines.flatMap((line, index) => {
    const name = nameOf(line)
    const old = before.lines.find((each) => name !== '' && nameOf(each) === name) ?? before.lines[index]
    return old ? changedCells(old, line).map((change) => `${name} ${change}`.trim()) : []
  })
}

/** What a clerk calls a line: its voucher or contract number, else the person. */
function nameOf(line: Line): string {
  const field = Object.entries(line.type.fields).find(
    ([name, { kind, search }]) => kind === 'text' && search && name.endsWith('No'),
  )
  const value = field ? line.values[field[0]] : null
  return typeof value === 'string' ? compact(value) : ''
}

function changedCells(before: Line, after: Line): string[] {
  const balance = after.type.checks?.find((check) => check.kind === 'balance')
  return Object.entries(after.type.fields).flatMap(([name, field]) => {
    // Every running balance below a changed amount changes with it: that says nothing new.
    if (balance?.kind === 'balance' && balance.balance === name) return []
    const [old, now] = [before.values[name], after.values[name]]
    if (typeof old !== 'number' || typeof now !== 'number' || old === now) return []
    const write = (value: number) => (field.kind === 'money' ? yuanFigure(value) : String(value))
    return [`${field.headers[0] ?? name} ${write(old)}→${write(now)}`]
  })
}
