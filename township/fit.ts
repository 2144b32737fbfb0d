// How the columns of a table fit an item type: which column is which field, and which must stay behind.
import type { Field } from '../disclosure/fields.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import type { ColumnValues } from './column-values.ts'
import type { Column, Header } from './header.ts'
import { bareKey, headerKey, placeHeaders, sequenceHeaders, unitIn, villageHeaders } from './header.ts'

export type Fit = {
  type: ItemType
  stage: string | null
  fields: ReadonlyMap<string, Column>
  /** The column of village names, or of villages with groups in one cell. */
  village: Column | null
  place: Column | null
  /** The column that names a picture per row. */
  picture: Column | null
  /** Declared columns that were found, of all that have a header. */
  share: number
  /** Of the table's own columns (numbers and persons' data apart), those that this type has a field for. */
  coverage: number
  /** Columns known by their values, not by their name. */
  byValues: readonly Column[]
  /** Fields without which the table is not of this type. */
  missing: readonly string[]
  /** Fields it would speak most clearly with. */
  wanted: readonly string[]
}

/** What a clerk has said of columns: the field, or null for one that stays in the office. */
export type Assigned = ReadonlyMap<Column, string | null>
const nothingAssigned: Assigned = new Map()

/** Null if a required column is missing: then the table is not of this type, whatever its title says. */
export function fitColumns(type: ItemType, header: Header, values: ColumnValues | null = null): Fit | null {
  const fit = fitAsFarAsPossible(type, header, values)
  return fit.missing.length === 0 ? fit : null
}

export function fitAsFarAsPossible(
  type: ItemType,
  header: Header,
  values: ColumnValues | null,
  assigned: Assigned = nothingAssigned,
): Fit {
  const fields = new Map<string, Column>()
  for (const [column, field] of assigned) if (field !== null) fields.set(field, column)
  const used = new Set<Column>(assigned.keys())
  const declared = Object.entries(type.fields).filter(([, field]) => field.headers.length > 0)
  for (const find of [columnFor, bareColumnFor])
    for (const [name, field] of declared) {
      const column = fields.has(name) ? undefined : find(field.headers, header.columns, used)
      if (!column || !holds(field, column, values)) continue
      fields.set(name, column)
      used.add(column)
    }
  const free = header.columns.filter((column) => !used.has(column))
  const placed = placesIn(type, free, fields, values)
  const picture = columnFor(type.pictures?.headers ?? [], free, used) ?? null
  return {
    type,
    stage: null,
    fields,
    ...placed,
    picture,
    share: declared.length === 0 ? 0 : fields.size / declared.length,
    coverage: coverageOf(header, [...fields.values(), placed.village, placed.place, picture]),
    ...lacking(type, header, fields),
  }
}

/** A column of words is no column of amounts, whatever it is called. */
function holds(field: Field, column: Column, values: ColumnValues | null): boolean {
  if (!values || !field.required || !['money', 'area', 'count', 'quantity'].includes(field.kind)) return true
  return values.cellsOf(column).length < 3 || (values.agreement(field, column) ?? 1) >= 0.3
}

function placesIn(
  type: ItemType,
  free: readonly Column[],
  fields: Map<string, Column>,
  values: ColumnValues | null,
): Pick<Fit, 'village' | 'place' | 'byValues'> {
  const named = (names: ReadonlySet<string>) =>
    free.find((column) => names.has(column.leaf) || names.has(column.leaf.replace(/名称$/, ''))) ?? null
  const place = named(placeHeaders)
  let village = named(villageHeaders)
  const byValues: Column[] = []
  if (!values) return { village, place, byValues }
  if (!village && !place && type.scope !== 'township') {
    village = free.find((column) => !isStructural(column) && values.areVillages(column)) ?? null
    if (village) byValues.push(village)
  }
  const group = Object.entries(type.fields).find(
    ([name, field]) => field.kind === 'group' && !fields.has(name),
  )
  const groups =
    group && free.find((column) => column !== village && column !== place && values.areGroups(column))
  if (group && groups) {
    fields.set(group[0], groups)
    byValues.push(groups)
  }
  return { village, place, byValues }
}

