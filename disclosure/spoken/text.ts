// Any text of the screen as a voice should say it: no digit, no mark it would stumble over, names masked as 赵某国.
import { lettersSaid, unitsSaid } from './letters.ts'
import {
  measured,
  spokenDecimal,
  spokenDigits,
  spokenWhole,
  spokenYear,
  spokenYuanFigure,
} from './said-numbers.ts'

/** What is counted with 两: 两户 but 第二组 and 二月. */
const measures =
  '元角分户人亩个台条项笔张份块床袋桶层公平米天次位名家件吨斤克千万亿种口处座套头只辆顷村棵株根把栋间瓶箱盒秒岁周'

type Step = readonly [RegExp, string | ((...found: string[]) => string)]

/** In this order: what is written with several numbers first, single numbers last. */
const steps: readonly Step[] = [
  // 石政发〔2026〕12号; the brackets of 〔已隐去〕 hold words and fall with the other marks.
  [/[〔[(](\d{4})[〕\])]\s*第?(\d+)号/g, (_all, year = '', no = '') => `，${spokenYear(year)}年，第${no}号`],
  [/[〔[(](\d{4})[〕\])]/g, (_all, year = '') => `，${spokenYear(year)}，`],
  // A day, and a span of days.
  [
    /(?<!\d)(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?!\d)/g,
    (_all, year = '', month = '', day = '') => `${spokenYear(year)}年${Number(month)}月${Number(day)}日`,
  ],
  [/(?<!\d)((?:19|20)\d{2})(?=年)/g, (_all, year = '') => spokenYear(year)],
  [
    /(?<!\d)((?:19|20)\d{2})[-~—–至到]((?:19|20)\d{2})(?=年|$)/g,
    (_all, a = '', b = '') => `${spokenYear(a)}到${spokenYear(b)}`,
  ],
  [
    /(?<!\d)((?:19|20)\d{2})[-./](\d{1,2})(?![\d.])/g,
    (_all, year = '', month = '') => `${spokenYear(year)}年${Number(month)}月`,
  ],
  [/(?<!\d)(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)/g, (_all, hour = '', minute = '') => clock(hour, minute)],
  // Telephones: with an area code, mobiles, and whatever stands behind a word for one.
  [
    /(?<!\d)(0\d{2,3})-(\d{7,8})(?!\d)/g,
    (_all, area = '', own = '') => `${spokenDigits(area)}，${spokenDigits(own)}`,
  ],
  [
    /(?<!\d)(1[3-9]\d{9}|400-?\d{3}-?\d{4}|0\d{9,11})(?!\d)/g,
    (all = '') => spokenDigits(all.replace(/\D/g, '')),
  ],
  // 电话：镇纪委 12388, but 电话费1234元 is money.
  [
    /((?:电话|热线|拨打?)[^\d。！？；]{0,14})(\d{3,})(?![\d%元角分户人亩]|[.,]\d)/g,
    (_all, word = '', no = '') => word + spokenDigits(no),
  ],
  [
    /(号码|编号|代码|证号|凭证|[银现转]?记)([-:\s]*)(\d{2,})/g,
    (_all, word = '', _gap = '', no = '') => word + spokenDigits(no),
  ],
  [/No\.?\s*(\d+)/gi, (_all, no = '') => `第${no}号`],
  // 62,000.00
  [/(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)/g, (all = '') => all.replaceAll(',', '')],
  // 赵*国, 赵×国, ***: before × can mean times.
  [/\*/g, '某'],
  [/(?<=\p{Script=Han})×(?=[\p{Script=Han}×]|$)|(?<=某)×/gu, '某'],
  [/[¥￥]\s*([-−]?\d+(?:\.\d+)?)(万|亿)?元?/g, (_all, no = '', wan = '') => `${no}${wan}元`],
  [/([-−]?\d+(?:\.\d+)?)\s*%/g, (_all, no = '') => `百分之${spokenDecimal(no)}`],
  [/([-−]?\d+(?:\.\d+)?)\s*‰/g, (_all, no = '') => `千分之${spokenDecimal(no)}`],
  // 35元/亩: 每亩35元.
  [
    /([-−]?\d+(?:\.\d+)?)((?:万|千|百)?(?:元|公斤|斤|千克|吨))\s*\/\s*(亩|人|月|户|年|天|次|台|平方米|吨)/g,
    (_all, no = '', unit = '', per = '') => `每${per}${no}${unit}`,
  ],
  [
    /(元|公斤|斤)\s*\/\s*(亩|人|月|户|年|天|次|台|平方米|吨)/g,
    (_all, unit = '', per = '') => `${unit}每${per}`,
  ],
  [
    /(?<![\d./])(\d{1,3})\/(\d{1,3})(?![\d./])/g,
    (_all, part = '', of = '') => `${spokenWhole(of)}分之${spokenWhole(part)}`,
  ],
  // From 3 to 5: also 3月-5月 and 二零二一年…-二零二五年….
  [/(?<=[\d年月日点分元亩人户%])\s*[-~—–－]+\s*(?=[\d一二三四五六七八九十零两])/g, '到'],
  [/(?<!\d)([-−]?\d+\.\d{2})(?=元)元/g, (_all, no = '') => spokenYuanFigure(no)],
  [/(?<![\d\p{L}])[-−](?=\d)/gu, '负'],
]

