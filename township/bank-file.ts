// A bank's 一卡通 payment file: no header, # lines before each village, a fixed order of columns.
import { plainSheet } from './grid.ts'
import type { Cell, Grid } from './grid.ts'

export type BankSection = {
  row: number
  village: string
  programme: string
  lines: number | null
  total: string | null
}

export type BankFile = { grid: Grid; sections: BankSection[] }

/** The header that a bank's file lacks, in the words the item types know. */
const header = [
  '区划代码',
  '村组',
  '户主姓名',
  '身份证号',
  '证件类型',
  '补贴面积',
  '银行账号',
  '补贴金额',
  '补贴项目',
  '状态',
  '原因',
]

const headLine = /^#([^|]*)\|([^|]*)\|([^|]*)\|共(\d+)笔\|([\d.,]+)$/

/** #石桥镇|柳沟村|2025年地力补贴|共278笔|85076.21, then one line per payment. */
export function readBankFile(text: string): BankFile | null {
  if (!/^\ufeff?#/.test(text)) return null
  const sections: BankSection[] = []
  const rows: Cell[][] = []
  for (const [row, line] of text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .entries()) {
    if (!line.startsWith('#')) {
      rows.push(line === '' ? [] : line.split('|').map((field) => ({ text: field })))
      continue
    }
    const [, , village = '', programme = '', lines, total] = headLine.exec(line) ?? []
    if (programme !== '')
      sections.push({ row, village, programme, lines: lines ? Number(lines) : null, total: total ?? null })
    rows.push([])
  }
  if (sections.length === 0 || !rows.some((row) => row.length >= 10)) return null
  return { grid: { name: null, ...plainSheet, rows, merges: [] }, sections }
}

export const bankHeader: readonly string[] = header

/** 0 paid, 1 came back; the words are the reader's. */
export const bankStatus: Readonly<Record<string, string>> = { '0': '已发放', '1': '退汇' }