/** Fields that tell a row from a remark: those a row must have, of the columns that are there. */
export const neededFields = ({ type, fields }: Pick<Fit, 'type' | 'fields'>): string[] =>
  Object.entries(type.fields).flatMap(([name, field]) =>
    field.required || ((field.expected || type.needsOneOf?.includes(name)) && fields.has(name)) ? [name] : [],
  )

function lacking(
  type: ItemType,
  header: Header,
  fields: ReadonlyMap<string, Column>,
): Pick<Fit, 'missing' | 'wanted'> {
  const date = Object.entries(type.fields).find(([, field]) => field.kind === 'date')
  const composed = header.monthAndDay !== null ? date?.[0] : undefined
  const required = Object.entries(type.fields).flatMap(([name, field]) =>
    field.required && field.headers.length > 0 && !fields.has(name) && name !== composed ? [name] : [],
  )
  const either = type.needsOneOf ?? []
  const none = either.length > 0 && !either.some((name) => fields.has(name))
  const headline = type.headline === null ? undefined : type.totals[type.headline]?.sum
  const wanted = headline !== undefined && !fields.has(headline) && !required.includes(headline)
  return { missing: none ? [...required, ...either] : required, wanted: wanted && !none ? [headline] : [] }
}

function coverageOf(header: Header, known: readonly (Column | null)[]): number {
  const own = header.columns.filter(
    (column) =>
      known.includes(column) || (column.path !== '' && !isStructural(column) && !isPersonalHeader(column)),
  )
  return own.length === 0 ? 0 : own.filter((column) => known.includes(column)).length / own.length
}

type Find = (
  headers: readonly string[],
  columns: readonly Column[],
  used: ReadonlySet<Column>,
) => Column | undefined

const columnFor: Find = (headers, columns, used) => {
  for (const header of headers) {
    const { key, unit } = declaredKeys(header)
    const found = columns.find(
      (column) =>
        !used.has(column) &&
        (column.key === key || column.leaf === key) &&
        // 当月新增(户) and 当月新增(人) differ by their unit alone.
        (unit === '' ||
          column.unit === unit ||
          !columns.some((other) => other !== column && other.leaf === column.leaf)),
    )
    if (found) return isOneOfYears(found, columns) ? undefined : found
  }
  return undefined
}

/** 2025年补贴金额 beside 2026年补贴金额: which of them counts is not for a reader to say. */
const isOneOfYears = (column: Column, columns: readonly Column[]): boolean =>
  columns.some((other) => other.leaf === column.leaf && yearIn(other) !== yearIn(column))

const yearIn = ({ path }: Column): string => /(?:19|20)\d{2}(?=年)/.exec(path)?.[0] ?? ''

/** By the name alone, if only one column is called that: 姓名(户主), 1.补贴金额. */
const bareColumnFor: Find = (headers, columns, used) => {
  for (const header of headers) {
    const { bare } = declaredKeys(header)
    const found = columns.filter((column) => column.leaf !== '' && bareLeaf(column) === bare)
    const [only] = found
    if (only && found.length === 1 && !used.has(only)) return only
  }
  return undefined
}

type Keys = { key: string; bare: string; unit: string }
const keysOfDeclared = new Map<string, Keys>()

/** The declarations are the same for every sheet: their thousand names are folded once. */
function declaredKeys(header: string): Keys {
  const known = keysOfDeclared.get(header)
  if (known) return known
  const keys = {
    key: header.split('/').map(headerKey).join('/'),
    bare: bareKey(header),
    unit: unitIn(header),
  }
  keysOfDeclared.set(header, keys)
  return keys
}

const bareLeaves = new WeakMap<Column, string>()

function bareLeaf(column: Column): string {
  const bare = bareLeaves.get(column) ?? bareKey(column.leaf)
  bareLeaves.set(column, bare)
  return bare
}

const personalHeader =
  /身份证|证件号|证号|账号|帐号|卡号|一卡通|开户|存折|银行|电话|手机|联系方式|致贫|原因|理由|病|残|自理|护理|出生|生日|年龄|家庭成员|成员姓名|关系|代领|签字|签名|签章|指印|手印|照片|住址|地址|公民身份/

/** Why a column that no type asks for does not leave the sheet. */
export const isPersonalHeader = (column: Column): boolean =>
  personalHeader.test(column.path) && !/批准|合同|凭证/.test(column.path)

export const isStructural = (column: Column): boolean => sequenceHeaders.has(column.leaf)
