// Every declared item type is whole: sound in itself, in its list, and with words for all that people see of it.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { itemTypeOf, itemTypes } from '../../../disclosure/item-types/all.ts'
import { categoryIds, flawOf } from '../../../disclosure/item-type.ts'

const root = new URL('../../../', import.meta.url)

type Words = {
  title: string
  hint: string
  sentence: string
  stage?: Record<string, string>
  fields: Record<string, string>
  totals?: Record<string, string>
  choices?: Record<string, Record<string, string>>
}
const words: Record<string, Words> = JSON.parse(
  readFileSync(new URL('assets/locales/zh-CN/disclosure.json', root), 'utf8'),
)

test('ids are unique and found', () => {
  expect(new Set(itemTypes.map((type) => type.id)).size).toBe(itemTypes.length)
  for (const type of itemTypes) expect(itemTypeOf(type.id)).toBe(type)
  expect(itemTypeOf('no-such-type')).toBeUndefined()
})

test('every file of declarations is in the list', () => {
  const listed = readFileSync(new URL('disclosure/item-types/all.ts', root), 'utf8')
  for (const file of readdirSync(new URL('disclosure/item-types/', root)))
    if (file !== 'all.ts') expect(listed).toContain(`'./${file}'`)
})

test('every category of the house has an item type', () => {
  expect(new Set(itemTypes.map((type) => type.category))).toEqual(new Set(categoryIds))
})

test('one type speaks for the village on the home screen', () => {
  expect(itemTypes.filter((type) => type.villageSummary).map((type) => type.id)).toEqual(['posting-sheet'])
})

test('words of no type that is gone', () => {
  expect(Object.keys(words).sort()).toEqual(itemTypes.map((type) => type.id).sort())
})

describe.each(itemTypes)('$id', (type) => {
  const own = words[type.id]

  test('is sound in itself', () => expect(flawOf(type)).toBeNull())

  test('has a title, a hint and a sentence', () => {
    expect([...(own?.title ?? '')].length).toBeGreaterThan(0)
    expect([...(own?.title ?? '')].length).toBeLessThanOrEqual(12)
    expect(own?.hint).toBeTruthy()
    expect((own?.sentence ?? '').replace(/\{\{\w+\}\}/g, '').length).toBeLessThanOrEqual(60)
  })

  test('its sentence asks only for what is there', () => {
    const asked = [...(own?.sentence ?? '').matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1])
    const known = [
      'period',
      'rows',
      'village',
      ...Object.keys(type.totals),
      ...Object.keys(type.figures ?? {}),
    ]
    for (const name of asked) expect(known).toContain(name)
  })

  test('every field, total, choice and stage has words', () => {
    expect(Object.keys(own?.fields ?? {})).toEqual(Object.keys(type.fields))
    for (const name of [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})])
      expect(own?.totals?.[name]).toBeTruthy()
    for (const [name, field] of Object.entries(type.fields))
      if (field.choices) expect(Object.keys(own?.choices?.[name] ?? {})).toEqual(Object.keys(field.choices))
    expect(Object.keys(own?.stage ?? {})).toEqual((type.stages ?? []).map((stage) => stage.id))
  })

  test('its list and its bars are fields', () => {
    expect(type.list.length).toBeGreaterThan(0)
    for (const name of type.list) expect(Object.keys(type.fields)).toContain(name)
  })
})
