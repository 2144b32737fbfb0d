// Reads 乡镇信息: the township, its villages and groups, its windows and the numbers a villager may call.
import { pinyin } from 'pinyin-pro'
import { compact, parseGroup, plainText } from '../disclosure/parse.ts'
import { publicNumbersOf, sweep, sweepAll } from '../disclosure/privacy.ts'
import type { PersonalKind, Swept } from '../disclosure/privacy.ts'
import { Township } from '../disclosure/township.ts'
import type { Hotline, ServiceWindow, Village } from '../disclosure/township.ts'
import { cleanText } from '../pack/clean-text.ts'
import { filledCells, textAt } from './grid.ts'
import type { Grid } from './grid.ts'

/** `hidden` is what the register held that is nobody else's business. */
export type Register = {
  township: Swept<Township>
  publicNumbers: ReadonlySet<string>
  hidden: PersonalKind[]
}

/** Whether a workbook is the register: it says the township's name and code as pairs. */
export const isRegister = (grids: readonly Grid[]): boolean =>
  grids.some((grid) => pairsOf(grid).has('乡镇名称') && pairsOf(grid).has('行政区划代码'))

/** Null where names, codes or numbers are not as they must be. */
export function readRegister(grids: readonly Grid[]): Register | null {
  const about = grids.map(pairsOf).find((pairs) => pairs.has('乡镇名称')) ?? new Map<string, string>()
  const hotlines = tableOf(grids, ['单位', '电话']).map(hotlineOf)
  const said = {
    code: about.get('行政区划代码') ?? '',
    name: about.get('乡镇名称') ?? '',
    ...optional('county', about.get('所属县区')),
    ...optional('address', about.get('便民服务中心地址')),
    ...optional('officeHours', about.get('办公时间')),
    hotlines,
    windows: tableOf(grids, ['窗口号', '窗口名称']).map(windowOf),
    villages: tableOf(grids, ['村名', '行政区划代码', '村民小组', '户数', '人口'])
      .filter((row) => /^\d{12}$/.test(compact(row.get('行政区划代码') ?? '')))
      .map(villageOf),
  }
  const publicNumbers = publicNumbersOf([
    ...said.hotlines.map((hotline) => hotline.phone),
    ...said.windows.map((window) => window.phone),
    ...said.villages.flatMap((village) => village.hotlines.map((hotline) => hotline.phone)),
  ])
  const hidden: PersonalKind[] = []
  const township = sweepAll<Township>(said, (text) => {
    const swept = sweep(cleanText(text), publicNumbers)
    hidden.push(...swept.found)
    return swept.text
  })
  // An ID in place of a telephone is hidden by now, and what is left is no telephone.
  return Township.safeParse(township).success ? { township, publicNumbers, hidden } : null
}

const optional = (key: string, value: string | undefined): Record<string, string> =>
  value === undefined || value === '' ? {} : { [key]: value }

function pairsOf(grid: Grid): Map<string, string> {
  const pairs = new Map<string, string>()
  for (let row = 0; row < Math.min(grid.rows.length, 60); row++) {
    const [key, value] = filledCells(grid, row)
    if (key && value) pairs.set(compact(key.cell.text).replace(/:$/, ''), plainText(value.cell.text))
  }
  return pairs
}

/** Rows of the first table that has all these columns, by column name. */
function tableOf(grids: readonly Grid[], columns: readonly string[]): Map<string, string>[] {
  for (const grid of grids)
    for (let row = 0; row < Math.min(grid.rows.length, 12); row++) {
      const names = new Map(filledCells(grid, row).map(({ column, cell }) => [compact(cell.text), column]))
      if (!columns.every((name) => names.has(name))) continue
      return Array.from({ length: grid.rows.length - row - 1 }, (_, below) => {
        const at = row + 1 + below
        return new Map([...names].map(([name, column]) => [name, plainText(textAt(grid, at, column))]))
      }).filter((each) => [...each.values()].some((text) => text !== ''))
    }
  return []
}

const hotlineOf = (row: Map<string, string>): Hotline => ({
  body: row.get('单位') ?? '',
  phone: compact(row.get('电话') ?? ''),
  ...optional('handles', row.get('受理内容')),
})

const windowOf = (row: Map<string, string>): ServiceWindow => ({
  no: Number(row.get('窗口号')),
  name: row.get('窗口名称') ?? '',
  handles: row.get('办理事项') ?? '',
  ...optional('phone', compact(row.get('咨询电话') ?? '')),
})

function villageOf(row: Map<string, string>): Village {
  const name = compact(row.get('村名') ?? '')
  const groups = (row.get('村民小组') ?? '').split(/[、,,;;\s]+/).flatMap((text) => {
    const group = parseGroup({ text })
    return group.kind === 'value' ? [group.value] : []
  })
  const phone = compact(row.get('村务监督电话') ?? row.get('监督电话') ?? '')
  return {
    code: compact(row.get('行政区划代码') ?? ''),
    name,
    ...spelled(name),
    groups: [...new Set(groups)].sort((one, other) => one - other),
    households: Number(row.get('户数')),
    population: Number(row.get('人口')),
    // 村务监督委员会: the number on the village's own board.
    hotlines: phone === '' ? [] : [{ body: '村务监督', phone }],
  }
}

/** 曾家村 zengjiacun but 乐安村 leancun: a first character is a surname only where people settled by family. */
export function spelled(name: string): { pinyin: string; initials: string } {
  const family = /^.(?:家|氏|姓|各庄|府|营|庄|屯|寨|店|楼|集|坊)|^曾/.test(name)
  const syllables = pinyin(name, {
    toneType: 'none',
    type: 'array',
    v: true,
    ...(family ? { surname: 'head' } : {}),
  })
  const letters = syllables.map((syllable) => syllable.toLowerCase().replace(/[^a-z]/g, ''))
  return { pinyin: letters.join(''), initials: letters.map((syllable) => syllable[0] ?? '').join('') }
}
