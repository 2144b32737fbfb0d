// From the text of a cell to an exact value of its kind; integers and decimal strings only, never a float.
import { blank, compact, isBlank, plainText, value } from './cell-text.ts'
import type { CellText, Parsed } from './cell-text.ts'
import { smallNumber } from './chinese-numbers.ts'
import type { Field } from './fields.ts'

export { compact, isBlank, plainText } from './cell-text.ts'
export type { CellText, Parsed } from './cell-text.ts'
export { parseCapitals, smallNumber } from './chinese-numbers.ts'
export { dateIn, isImpossibleDate, mayMeanAnotherDay, parseDate, parseSpan } from './dates.ts'
export type { DateHint } from './dates.ts'
export {
  decimalIn,
  decimalOfNumber,
  isApproximate,
  isMetres,
  parseArea,
  parseCount,
  parseDecimal,
  parseMoney,
  scaled,
  shifted,
  trimmed,
} from './numbers.ts'
export type { MoneyUnit } from './numbers.ts'

const groupText = /^第?([\d]{1,3}|[一二三四五六七八九十]{1,3})(?:村民|生产)?(?:小?组|社|队|大队|屯)?$/

/** 1组, 一组, 第一村民小组, 1: the number of a villager group. */
export function parseGroup(cell: CellText): Parsed<number> {
  if (isBlank(cell.text)) return blank
  // 二组(上湾): what a group is called besides is no part of its number.
  const match = groupText.exec(compact(cell.text).replace(/\([^()]*\)$|【[^【】]{1,8}】$/, ''))
  const number = match ? smallNumber(match[1] ?? '') : null
  return number === null || number === 0 ? { kind: 'words', words: plainText(cell.text) } : value(number)
}

/** 钱  乙 is 钱乙; what stands in brackets behind a name (已故) is a remark, no part of it. */
export function parsePerson(cell: CellText): Parsed<string> {
  if (isBlank(cell.text)) return blank
  const text = plainText(cell.text)
    .replace(/[•・‧∙･⋅]|(?<=\p{Script=Han})[.．](?=\p{Script=Han})/gu, '·')
    .replace(/\s*·\s*/g, '·')
  const match = /^(.*?)[(（]([^()（）]*)[)）]$/.exec(text)
  // A company's brackets are part of its name; only a person's are a remark.
  const length = match ? [...compact(match[1] ?? '')].length : 0
  if (match && length <= 5 && length >= 2) return value(closed(match[1] ?? ''), match[2])
  return value(closed(text))
}

/** Padding parts single characters (钱  乙); 张三 李四 are two people, and 买买提 吐尔逊 one: they stay as written. */
function closed(name: string): string {
  const parts = name.trim().split(/\s+/u)
  const single = parts.filter((part) => [...part].length === 1).length
  const isPadded = !/[A-Za-z]/.test(name) && (single === parts.length || (single > 0 && parts.length === 2))
  return parts.join(isPadded ? '' : ' ')
}

/** Several texts in one cell: numbered (1. 2、), steps with arrows between, or parted by 、 ; or a line. */
export function parseList(text: string): readonly string[] {
  const parts = beginsNumbered.test(text)
    ? text.split(numbered)
    : arrow.test(text)
      ? text.split(arrow)
      : text.split(/[、;；\n\r]+/)
  return parts.map((part) => plainText(part).replace(/[;；。]$/, '')).filter((part) => part !== '')
}

/** Not 1.5: what follows the mark of a number is no digit. Inside a numbered text 、 parts nothing. */
const numbered = /(?:^|[\s;；。])[(（]?\d{1,2}(?:[.．、](?!\d)|[)）])\s*/
const beginsNumbered = /^\s*[(（]?1(?:[.．、](?!\d)|[)）])/
const arrow = /\s*(?:→|⇒|—>|-+>|＞)\s*/

export const parseText = (text: string): string => normalBrackets(plainText(text))

/** 石农宅字(2025)25号, [2025], 【2025】: document numbers are written with 〔〕. */
const normalBrackets = (text: string): string =>
  text.replace(documentYear, '$1〔$2〕').replace(numberedYear, '$1〔$2〕')

const documentYear = /(字|发|函|办)\s*[([（【〔［﹝]\s*(\d{4})\s*[)\]）】〕］﹞]\s*/g
/** 石政(2024)3号 too, but not 安置房(2024)3号楼. */
const numberedYear =
  /(\p{Script=Han})\s*[([（【〔［﹝]\s*((?:19|20)\d{2})\s*[)\]）】〕］﹞]\s*(?=第?\d{1,5}号(?![楼院房窗门地]))/gu

export function parseChoice(text: string, choices: NonNullable<Field['choices']>): Parsed<string> {
  if (isBlank(text)) return blank
  const seen = compact(text)
  for (const [id, spellings] of Object.entries(choices))
    if (spellings.some((spelling) => compact(spelling) === seen)) return value(id)
  for (const [id, spellings] of Object.entries(choices))
    if (spellings.some((spelling) => isSaid(seen, compact(spelling)))) return value(id)
  return { kind: 'words', words: plainText(text) }
}

/** 一次性已发放 says 已发放; 未成功 does not say 成功, and 10 not 0. */
function isSaid(seen: string, spelling: string): boolean {
  const at = seen.indexOf(spelling)
  return at >= 0 && spelling.length >= 2 && !/[未不非无没]/.test(seen[at - 1] ?? '')
}

/** A public contact: digits and dashes. */
export function parsePhone(text: string): Parsed<string> {
  if (isBlank(text)) return blank
  const seen = compact(text).replace(/[—–]/g, '-')
  return /^[0-9-]{3,20}$/.test(seen) ? value(seen) : { kind: 'words', words: plainText(text) }
}
