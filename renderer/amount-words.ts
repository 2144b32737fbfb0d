// How each language writes amounts in a sentence and sets words beside each other; all by hand, since no Intl knows Uyghur.
import type { TFunction } from 'i18next'
import { grouped, muFigure, muWords, roundedYuan, yuanFigure, yuanWords } from '../disclosure/amount.ts'

/** What `formats:amounts` may say: 12万3千, 12만3천, 123,000. */
type Counting = 'wan' | 'man' | 'thousands'

const countings: readonly Counting[] = ['wan', 'man', 'thousands']

function countingOf(t: TFunction): Counting {
  const said = t('formats:amounts')
  return countings.find((each) => each === said) ?? 'wan'
}

/** `约20万2千元`, `약 20만2천원`, `about 202,000 yuan`: rounded to what one can keep in mind, and said to be. */
export function moneyWords(t: TFunction, fen: number): string {
  const counting = countingOf(t)
  if (counting === 'wan') return yuanWords(fen)
  const { minus, yuan, fen: rest, about } = roundedYuan(fen)
  const figure =
    rest > 0 ? yuanFigure(yuan * 100 + rest) : counting === 'man' ? inMyriads(yuan) : grouped(yuan)
  const amount = t('formats:yuan', { figure })
  const signed = minus ? t('formats:minus', { amount }) : amount
  return about ? t('formats:about', { amount: signed }) : signed
}

/** `979.0112亩`, `979.0112 mu`: never rounded. */
export function areaWords(t: TFunction, units: number): string {
  if (countingOf(t) === 'wan') return muWords(units)
  const amount = t('formats:mu', { figure: muFigure(Math.abs(units)) })
  return units < 0 ? t('formats:minus', { amount }) : amount
}

/** `12만3천`, `3억2만`: what is rounded to thousands has no smaller places. */
function inMyriads(yuan: number): string {
  if (yuan < 10_000) return grouped(yuan)
  const places = [
    [100_000_000, '억'],
    [10_000, '만'],
    [1000, '천'],
    [1, ''],
  ] as const
  let left = yuan
  return places
    .map(([size, name]) => {
      const many = (left - (left % size)) / size
      left -= many * size
      return many > 0 ? `${many}${name}` : ''
    })
    .join('')
}

/** What stands between two sentences, or a figure and its unit: nothing in Chinese, a space elsewhere. */
export const gapOf = (t: TFunction): string => (t('formats:betweenSentences') === 'space' ? ' ' : '')
