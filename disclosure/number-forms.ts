// The forms that laws and standards give to numbers: IDs of GB 11643, cards of ISO 7812, credit codes of GB 32100.

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
/** Provinces, and what offices use beside them: 83 Taiwan's permits, 91 foreigners, 9x test regions. */
const province = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9\d)/

/** GB 11643: region, real date of birth, check character mod 11-2. */
export function isIdNumber(text: string): boolean {
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return false
  const year = Number(text.slice(6, 10))
  if (year < 1880 || year > 2100 || !isDay(year, text.slice(10, 12), text.slice(12, 14))) return false
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(text[index]), 0)
  return '10X98765432'[sum % 11] === text[17]
}

/** A region and a day on which somebody alive may be born: an ID with a slip of the pen, or cut by a character. */
export function looksLikeId(text: string): boolean {
  if (!province.test(text) || !/^\d{17}/.test(text)) return false
  const year = Number(text.slice(6, 10))
  return year >= 1900 && year <= 2040 && isDay(year, text.slice(10, 12), text.slice(12, 14))
}

export const looksLikeOldId = (text: string): boolean =>
  /^\d{15}$/.test(text) &&
  province.test(text) &&
  isDay(1900 + Number(text.slice(6, 8)), text.slice(8, 10), text.slice(10, 12))

function isDay(year: number, month: string, day: string): boolean {
  const date = new Date(Date.UTC(year, Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(day) > 0
}

export function hasLuhn(digits: string): boolean {
  let sum = 0
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index])
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0
}

const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** GB 32100 统一社会信用代码: public, and now and then without a single letter. Check character mod 31. */
export function isCreditCode(text: string): boolean {
  if (!/^(?:1[1239]|5[1-49]|9[123]|N[1-39]|Y1)\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(text)) return false
  let sum = 0
  for (let at = 0, weight = 1; at < 17; at++, weight = (weight * 3) % 31)
    sum += creditLetters.indexOf(text[at] ?? '') * weight
  return creditLetters[(31 - (sum % 31)) % 31] === text[17]
}
