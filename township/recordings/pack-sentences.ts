// Which sentences of a pack are worth recording: what the screens say first, the newest items before the old ones.
import i18next, { type TFunction } from 'i18next'
import disclosure from '../../assets/locales/zh-CN/disclosure.json' with { type: 'json' }
import guide from '../../assets/locales/zh-CN/guide.json' with { type: 'json' }
import speech from '../../assets/locales/zh-CN/speech.json' with { type: 'json' }
import ui from '../../assets/locales/zh-CN/ui.json' with { type: 'json' }
import { yuanWords } from '../../disclosure/amount.ts'
import type { Entry } from '../../disclosure/entry.ts'
import { categoryIds, goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { sweep } from '../../disclosure/privacy.ts'
import { breathsOf } from '../../disclosure/spoken/sentences.ts'
import type { Township } from '../../disclosure/township.ts'
import { publicNumbersOfTownship } from '../../pack/manifest.ts'
import {
  differenceWords,
  fieldOfTotal,
  periodName,
  sentenceOf,
  stagedTitle,
  totalFigure,
  totalName,
  unitName,
} from '../../renderer/words.ts'

type Said = Pick<Entry, 'id' | 'villageCode' | 'itemType' | 'stage' | 'period' | 'title' | 'rows' | 'totals'>

const words = i18next.createInstance()
void words.init({
  lng: 'zh-CN',
  resources: { 'zh-CN': { ui, disclosure, speech } },
  ns: ['ui', 'disclosure', 'speech'],
  defaultNS: 'ui',
  interpolation: { escapeValue: false },
  initAsync: false,
})
const t: TFunction = words.t

/** What is said, each once, in the order in which it should be recorded. */
export function sentencesOf(pack: { township: Township; entries: readonly Said[] }): string[] {
  const { township } = pack
  const entries = [...pack.entries].sort(
    (one, other) => laterFirst(one.period, other.period) || (one.id < other.id ? -1 : 1),
  )
  const texts = [...onEveryScreen(township), ...entries.flatMap((entry) => ofEntry(township, entry, entries))]
  const open = publicNumbersOfTownship(township)
  const spoken = texts
    // Swept when they were read; once more, because from here they leave as sounds.
    .filter((text) => sweep(text, open).found.length === 0)
    .flatMap((text) => breathsOf(text).map((breath) => breath.spoken))
  return [...new Set(spoken)]
}

function onEveryScreen(township: Township): string[] {
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
    t('object.law') + t('object.national'),
    ...names,
    ...guideSentences,
  ]
}

/** The first three steps, and help with each screen: whoever asks for them reads badly. */
const guideSentences = [
  ...[guide.first.step1, guide.first.step2, guide.first.step3].flatMap(({ title, first, then }) => [
    title,
    first,
    then,
  ]),
  guide.help.title,
  guide.help.wrong,
  ...Object.values(guide.on).flatMap(({ first, then }) => [first, then]),
]

const pause = '，'

/** As the village's page and the item's own page say it. */
function ofEntry(township: Township, entry: Said, all: readonly Said[]): string[] {
  const type = itemTypeOf(entry.itemType)
  if (!type) return []
  const village = township.villages.find(({ code }) => code === entry.villageCode)?.name ?? null
  const period = periodName(t, entry.period)
  const { income, expense, closing } = entry.totals
  const ofVillage =
    type.villageSummary && income !== undefined && expense !== undefined
      ? [
          t('village.summary', { period, income: yuanWords(income), expense: yuanWords(expense) }) +
            (closing === undefined ? '' : t('village.left', { closing: yuanWords(closing) })),
        ]
      : []
  return [
    [village ?? township.name, period].join(t('value.between')),
    goesByTitle(type) ? entry.title : stagedTitle(t, entry),
    ...ofVillage,
    sentenceOf(t, { type, period: entry.period, village, rows: entry.rows, totals: entry.totals }),
    ...amountOf(entry, all),
  ]
}

function amountOf(entry: Said, all: readonly Said[]): string[] {
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
      value: totalFigure(field, value) + unitName(t, field?.unit),
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
