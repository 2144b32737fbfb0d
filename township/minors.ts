// Who on a list is not of age, and who is who: told from columns that never leave the sheet, before they are left behind.
import { createHash } from 'node:crypto'
import { majority } from '../disclosure/masking.ts'
import { isIdNumber } from '../disclosure/privacy.ts'
import { compact, dateIn } from '../disclosure/parse.ts'
import type { Column } from './header.ts'

const bornHeader = /身份证|证件号|残疾证|残疾人证|出生|生日|年龄(?!段)|周岁/

export const bornColumns = (columns: readonly Column[]): Column[] =>
  columns.filter((column) => bornHeader.test(column.path))

/** The same for the same person, and nothing to be read from it; null if the columns are empty. */
export function markOf(texts: readonly string[]): string | null {
  const seen = texts
    .map((text) => compact(text).toUpperCase())
    .join(' ')
    .trim()
  return seen === '' ? null : createHash('sha256').update(seen).digest('hex').slice(0, 16)
}

/** Lists of children say so in their title: there nobody needs a birthday to be one. */
const childrenWords = /孤儿|困境儿童|留守儿童|儿童福利|无人抚养|未成年人|在校学生|中小学生|幼儿/
export const isListOfChildren = (texts: readonly string[]): boolean =>
  texts.some((text) => childrenWords.test(compact(text)))

/** Date of birth in an ID, in a certificate (an ID and two digits), or written out. */
export function birthOf(text: string, column: Column): string | null {
  const seen = compact(text).toUpperCase()
  const id = seen.slice(0, 18)
  if (/^\d{17}[\dX]/.test(seen) && (isIdNumber(id) || seen.length === 20))
    return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  if (/^\d{17}[\dX]$/.test(seen))
    return plausible(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)
  if (/出生|生日/.test(column.path)) return dateIn(text)
  // An age says enough: whoever is under age was born too late for any day, the others early enough.
  const age = /^(\d{1,3})(?:周?岁)?$/.exec(seen)?.[1]
  if (age === undefined || !/年龄|周岁/.test(column.path)) return null
  return Number(age) < majority ? '9900-12-31' : '0001-01-01'
}

const plausible = (born: string): string | null =>
  /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-/.test(born) ? born : null
