// The words around a table: its title, what stands above and below, and the names of sheet, file and folders.
import { basename, dirname } from 'node:path/posix'
import { compact, plainText } from '../disclosure/parse.ts'
import { addressOf, filledCells } from './grid.ts'
import type { Grid } from './grid.ts'
import type { Header } from './header.ts'
import { saysType } from './type-words.ts'

/** The words around a table, in the order in which they are trusted. */
export type Around = {
  title: string
  titleCell: string
  above: { text: string; cell: string }[]
  names: string[]
}

export function aroundOf(file: string, grid: Grid, header: Header, inherited: string): Around {
  const texts: { text: string; cell: string }[] = []
  for (let row = 0; row < header.firstRow; row++)
    for (const { column, cell } of filledCells(grid, row)) {
      const text = cell.text.trim()
      texts.push({ text: text.replace(annexNumber, ''), cell: addressOf(row, column) })
    }
  const title = titleAmong(texts)
  return {
    title: title ? plainText(title.text) : '',
    titleCell: title?.cell ?? texts[0]?.cell ?? 'A1',
    above: texts.filter((each) => each !== title),
    names: [inherited, grid.name ?? '', baseOf(file), ...foldersOf(file)],
  }
}

/** 附件3, 单位:元 and a date are no titles; of several lines the one that says what the sheet is. */
function titleAmong(texts: Around['above']): Around['above'][number] | undefined {
  const lines = texts.filter(({ text }) => !noTitle.test(compact(text)))
  return lines.find(({ text }) => saysType(text)) ?? lines[0]
}

const noTitle = /^(?:.{1,8}:|附[件表]|表[一二三四五六七八九十\d]|[\d年月日.\-/]+$|第.{1,3}页|\(.{1,12}\)$)/
/** 附件3:低保公示表: which annex of which letter it is says nothing of the list. */
const annexNumber = /^附[件表]\s*[\d一二三四五六七八九十]{0,3}(?:[-—]\d+)?\s*[:：]\s*(?=\S{4})/

export const baseOf = (file: string): string => basename(file).replace(/\.[A-Za-z]{2,5}$/, '')
export const foldersOf = (file: string): string[] =>
  dirname(file)
    .split('/')
    .filter((folder) => folder !== '.' && folder !== '')
    .reverse()

/** Texts in the last rows: a list may name its period only in its notice line. */
export function textsBelow(grid: Grid, header: Header): string[] {
  const texts: string[] = []
  for (let row = Math.max(header.lastRow + 1, grid.rows.length - 4); row < grid.rows.length; row++) {
    const filled = filledCells(grid, row)
    if (filled.length <= 2) texts.push(...filled.map(({ cell }) => cell.text))
  }
  return texts
}
