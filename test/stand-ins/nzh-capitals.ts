// The 大写 of an amount by somebody else's hand (nzh), to hold ours against.
import Nzh from 'nzh/cn'

/** Digits are given as a text, so that no float is between; 整 after 角 may stand or not, we write it. */
export function capitalsByNzh(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const rest = digits.slice(-2).replace(/0+$/, '')
  const yuan = `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}${rest && `.${rest}`}`
  return Nzh.toMoney(yuan, { outSymbol: false }).replace(/角$/, '角整')
}
