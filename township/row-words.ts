// Words by which a row of a table shows what it is: a sum, a heading, the names of those who signed.
import { compact } from '../disclosure/parse.ts'

/** 合计 | 19户: how many they are stands where the others have their names. */
export const isHowMany = (text: string): boolean =>
  /^共?\d+(?:户|人|人次|名|笔|个|项|处|台|宗)(?:次)?$/.test(compact(text))

/** 一、东河村 and (2)三组: a heading's number is no part of what it names. */
export const withoutNumber = (heading: string): string =>
  heading
    .trim()
    .replace(
      /^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．:：]|[(（][一二三四五六七八九十\d]{1,3}[)）])/,
      '',
    )

const sealed = '(?:\\(?签[字名章]\\)?|\\(?盖?章\\)?)?'
/** What stands beside the name of one who signed: the whole cell, or all before a colon. */
const signerLabels = [
  new RegExp(
    `^(?:制表|填表|审核|复核|经办|批准|审批|监督|证明|报账|负责|签批)(?:人|人员|单位|日期|时间)?${sealed}(?::.*)?$`,
  ),
  /^(?:填报|编制|制表|打印|公示|公开|公布)(?:日期|时间)(?::.*)?$/,
  /^(?:联系|监督|举报|咨询|受理)电话(?::.*)?$/,
  new RegExp(`^.{0,8}(?:书记|主任|会计|站长|所长|组长)${sealed}:.*$`),
]

/** A label and a name, each in a cell of its own; one label alone may be what somebody is. */
export function isSigned(texts: readonly string[]): boolean {
  const labels = texts.map(compact).filter((text) => signerLabels.some((label) => label.test(text)))
  return labels.length >= 2 || labels.some((text) => text.includes(':'))
}

export const isRelation = (header: string): boolean =>
  /^(?:与|和)?(?:户主|承包方代表|申请人)(?:之|的)?关系$|^家庭关系$/.test(header)

/** Nothing said is no member either. */
export const isHead = (relation: string): boolean =>
  /^(?:户主|本人|户主本人|申请人|承包方代表|)$/.test(compact(relation))
