// Every word on screen exists, is used, and stands in assets/locales; nothing is said in the code.
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { units } from '../../../disclosure/fields.ts'
import { categoryIds, type ItemType } from '../../../disclosure/item-type.ts'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { Approval } from '../../../disclosure/entry.ts'
import { totalWords, fieldOfTotal, unitName } from '../../../renderer/words.ts'
import { keysOf, wordFiles, wordsOf } from './locale-words.ts'

const renderer = join(import.meta.dirname, '../../../renderer')
const officePage = join(import.meta.dirname, '../../../office/page')
const sources = [renderer, officePage]
  .flatMap((page) => readdirSync(page, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => ({ file: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))

const files = wordFiles('zh-CN')
const words = await wordsOf('zh-CN')
const known = new Set(
  Object.entries(files).flatMap(([space, tree]) => keysOf(tree).map((key) => `${space}:${key}`)),
)
const full = (key: string) => (key.includes(':') ? key : `ui:${key}`)

/** Whatever looks like a key in the code: a first argument of t, or a quoted key handed to it later. */
const plainKeys = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bt\(\s*(?:[\w.!? >=<&|()-]+\?\s*)?'([^']+)'(?:\s*:\s*'([^']+)')?/g)].flatMap((match) =>
    [match[1], match[2]].flatMap((key) => (key ? [{ file, key: full(key) }] : [])),
  ),
)
/** Keys put together from a fixed start: `category.${id}.title`. */
const patterns = sources.flatMap(({ text }) =>
  [...text.matchAll(/`((?:[a-z]+:)?[a-zA-Z-]+\.[^`\s]*\$\{[^`]*)`/g)].map((match) => match[1] ?? ''),
)

describe('the locale', () => {
  test('the search for keys finds what it is for', () => {
    expect(plainKeys.length).toBeGreaterThan(150)
    expect(patterns.length).toBeGreaterThan(10)
  })

  test('every key the page asks for exists', () => {
    const missing = plainKeys.filter(({ key }) => !known.has(key) && !hasBelow(key))
    expect(missing).toEqual([])
  })

  test('every word is asked for somewhere', () => {
    const asked = new Set(plainKeys.map(({ key }) => key))
    const quoted = sources.map(({ text }) => text).join('\n')
    const starts = patterns.map((pattern) => full(pattern.slice(0, pattern.indexOf('${'))))
    const idle = [...known].filter(
      (key) =>
        // The dictionary is looked up by what an item says. Titles of windows and dialogs are asked for by the machine, the clerk's list by the township's command.
        !/^(disclosure|refusal|township|terms|office:frame)\b/.test(key) &&
        // Titles of windows and dialogs are asked for by the machine, the clerk's list by the township's command.
        !/^(disclosure|refusal|township|office:frame|journal-file|opinion-sheet)\b/.test(key) &&
        !asked.has(key) &&
        !starts.some((start) => key.startsWith(start)) &&
        !quoted.includes(`'${key.replace(/^ui:/, '')}'`),
    )
    expect(idle).toEqual([])
  })

  test('no file of the page holds a Chinese character', () => {
    const told = sources.filter(({ text }) => /\p{Script=Han}/u.test(withoutComments(text)))
    expect(told.map(({ file }) => basename(file))).toEqual([])
  })

  test('every category, unit and approval step has its words, and every category its drawing', () => {
    const drawings = readdirSync(join(renderer, '../assets/icons'))
    expect(drawings.sort()).toEqual(categoryIds.map((category) => `${category}.svg`).sort())
    for (const category of categoryIds) {
      expect(known, category).toContain(`ui:category.${category}.title`)
      expect(known, category).toContain(`ui:category.${category}.hint`)
    }
    for (const unit of units) expect(unitName(words.t, unit), unit).toMatch(/\p{Script=Han}/u)
    for (const step of Approval.shape.step.options) expect(known).toContain(`ui:approval.${step}`)
  })

  test('every refusal and fault has one sentence and one action', () => {
    const source = sources.find(({ file }) => file === 'refusals.ts')?.text ?? ''
    const kinds = [...source.matchAll(/'refusal:([a-z-]+)'/g)].map((match) => match[1] ?? '')
    expect(kinds.length).toBeGreaterThan(25)
    for (const kind of kinds) {
      expect(known).toContain(`refusal:${kind}.sentence`)
      expect(known).toContain(`refusal:${kind}.action`)
    }
    expect(Object.keys(files['refusal'] ?? {}).sort()).toEqual([...new Set(kinds)].sort())
  })

  test('marks of Chinese text are Chinese: a half-width comma after a character is a slip', () => {
    const slips = [...known].filter((key) =>
      /\p{Script=Han}[,:;?!]/u.test(words.t(key, { skipInterpolation: true })),
    )
    expect(slips).toEqual([])
  })

  test('no sentence for villagers is longer than 25 characters between its marks', () => {
    const long = [...known]
      .filter((key) => key.startsWith('ui:'))
      .map((key) => words.t(key, { skipInterpolation: true }))
      .flatMap((text) => text.split(/[，。？；：、\n（）]/))
      .filter((part) => [...part.replace(/\{\{.*?\}\}/g, '某某')].length > 25)
    expect(long).toEqual([])
  })
})

describe.each(itemTypes.map((type) => [type.id, type] as const))('%s', (id, type) => {
  test('has a title, a sentence, and a word for every field, choice, stage and total', () => {
    const missing = [...keysFor(type)].filter((key) => !known.has(`disclosure:${id}.${key}`))
    expect(missing).toEqual([])
  })

  test('its sentence asks for nothing the page cannot say', () => {
    const sentence = words.t(`disclosure:${id}.sentence`, { skipInterpolation: true })
    const asked = [...sentence.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1] ?? '')
    const said = ['period', 'village', 'rows', 'title', ...totalsOf(type)]
    expect(asked.filter((name) => !said.includes(name))).toEqual([])
    for (const name of totalsOf(type))
      expect(totalWords(words.t, fieldOfTotal(type, name), 1200)).toMatch(/\p{Script=Han}$/u)
  })
})

function* keysFor(type: ItemType): Generator<string> {
  yield 'title'
  yield 'sentence'
  for (const [name, field] of Object.entries(type.fields)) {
    yield `fields.${name}`
    for (const choice of Object.keys(field.choices ?? {})) yield `choices.${name}.${choice}`
  }
  for (const stage of type.stages ?? []) yield `stage.${stage.id}`
  for (const total of totalsOf(type)) if (!(total in type.fields)) yield `totals.${total}`
}

const totalsOf = (type: ItemType) => [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})]

/** A key of several words, chosen by what follows. */
const hasBelow = (key: string) => [...known].some((each) => each.startsWith(`${key}.`))

const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
