// What is known of a table before its lines are read: its village, group, time, units and the sheet's own day.
import { parseGroup } from '../disclosure/parse.ts'
import { monthsOf } from '../disclosure/period.ts'
import type { Period } from '../disclosure/period.ts'
import { readSurroundings } from './footer.ts'
import type { Grid } from './grid.ts'
import { placeKey } from './layout-key.ts'
import { isListOfChildren } from './minors.ts'
import { hintOf } from './period-words.ts'
import { rateIn } from './rate-words.ts'
import type { SheetContext } from './sheet-lines.ts'
import { unitsAbove } from './units.ts'
import type { Placed } from './village-names.ts'
import type { Township } from './sheet-read.ts'
import { baseOf } from './around-table.ts'
import type { Around } from './around-table.ts'

export function contextOf(
  township: Township,
  file: string,
  grid: Grid,
  around: Around,
  period: Period,
  layout = '',
): SheetContext {
  const { villages, answers } = township
  const above = around.above.map(({ text }) => text)
  const told = answers.villageOf(
    placeKey(township.sweeper.name(file), grid.name === null ? null : township.sweeper.name(grid.name)),
  )
  const placed: Placed | null =
    (told && { village: told, group: null, rest: '' }) ??
    (grid.name === null ? null : villages.place(grid.name)) ??
    villages.mentionedIn(around.title) ??
    above.map((text) => villages.mentionedIn(text)).find((found) => found !== null) ??
    around.names.map((name) => villages.mentionedIn(name)).find((found) => found !== null) ??
    null
  const group = villages.mentionedIn(around.title)?.group ?? placed?.group ?? null
  const hint = hintOf(period, [around.title, ...above, ...around.names])
  return {
    file: township.sweeper.name(file),
    sheet: grid.name === null ? null : township.sweeper.name(grid.name),
    grid,
    sweeper: township.sweeper,
    findings: township.findings,
    township: township.township,
    villages,
    placed: placed ? { ...placed, group } : null,
    firstGroup: groupAmong(above),
    hint,
    ...unitsAbove([around.title, ...above]),
    rate: readSurroundings([around.title, ...above], hint, null).rate ?? rateIn([around.title, ...above]),
    layout,
    asOf: lastDayOf(period) ?? township.today,
    period,
    today: township.today,
    ofChildren: isListOfChildren([around.title, grid.name ?? '', baseOf(file)]),
  }
}

function groupAmong(texts: readonly string[]): number | null {
  for (const text of texts) {
    const group = /组|社|队/.test(text) ? parseGroup({ text }) : null
    if (group?.kind === 'value') return group.value
  }
  return null
}

function lastDayOf(period: Period): string | null {
  if (period === 'standing') return null
  const { last } = monthsOf(period)
  const day = new Date(Date.UTC(Math.floor(last / 12), (last % 12) + 1, 0))
  return day.toISOString().slice(0, 10)
}
