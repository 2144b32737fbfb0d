// Who on a list is not of age, and who is who: told from columns that never leave the sheet, before they are left behind.
import { createHash } from 'node:crypto'
import { isIdNumber } from '../disclosure/privacy.ts'
import { compact, dateIn } from '../disclosure/parse.ts'
import type { Column } from './header.ts'

const bornHeader = /身份证|证件号|残疾证|残疾人证|出生|生日/

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

/** Date of birth in an ID, in a certificate (an ID and two digits), or written out. */
export function birthOf(text: string, column: Column): string | null {
  const seen = compact(text).toUpperCase()
  const id = seen.slice(0, 18)
  if (/^\d{17}[\dX]/.test(seen) && (isIdNumber(id) || seen.length === 20))
    return `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`
  if (/^\d{17}[\dX]$/.test(seen))
    return plausible(`${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`)
  return /出生|生日/.test(column.path) ? dateIn(text) : null
}

const plausible = (born: string): string | null =>
  /^(?:19|20)\d{2}-(?:0[1-9]|1[0-2])-/.test(born) ? born : null
