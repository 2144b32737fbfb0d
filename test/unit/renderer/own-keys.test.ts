// Nothing on the page asks the system for a keyboard: it would cover half the glass and bring its own buttons (F08).
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const renderer = join(import.meta.dirname, '../../../renderer')
const asks = /<(?:input|textarea|select)\b|contentEditable|createElement\(\s*'(?:input|textarea|select)'/

test('no file of the page draws a field that a system types into', () => {
  const files = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(tsx?|html)$/.test(file),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((file) => asks.test(readFileSync(join(renderer, file), 'utf8')))).toEqual([])
})

test('such a field would be found', () => {
  expect(
    ['<input type="text" />', '<textarea>', "createElement('input')"].every((each) => asks.test(each)),
  ).toBe(true)
  expect(asks.test('<Selected />')).toBe(false)
})
