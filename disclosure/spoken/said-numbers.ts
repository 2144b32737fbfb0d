// Numbers as people say them: 一千二百三十四, 两万, 三点一四, 幺三八; digits of any length, never through a float.

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const
const places = ['', '十', '百', '千'] as const
const groupNames = ['', '万', '亿', '万亿'] as const

/** More places than this nobody can follow, nor do our words have names for them. */
const mostPlaces = 16

/** `1234` → 一千二百三十四; a number too long to have a name is said digit by digit. */
export function spokenWhole(written: string): string {
  const whole = written.replace(/^0+(?=\d)/, '')
  if (whole.length > mostPlaces) return spokenDigits(whole)
  if (whole === '0') return digits[0]
  const groups = groupsOf(whole)
  let said = ''
  let gap = false
  groups.forEach((four, at) => {
    const name = groupNames[groups.length - 1 - at] ?? ''
    if (four === 0) {
      gap = said !== ''
      return
    }
    if (said && (gap || four < 1000)) said += digits[0]
    // 两万, 两亿, but 二 alone and 十二万.
    said += (four === 2 && name ? '两' : fourSaid(four, said === '')) + name
    gap = false
  })
  return said
}

/** `12.50` → 十二点五零; the minus is said 负. */
export function spokenDecimal(written: string): string {
  const [, sign = '', whole = '0', rest] = /^([-−]?)(\d+)(?:\.(\d+))?$/.exec(written) ?? []
  const said = spokenWhole(whole) + (rest ? `点${eachDigit(rest)}` : '')
  return (sign ? '负' : '') + said
}

/** 二零二六: as years are said. */
export const spokenYear = (written: string): string => eachDigit(written)

/** 幺二三四五: as telephone numbers and the numbers of vouchers are said. */
export const spokenDigits = (written: string): string => eachDigit(written).replace(/一/g, '幺')

const eachDigit = (written: string) => written.replace(/\d/g, (digit) => digits[Number(digit)] ?? '')

/** `1234.56` 元 → 一千二百三十四元五角六分; more decimals than 分 are said as a decimal. */
export function spokenYuanFigure(written: string): string {
  const [, sign = '', whole = '0', rest = ''] = /^([-−]?)(\d+)(?:\.(\d+))?$/.exec(written) ?? []
  if (rest.length !== 2 && rest.length !== 0) return `${spokenDecimal(written)}元`
  const tenths = Number(rest.charAt(0) || '0')
  const hundredths = Number(rest.charAt(1) || '0')
  const yuan = Number(whole) === 0 && tenths + hundredths > 0 ? '' : `${measured(whole)}元`
  const tenthsSaid = tenths > 0 ? `${measured(String(tenths))}角` : yuan && hundredths > 0 ? digits[0] : ''
  return (sign ? '负' : '') + yuan + tenthsSaid + (hundredths > 0 ? `${measured(String(hundredths))}分` : '')
}

/** Before a measure word a bare 2 is 两: 两户, 两元. */
export const measured = (whole: string): string => (/^0*2$/.test(whole) ? '两' : spokenWhole(whole))

function groupsOf(whole: string): number[] {
  const padded = whole.padStart(Math.ceil(whole.length / 4) * 4, '0')
  return (padded.match(/.{4}/g) ?? []).map(Number)
}

/** `first`: 10 to 19 at the very beginning are 十 to 十九, within a number 一十. */
function fourSaid(four: number, first: boolean): string {
  let said = ''
  let gap = false
  const written = String(four)
  ;[...written].forEach((digit, at) => {
    const place = written.length - 1 - at
    if (digit === '0') {
      gap = true
      return
    }
    if (gap && said) said += digits[0]
    gap = false
    const isTeen = first && place === 1 && digit === '1' && said === ''
    // 两千, but 二百 and 二十.
    said +=
      (isTeen ? '' : digit === '2' && place === 3 ? '两' : digits[Number(digit)]) + (places[place] ?? '')
  })
  return said
}
