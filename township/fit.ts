// How the columns of a table fit an item type: which column is which field, and which must stay behind.
import type { Column, Header } from './header.ts'
import { headerKey, placeHeaders, sequenceHeaders, unitIn, villageHeaders } from './header.ts'
import type { ItemType } from '../disclosure/item-type.ts'

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
}

/** Null if a required column is missing: then the table is not of this type, whatever its title says. */
export function fitColumns(type: ItemType, header: Header): Fit | null {
  const fields = new Map<string, Column>()
  const used = new Set<Column>()
  const declared = Object.entries(type.fields).filter(([, field]) => field.headers.length > 0)
  for (const [name, field] of declared) {
    const column = columnFor(field.headers, header.columns, used)
    if (!column) continue
    fields.set(name, column)
    used.add(column)
  }
  const dates = Object.entries(type.fields).find(([, field]) => field.kind === 'date')
  const composed = header.monthAndDay !== null && dates !== undefined ? dates[0] : null
  for (const [name, field] of declared)
    if (field.required && !fields.has(name) && name !== composed) return null
  const free = header.columns.filter((column) => !used.has(column))
  const named = (names: ReadonlySet<string>) =>
    free.find((column) => names.has(column.leaf) || names.has(column.leaf.replace(/名称$/, ''))) ?? null
  return {
    type,
    stage: null,
    fields,
    village: named(villageHeaders),
    place: named(placeHeaders),
    picture: columnFor(type.pictures?.headers ?? [], free, used) ?? null,
    share: declared.length === 0 ? 0 : fields.size / declared.length,
  }
}

function columnFor(
  headers: readonly string[],
  columns: readonly Column[],
  used: ReadonlySet<Column>,
): Column | undefined {
  for (const header of headers) {
    const unit = unitIn(header)
    const key = header.split('/').map(headerKey).join('/')
    const found = columns.find(
      (column) =>
        !used.has(column) &&
        (column.key === key || column.leaf === key) &&
        // 当月新增(户) and 当月新增(人) differ by their unit alone.
        (unit === '' ||
          column.unit === unit ||
          !columns.some((other) => other !== column && other.leaf === column.leaf)),
    )
    if (found) return found
  }
  return undefined
}

const personalHeader =
  /身份证|证件号|证号|账号|帐号|卡号|一卡通|开户|存折|银行|电话|手机|联系方式|致贫|原因|理由|病|残|自理|护理|出生|生日|年龄|家庭成员|成员姓名|关系|代领|签字|签名|签章|指印|手印|照片|住址|地址|公民身份/

/** Why a column that no type asks for does not leave the sheet. */
export const isPersonalHeader = (column: Column): boolean =>
  personalHeader.test(column.path) && !/批准|合同|凭证/.test(column.path)

export const isStructural = (column: Column): boolean => sequenceHeaders.has(column.leaf)
