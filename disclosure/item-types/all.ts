// Every declared item type, in the order villagers see them within a category.
import type { ItemType } from '../item-type.ts'
import { cashLedger } from './cash-ledger.ts'
import { dibaoList } from './dibao-list.ts'
import { postingSheet } from './posting-sheet.ts'

export const itemTypes: readonly ItemType[] = [postingSheet, cashLedger, dibaoList]

const byId = new Map(itemTypes.map((type) => [type.id, type]))

export const itemTypeOf = (id: string): ItemType | undefined => byId.get(id)
