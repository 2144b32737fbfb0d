// What a sheet looks like whatever its quarter and its village: the name under which a clerk's answers are kept.
import { compact } from '../disclosure/parse.ts'
import type { Header } from './header.ts'
import { nameOfColumn } from './header.ts'
import type { Column } from './header.ts'
import type { VillageNames } from './village-names.ts'

/** `titles`: the sheet's own, else the name of its file, else of its folder. 农村低保对象公布表 | 序号、村民小组、户主姓名: readable, and the same next quarter. */
export function layoutKey(titles: readonly string[], header: Header, villages: VillageNames): string {
  const headers = header.columns.map((column) => headerOfColumn(column))
  const title = titles.map((each) => withoutTimeAndPlace(each, villages)).find((each) => each !== '')
  return `${title ?? ''} | ${headers.join('、')}`
}

/** What a column's answers are kept under. */
export const columnKey = (layout: string, column: Column): string => `${layout} / ${headerOfColumn(column)}`

/** A column nobody named goes by its letter. */
export const headerOfColumn = (column: Column): string =>
  column.path === '' ? `${nameOfColumn(column)}列` : withoutTime(compact(column.path))

/** A file or sheet that says no village, whatever its quarter: 财务/老柳沟财务公开.xlsx / Sheet1. */
export const placeKey = (file: string, sheet: string | null): string =>
  [...file.split('/').map(withoutTime), ...(sheet === null ? [] : [` ${withoutTime(sheet)}`])]
    .filter((part) => part !== '')
    .join('/')
    .replace(/\/ /, ' / ')

function withoutTimeAndPlace(title: string, villages: VillageNames): string {
  const bare = villages.without(withoutTime(compact(title)))
  return tidied(
    bare.replace(/第?[一二三四五六七八九十\d]{1,3}(?:村民)?小?组/g, '').replace(/\d+(?:\.\d+)?/g, ''),
  )
}

const hanDigits = '〇○零一二三四五六七八九十'

function withoutTime(text: string): string {
  return tidied(
    compact(text)
      .replace(/截[至止](?:到)?/g, '')
      .replace(/(?:19|20)\d{2}\s*[Qq][1-4]/g, '')
      .replace(new RegExp(`(?:(?:19|20)\\d{2}|[${hanDigits}]{4})年(?:度|末|底|终)?`, 'g'), '')
      .replace(/第?[一二三四1-4]季度?|[上下]半年|全年/g, '')
      .replace(/\d{1,2}月?[-—–~至]\d{1,2}月(?:份)?/g, '')
      .replace(new RegExp(`(?:\\d{1,2}|[${hanDigits}]{1,3})月(?:份|末|底)?`, 'g'), '')
      .replace(new RegExp(`(?:\\d{1,2}|[${hanDigits}]{1,3})[日号]`, 'g'), '')
      .replace(/(?:19|20)\d{2}(?:[.\-/]\d{1,2}){0,2}(?!\d)/g, ''),
  )
}

/** What is left around a date that was taken out. */
const tidied = (text: string): string =>
  text.replace(/\([-—–~至.、/]*\)/g, '').replace(/^[-—–~_.、]+|[-—–~_、]+$/g, '')
