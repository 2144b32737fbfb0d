// The languages a screen can speak: what each calls itself, which way it runs, and whether somebody has read our words in it.

export type Direction = 'ltr' | 'rtl'

/** What everything falls back to: the language of the sheets, and of the staff. */
export const baseLanguage = 'zh-CN'

type Declared = {
  code: string
  /** In its own script, for those who read no other. */
  name: string
  direction: Direction
  /** Read by somebody whose language it is; until then a township turns it on itself, or a pack says so. */
  reviewed: boolean
}

/** In the order in which they are offered. */
export const languages = [
  { code: baseLanguage, name: '简体中文', direction: 'ltr', reviewed: true },
  { code: 'ug', name: 'ئۇيغۇرچە', direction: 'rtl', reviewed: false },
  { code: 'ko', name: '한국어(조선말)', direction: 'ltr', reviewed: false },
  { code: 'en', name: 'English', direction: 'ltr', reviewed: false },
] as const satisfies readonly Declared[]

export type LanguageCode = (typeof languages)[number]['code']
export type OtherLanguage = Exclude<LanguageCode, typeof baseLanguage>

export const otherLanguages = ['ug', 'ko', 'en'] as const satisfies readonly OtherLanguage[]

/** Words that only staff and clerks read: written in Chinese alone. */
const staffSpaces: readonly string[] = [
  'journal-file',
  'language-switches',
  'machine',
  'office',
  'opinion-sheet',
  'refusal',
  'staff',
  'sticks',
  'township',
]

/** Parts of villagers' areas that staff alone see. */
const staffParts =
  /^(?:takeaway:device|guide:hall|guide:on\.(?:pin|staff|update|spot|history|device|clock|journal))\./

/** Whether a word, by its name (`ui:nav.back`), is said to villagers, and so in every language. */
export const isForVillagers = (name: string): boolean =>
  !staffSpaces.includes(name.split(':', 1)[0] ?? '') && !staffParts.test(name)

export function languageOf(code: string): (typeof languages)[number] {
  const found = languages.find((each) => each.code === code)
  if (!found) throw new Error(`unknown language ${code}`)
  return found
}
