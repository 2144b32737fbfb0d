// What stands around a table: who prepared and approved it, when it was shown, how long, and whom to call.
import type { Approval } from '../disclosure/entry.ts'
import { compact, dateIn, parseSpan, plainText } from '../disclosure/parse.ts'
import type { DateHint } from '../disclosure/parse.ts'
import type { Township } from '../disclosure/township.ts'

export type Surroundings = {
  approvals: Approval[]
  publishedOn: string | null
  notice: { start: string; end: string } | null
  hotlines: { body: string; phone: string }[]
  accountingEntity: string | null
  /** 表决情况, 结余: remarks that belong to the whole sheet. */
  remarks: string[]
  rate: string | null
  correction: boolean
}

const approvers: readonly [Approval['step'], RegExp][] = [
  ['party-branch', /^(?:村)?(?:党支部|党总支|党组织|支部)书记$/],
  ['village-head', /^(?:村委会主任|村主任|单位负责人|村民委员会主任)$/],
  [
    'supervision',
    /^(?:村务监督委员会(?:主任)?|村监会(?:主任)?|监委会主任|民主理财小组(?:组长)?|监督人|审核|审核人|复核)$/,
  ],
  ['agency-accounting', /^(?:镇|乡)?(?:三资|农经|会计)?(?:代理|委托代理)(?:服务)?中心(?:负责人)?$/],
  [
    'township-reviewed',
    /^(?:镇长|乡长|分管领导|领导签批人|分管审核人|民政办|财政所|财政所长|农业农村办|救助部门审核人)$/,
  ],
  ['prepared', /^(?:报账员|制表|制表人|填表人|会计|经办人)$/],
]

const dayWords = /(?:公开|公布|公示|公告|张榜)(?:时间|日期)/
const noticeWords = /(?:公示|公布)(?:时间|期限|期)/

export function readSurroundings(
  lines: readonly string[],
  hint: DateHint | undefined,
  township: Township | null,
): Surroundings {
  const result: Surroundings = {
    approvals: [],
    publishedOn: null,
    notice: null,
    hotlines: [],
    accountingEntity: null,
    remarks: [],
    rate: null,
    correction: false,
  }
  for (const line of lines) readLine(narrowMarks(line), hint, township, result)
  if (result.publishedOn !== null)
    result.approvals.push({ step: 'published', name: null, on: result.publishedOn })
  return result
}

/** Full-width marks as their ASCII twins; the wide space stays, it parts the labels. */
const narrowMarks = (line: string): string =>
  line.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))

function readLine(
  line: string,
  hint: DateHint | undefined,
  township: Township | null,
  result: Surroundings,
): void {
  for (const { label, value } of labelled(line)) {
    const step = approvers.find(([, pattern]) => pattern.test(label.replace(/\(.*?\)/g, '')))?.[0]
    if (step) addApproval(result, step, value, /\(\p{Script=Han}*章\)/u.test(label))
    if (noticeWords.test(label)) readNotice(value, hint, result)
    if (dayWords.test(label) && result.notice === null)
      result.publishedOn ??= dateIn(firstDate(value), hint) ?? null
    if (/^(?:编制单位|会计主体|账套)$/.test(label)) result.accountingEntity ??= plainText(value) || null
    if (/补贴标准|补助标准/.test(label))
      result.rate ??= /^(\d+(?:\.\d+)?)元?\/亩/.exec(compact(value))?.[1] ?? null
  }
  result.hotlines.push(
    ...hotlinesIn(line, township).filter(
      ({ phone }) => !result.hotlines.some((each) => each.phone === phone),
    ),
  )
  if (/结余[::]|表决|讨论通过|^注[::](?!序号)/.test(line)) result.remarks.push(remarkOf(line))
  if (/更正|订正/.test(line)) result.correction = true
}

/** 甲:乙 丙:丁 as pairs; wide spaces, tabs and sentence marks part them. */
function labelled(line: string): { label: string; value: string }[] {
  return line.split(/[\u3000\t]+|\s{2,}|[;；。]/).flatMap((part) => {
    const match = /^\s*([^::]{1,16})[::](.*)$/.exec(part)
    return match ? [{ label: compact(match[1] ?? ''), value: (match[2] ?? '').trim() }] : []
  })
}

/** A seal stands for an office without a name; an empty line for a signature stands for nobody. */
function addApproval(result: Surroundings, step: Approval['step'], value: string, sealed: boolean): void {
  const name = /^[\p{Script=Han}·]{2,5}$/u.test(compact(value)) ? compact(value) : null
  if (name === null && !sealed) return
  const same = result.approvals.find((approval) => approval.step === step)
  if (!same) result.approvals.push({ step, name, on: null })
  else same.name ??= name
}

function readNotice(value: string, hint: DateHint | undefined, result: Surroundings): void {
  const { start, end } = parseSpan(value.replace(/\(.*$/, '').replace(/[,,。].*$/, ''), hint)
  if (start?.length === 10 && end?.length === 10 && start <= end) result.notice ??= { start, end }
}

const firstDate = (value: string): string =>
  /^[^\s\u3000]+/.exec(value.trim())?.[0]?.replace(/[,,。;;(].*$/, '') ?? ''

const phonePattern = /(?<!\d)(0\d{2,3}-?\d{7,8}|1\d{4}|1[3-9]\d{9})(?!\d)/g

/** Only numbers the township declares, and land lines: a clerk's own mobile in a footer is swept, not published. */
function hotlinesIn(line: string, township: Township | null): { body: string; phone: string }[] {
  const text = line.normalize('NFKC')
  return [...text.matchAll(phonePattern)].flatMap((match) => {
    const phone = match[1] ?? ''
    const declared = declaredBody(phone, township)
    if (declared) return [{ body: declared, phone }]
    if (!phone.startsWith('0')) return []
    const before = text.slice(0, match.index).replace(/[((::]\s*$/, '')
    const after = /^\(([^()]{2,20})\)/.exec(text.slice(match.index + phone.length))?.[1]
    const body = after ?? /([\p{Script=Han}]{2,16})[::\s]*$/u.exec(before)?.[1]
    return body ? [{ body, phone }] : []
  })
}

function declaredBody(phone: string, township: Township | null): string | null {
  if (!township) return null
  const digits = (text: string) => text.replace(/\D/g, '')
  const own = township.hotlines.find((hotline) => digits(hotline.phone) === digits(phone))
  if (own) return own.body
  for (const village of township.villages) {
    const found = village.hotlines.find((hotline) => digits(hotline.phone) === digits(phone))
    if (found) return `${village.name}${found.body}`
  }
  return null
}

/** Without names of duties and numbers to call, which stand elsewhere. */
const remarkOf = (line: string): string =>
  plainText(
    line
      .split(/[\u3000\t]+|\s{2,}/)
      .filter((part) => !/^(?:发放人|监督人|监督电话|制表|审核|公示期|公示时间)[::]/.test(part.trim()))
      .join(' ')
      .replace(/公示期[::].*$/, ''),
  )