const marks: Readonly<Record<string, string>> = {
  '+': '加',
  '=': '等于',
  '×': '乘',
  '÷': '除以',
  '&': '和',
  '#': '号',
  '<': '小于',
  '>': '大于',
  '≥': '不小于',
  '≤': '不大于',
  '°': '度',
  '℃': '度',
  '@': '',
}

/** `看2户` → 看两户, `赵*国` → 赵某国, `石政发〔2026〕12号` → 石政发，二零二六年，第十二号. */
export function spokenText(text: string): string {
  let said = unitsSaid(text.normalize('NFKC').replace(/〇/g, '零'))
  for (const [pattern, by] of steps)
    said = typeof by === 'string' ? said.replace(pattern, by) : said.replace(pattern, by)
  return onlyVoiced(lettersSaid(numbersSaid(said)))
}

function numbersSaid(text: string): string {
  return (
    text
      .replace(/(?<!\d)\d+\.\d+(?:\.\d+)*/g, (all) =>
        all.split('.').length > 2 ? all.split('.').map(spokenWhole).join('点') : spokenDecimal(all),
      )
      // A number that begins with 0 or has no unit and many places is a name, not an amount.
      .replace(/(?<!\d)0\d+/g, spokenDigits)
      .replace(/(?<!\d)\d{9,}(?![\d元角分户人亩万亿])/g, spokenDigits)
      .replace(/(第|初)(\d+)/g, (_all, word: string, no: string) => word + spokenWhole(no))
      .replace(/\d+/g, (all, at: number, whole: string) => {
        const next = whole.charAt(at + all.length)
        return next !== '' && measures.includes(next) ? measured(all) : spokenWhole(all)
      })
      // Digits of other scripts that NFKC leaves alone.
      .replace(/\p{N}/gu, '')
  )
}

function clock(hour: string, minute: string): string {
  const at = `${hour === '2' || hour === '02' ? '两' : spokenWhole(hour)}点`
  return Number(minute) === 0
    ? at
    : `${at}${minute.startsWith('0') ? '零' : ''}${spokenWhole(String(Number(minute)))}分`
}

/** Words and the marks at which a voice pauses; everything else is a pause or nothing. */
function onlyVoiced(text: string): string {
  return text
    .replace(/[+=×÷&#<>≥≤°℃@]/g, (mark) => marks[mark] ?? '')
    .replace(/[·•](?=\s)|(?<=\s)[·•]/g, '，')
    .replace(/[·•'"“”‘’《》〈〉「」『』`^_|\\~*]/g, '')
    .replace(/\.\.\.+|…+|[—–-]{2,}/g, '，')
    .replace(/[.](?=\s|$)|\n+/g, '。')
    .replace(/[()[\]{}【】〔〕〖〗,/\-−.:;→←↑↓]/g, '，')
    .replace(/!/g, '！')
    .replace(/\?/g, '？')
    .replace(/\s+/g, '')
    .replace(/[^\p{L}\p{M}，。、！？]/gu, '')
    .replace(/[，、]+(?=[。！？，、])/g, '')
    .replace(/([。！？])[。！？，、]+/g, '$1')
    .replace(/^[，。、！？]+|[，、]+$/g, '')
}
