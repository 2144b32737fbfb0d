// Proves that a kind of disclosure is one declaration: no other floor names an item type, and every word for it exists.
import { readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flawOf } from '../disclosure/item-type.ts'
import { itemTypes } from '../disclosure/item-types/all.ts'

const root = resolve(import.meta.dirname, '..')

const Words = z.record(
  z.string(),
  z.object({
    title: z.string().min(1).max(20),
    fields: z.record(z.string(), z.string().min(1)),
    totals: z.record(z.string(), z.string().min(1)).optional(),
    choices: z.record(z.string(), z.record(z.string(), z.string().min(1))).optional(),
    stage: z.record(z.string(), z.string().min(1)).optional(),
    sentence: z.string().min(1),
  }),
)

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|css|sql)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

describe('a kind of disclosure is one declaration', () => {
  test('no floor but the declarations themselves names an item type', () => {
    const named: string[] = []
    for (const file of ['pack', 'db', 'electron', 'renderer', 'township', 'office'].flatMap(filesIn)) {
      const source = readFileSync(file, 'utf8')
      for (const { id } of itemTypes)
        if (id.includes('-') && new RegExp(`['"\`]${id}['"\`]`).test(source))
          named.push(`${relative(root, file)} names ${id}`)
    }
    expect(named).toEqual([])
  })

  test('every file of item-types/ is in all.ts, and ids are unique', () => {
    const files = readdirSync(join(root, 'disclosure/item-types')).filter((name) => name !== 'all.ts')
    const all = readFileSync(join(root, 'disclosure/item-types/all.ts'), 'utf8')
    expect(files.filter((name) => !all.includes(`'./${name}'`))).toEqual([])
    expect(new Set(itemTypes.map((type) => type.id)).size).toBe(itemTypes.length)
  })

  test('every declaration passes its own checks, and just one speaks for the village', () => {
    expect(itemTypes.map(flawOf).filter((flaw) => flaw !== null)).toEqual([])
    expect(itemTypes.filter((type) => type.villageSummary)).toHaveLength(1)
  })

  // What another language lacks is shown in Chinese and counted by languages.test.ts.
  for (const language of ['zh-CN']) {
    test(`every item type has all its words in ${language}`, () => {
      const file = join(root, 'assets/locales', language, 'disclosure.json')
      const words = Words.parse(JSON.parse(readFileSync(file, 'utf8')))
      const missing: string[] = []
      for (const type of itemTypes) {
        const own = words[type.id]
        if (!own) {
          missing.push(type.id)
          continue
        }
        for (const [field, { choices }] of Object.entries(type.fields)) {
          if (!own.fields[field]) missing.push(`${type.id}.fields.${field}`)
          for (const choice of Object.keys(choices ?? {}))
            if (!own.choices?.[field]?.[choice]) missing.push(`${type.id}.choices.${field}.${choice}`)
        }
        for (const total of [...Object.keys(type.totals), ...Object.keys(type.figures ?? {})])
          if (!own.totals?.[total]) missing.push(`${type.id}.totals.${total}`)
        for (const stage of type.stages ?? [])
          if (!own.stage?.[stage.id]) missing.push(`${type.id}.stage.${stage.id}`)
      }
      expect(missing).toEqual([])
      const strangers = Object.keys(words).filter((id) => !itemTypes.some((type) => type.id === id))
      expect(strangers).toEqual([])
    })
  }
})
