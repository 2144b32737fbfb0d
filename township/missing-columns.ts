// When a table lacks a column its type needs: which of the columns nobody knows may be it, to be asked and never guessed.
import type { Field } from '../disclosure/fields.ts'
import type { ColumnValues } from './column-values.ts'
import { isPersonalHeader, isStructural } from './fit.ts'
import type { Assigned, Fit } from './fit.ts'
import type { Column, Header } from './header.ts'

/** A column, and the fields it may be, likeliest first. */
export type ColumnToAsk = { column: Column; candidates: string[] }

export function askColumns(
  fit: Fit,
  header: Header,
  values: ColumnValues,
  assigned: Assigned,
): ColumnToAsk[] {
  const lacking = [...fit.missing, ...fit.wanted].flatMap((name) => {
    const field = fit.type.fields[name]
    return field ? [{ name, field }] : []
  })
  if (lacking.length === 0) return []
  const free = header.columns.filter((column) => isFree(column, fit, assigned) && !values.areRunning(column))
  const asked = free.flatMap((column): ColumnToAsk[] => {
    const candidates = lacking.filter(({ field }) => mayBe(field, column, values)).map(({ name }) => name)
    return candidates.length === 0 ? [] : [{ column, candidates }]
  })
  return likeliest(asked, fit)
}

function isFree(column: Column, fit: Fit, assigned: Assigned): boolean {
  const known = [...fit.fields.values(), fit.village, fit.place, fit.picture]
  return (
    !known.includes(column) && !assigned.has(column) && !isStructural(column) && !isPersonalHeader(column)
  )
}

function mayBe(field: Field, column: Column, values: ColumnValues): boolean {
  if (isOtherThing(field, column)) return false
  if (
    field.kind === 'money' &&
    column.leaf !== '' &&
    !moneyHeader.test(column.leaf) &&
    !values.areAmounts(column)
  )
    return false
  return (values.agreement(field, column) ?? 0) >= 0.7
}

const moneyHeader = /额|款|金|元|费|补|资|酬|标准|收|支|合计|小计|发/
const peopleHeader = /年龄|月数|人数|人口|户数|户号|年度|数量|编码|行次|栏次/
const areaHeader = /面积|亩/

/** The header itself says that it counts something else. */
function isOtherThing(field: Field, column: Column): boolean {
  if (field.kind === 'money') return peopleHeader.test(column.leaf) || areaHeader.test(column.leaf)
  if (field.kind === 'area') return moneyHeader.test(column.leaf) && !areaHeader.test(column.leaf)
  if (field.kind === 'count' || field.kind === 'quantity')
    return /额|款|金|元|费|年龄/.test(column.leaf) || (field.unit !== 'sqm' && areaHeader.test(column.leaf))
  return false
}

/** Where some of the columns are called like money, the others are none. */
function likeliest(asked: readonly ColumnToAsk[], fit: Fit): ColumnToAsk[] {
  const isMoney = ({ candidates }: ColumnToAsk) => fit.type.fields[candidates[0] ?? '']?.kind === 'money'
  const called = asked.filter((each) => isMoney(each) && moneyHeader.test(each.column.leaf))
  return asked.filter((each) => !isMoney(each) || called.length === 0 || called.includes(each))
}
