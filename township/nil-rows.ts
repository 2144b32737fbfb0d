// 本季度无: the only row of a list says that there is nothing to list, and who stands for it stands below.
import type { ItemType } from '../disclosure/item-type.ts'
import { compact, dateIn, isBlank } from '../disclosure/parse.ts'
import { DeclaredNil } from '../disclosure/entry.ts'
import type { Approval } from '../disclosure/entry.ts'
import type { Period } from '../disclosure/period.ts'
import type { Village } from '../disclosure/township.ts'
import type { Nothing } from './answers.ts'
import { filledCells } from './grid.ts'
import { isStructural } from './fit.ts'
import type { Fit } from './fit.ts'
import type { Header } from './header.ts'
import type { SheetContext, SheetLines } from './sheet-lines.ts'
import type { SweptText } from './sweep.ts'

/** A village of which a row says that it has nothing; a row that speaks for one group speaks for no village. */
export type NilRow = { village: Village | null; ofGroup: boolean; cell: string }

/** What a sheet declares, and which sheet: as a clerk's own answer would be, with its place. */
export type NothingOnSheet = Nothing & { from: { file: SweptText; sheet: SweptText | null } }

const nilWords = new RegExp(
  String.raw`^[((]?(?:(?:本|该|这)(?:季度?|月|年度?|期|村|居|社区|次)|第?[一二三四1-4]季度|\d{4}年|\d{1,2}月份?|上半年|下半年)*(?:期间|内)?,?(?:暂|均|都|尚)?(?:无|没有|未|没)(?:有|发生)?(?:此项|该项|这项|此类|该类|相关|变动|变化|新增)*(?:业务|事项|内容|情况|项目|人员|对象|数据|发生额|发生)?[))]?[。.!]?$`,
)

/** 本季度无, 没有发生, 无此项, 本季度无临时救助: nothing but that, in words that cannot mean anything else. */
export const saysNothing = (text: string, type: ItemType): boolean => {
  const said = compact(text)
  if (nilWords.test(said)) return true
  const matter = [type.title, ...type.words].map(compact).find((word) => said.includes(word))
  return matter !== undefined && /[无没未]/.test(said) && nilWords.test(said.replace(matter, ''))
}

/** A row that has a number and perhaps a place, and in all its other cells nothing, in words in at least one of them. */
export function isNilRow(context: SheetContext, header: Header, fit: Fit, row: number): boolean {
  const { type } = fit
  if (!type.due || type.scope === 'township') return false
  const places = new Set([fit.village, fit.place, ...groupColumns(fit)])
  const beside = new Set(
    header.columns.filter((each) => isStructural(each) || places.has(each)).map(({ index }) => index),
  )
  const says = (text: string) => saysNothing(text, type)
  // 本季度无 is mostly written into the first cell, whatever column that is.
  const own = filledCells(context.grid, row).filter(
    ({ column, cell }) => !beside.has(column) || says(cell.text),
  )
  const isEmpty = (text: string) => isBlank(text) || /^0(?:\.0+)?$/.test(compact(text))
  return (
    own.some(({ cell }) => says(cell.text)) && own.every(({ cell }) => says(cell.text) || isEmpty(cell.text))
  )
}

const groupColumns = ({ type, fields }: Fit) =>
  Object.entries(type.fields).flatMap(([name, { kind }]) => {
    const column = kind === 'group' ? fields.get(name) : undefined
    return column ? [column] : []
  })

/** Who stands for a sheet, the first of these that signed it. */
const vouching: readonly Approval['step'][] = ['village-head', 'party-branch', 'supervision', 'prepared']

/** A village with a row of its own has something, whatever another row says; one without a name below is told and left. */
export function nothingOn(
  context: SheetContext,
  type: ItemType,
  period: Period,
  sheet: Pick<SheetLines, 'lines' | 'nils'>,
  told: { approvals: readonly Approval[]; publishedOn: string | null; texts: readonly string[] },
): NothingOnSheet[] {
  const by = vouching.flatMap((step) => told.approvals.find((each) => each.step === step)?.name ?? []).at(0)
  const on = told.publishedOn ?? dayAmong(told.texts, context)
  const vouched = DeclaredNil.safeParse({ by, on })
  const nils = (sheet.nils ?? []).filter(
    ({ village }) => !sheet.lines.some((line) => line.type === type && line.village === village),
  )
  return nils.flatMap(({ village, ofGroup, cell }) => {
    if (village && !ofGroup && vouched.success)
      return [
        {
          village: village.name,
          itemType: type.id,
          period,
          ...vouched.data,
          from: {
            file: context.sweeper.name(context.file),
            sheet: context.sheet === null ? null : context.sweeper.name(context.sheet),
          },
        },
      ]
    context.findings.fault({ ...context, cell }, 'nil-not-vouched', 'warning')
    return []
  })
}

const dayPattern = /\d{4}(?:年\d{1,2}月\d{1,2}日|([-./])\d{1,2}\1\d{1,2})/

/** 填表日期:2026年10月12日, or the day alone under a seal. */
function dayAmong(texts: readonly string[], { hint }: SheetContext): string | null {
  for (const text of texts) {
    const day = dayPattern.exec(compact(text))?.[0]
    const date = day === undefined ? undefined : dateIn(day, hint)
    if (date?.length === 10) return date
  }
  return null
}
