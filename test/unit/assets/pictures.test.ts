// Every drawing that is shipped is one of ours: no emblem of party or state (ux.md 1.7, D12), and none slips in.
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { categoryIds } from '../../../disclosure/item-type.ts'

const root = join(import.meta.dirname, '../../..')
const isPicture = (name: string) => /\.(svg|png|jpe?g|webp|avif|gif|ico|icns|bmp)$/i.test(name)
const files = ['assets', 'renderer', 'electron', 'office', 'bootstrap'].flatMap((floor) =>
  readdirSync(join(root, floor), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('node_modules'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
)

test('the pictures of the house are its drawings of the categories and three pictures of its screens', () => {
  const screens = ['home', 'ledger', 'village'].map((each) => `assets/pictures/${each}.png`)
  const drawings = categoryIds.map((category) => `assets/icons/${category}.svg`)
  expect(files.filter(isPicture).toSorted()).toEqual([...drawings, ...screens].toSorted())
})

test('no file is named for an emblem, and no text of ours draws one', () => {
  const named = /党徽|国徽|国旗|党旗|emblem|hammer|sickle|guohui|danghui/i
  expect(files.filter((file) => named.test(file))).toEqual([])
  const drawn = files
    .filter((file) => /\.(svg|css|tsx|html|json)$/.test(file))
    // ☭ and the flags of states are characters too.
    .filter((file) => /[☭\u{1f1e6}-\u{1f1ff}]|data:image/u.test(readFileSync(join(root, file), 'utf8')))
  expect(drawn).toEqual([])
})
