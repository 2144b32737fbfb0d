// Which sentences of a pack are worth recording: what the screens say first, the newest items before the old ones.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import i18next, { type TFunction } from 'i18next'
import { z } from 'zod'
import guide from '../../assets/locales/zh-CN/guide.json' with { type: 'json' }
import type { Entry } from '../../disclosure/entry.ts'
import { categoryIds, goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { baseLanguage, type LanguageCode } from '../../disclosure/languages.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { sweep } from '../../disclosure/privacy.ts'
import { breathsIn } from '../../disclosure/spoken/breaths-in.ts'
import type { Township } from '../../disclosure/township.ts'
import { publicNumbersOfTownship } from '../../pack/manifest.ts'
import {
  differenceWords,
  fieldOfTotal,
  figureWithUnit,
  periodName,
  sentenceOf,
  stagedTitle,
  totalName,
  totalWords,
} from '../../renderer/words.ts'

type Said = Pick<
  Entry,
  'id' | 'villageCode' | 'itemType' | 'stage' | 'period' | 'title' | 'rows' | 'totals'
> &
  Partial<Pick<Entry, 'declaredNil'>>

const spaces = ['ui', 'disclosure', 'duties', 'speech', 'guide', 'formats'] as const
const Words = z.record(z.string(), z.unknown())

/** The words of one language over the Chinese ones, as the page has them. */
function wordsOf(language: LanguageCode): TFunction {
  const words = i18next.createInstance()
  const filesOf = (code: LanguageCode) =>
    Object.fromEntries(
      spaces.map((space) => {
        const file = join(import.meta.dirname, '../../assets/locales', code, `${space}.json`)
        return [space, Words.parse(JSON.parse(readFileSync(file, 'utf8')))]
      }),
    )
  void words.init({
    lng: language,
    fallbackLng: baseLanguage,
    resources: { [baseLanguage]: filesOf(baseLanguage), [language]: filesOf(language) },
    ns: [...spaces],
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return words.t
}

/** What is said, each once, in the order in which it should be recorded. */
export function sentencesOf(
  pack: { township: Township; entries: readonly Said[] },
  language: LanguageCode = baseLanguage,
): string[] {
  const t = wordsOf(language)
  const { township } = pack
  const entries = [...pack.entries].sort(
    (one, other) => laterFirst(one.period, other.period) || (one.id < other.id ? -1 : 1),
  )
  const texts = [
    ...onEveryScreen(t, township),
    ...entries.flatMap((entry) => ofEntry(t, township, entry, entries)),
  ]
  const open = publicNumbersOfTownship(township)
  const spoken = texts
    // Swept when they were read; once more, because from here they leave as sounds.
    .filter((text) => sweep(text, open).found.length === 0)
    // A Chinese name within another language is said by what is Chinese.
    .flatMap((text) => breathsIn(language, text).filter((breath) => breath.language === language))
    .map((breath) => breath.spoken)
  return [...new Set(spoken)]
}

function onEveryScreen(t: TFunction, township: Township): string[] {
  const names = township.villages.map(({ name }) => name)
  return [
    [
      township.county,
      t('home.title', { township: township.name }),
      t('home.motto', { villages: names.length }),
    ]
      .filter(Boolean)
      .join(pause),
    [t('home.start'), t('home.startHint')].join(pause),
    t('villages.title'),
    ...categoryIds.map((category) => t(`category.${category}.title`)),
    t('section.table'),
    t('section.approval'),
    t('section.object'),
    t('object.how'),
    t('object.law'),
    t('object.national'),
    ...names,
    ...guideSentences(t),
  ]
}

/** The first three steps, and help with each screen: whoever asks for them reads badly. */
const guideSentences = (t: TFunction): string[] => [
  ...['step1', 'step2', 'step3'].flatMap((step) =>
    ['title', 'first', 'then'].map((part) => t(`guide:first.${step}.${part}`)),
  ),
  t('guide:help.title'),
  t('guide:help.wrong'),
  ...Object.keys(guide.on).flatMap((screen) => [t(`guide:on.${screen}.first`), t(`guide:on.${screen}.then`)]),
]

const pause = '，'

/** As the village's page and the item's own page say it. */
function ofEntry(t: TFunction, township: Township, entry: Said, all: readonly Said[]): string[] {
  const type = itemTypeOf(entry.itemType)
  if (!type) return []
  const village = township.villages.find(({ code }) => code === entry.villageCode)?.name ?? null
  const period = periodName(t, entry.period)
  const { income, expense, closing } = entry.totals
  const words = (total: string, fen: number) => totalWords(t, fieldOfTotal(type, total), fen)
  const ofVillage =
    type.villageSummary && income !== undefined && expense !== undefined
      ? [
          t('village.summary', {
            period,
            income: words('income', income),
            expense: words('expense', expense),
          }) + (closing === undefined ? '' : t('village.left', { closing: words('closing', closing) })),
        ]
      : []
  return [
    [village ?? township.name, period].join(t('value.between')),
    goesByTitle(type) ? entry.title : stagedTitle(t, entry),
    ...ofVillage,
    sentenceOf(t, {
      type,
      period: entry.period,
      village,
      rows: entry.rows,
      totals: entry.totals,
      declaredNil: entry.declaredNil,
    }),
    ...amountOf(t, entry, all),
  ]
}

function amountOf(t: TFunction, entry: Said, all: readonly Said[]): string[] {
  const type = itemTypeOf(entry.itemType)
  const name = type?.headline
  const value = name ? entry.totals[name] : undefined
  if (!type || !name || value === undefined) return []
  const field = fieldOfTotal(type, name)
  const former = all.find((each) => isSameMatter(each, entry) && laterFirst(entry.period, each.period) < 0)
  const before = former?.totals[name]
  return [
    t('speech:sum', {
      name: totalName(t, type, name),
      value: figureWithUnit(t, field, value),
    }),
    ...(former && before !== undefined
      ? [
          differenceWords(t, {
            field,
            period: entry.period,
            now: value,
            former: { period: former.period, value: before },
          }),
        ]
      : []),
  ]
}

const isSameMatter = (one: Said, other: Said): boolean => seriesOf(one) === seriesOf(other)
const seriesOf = ({ id, period }: Said): string => id.replace(`.${period}`, '')
