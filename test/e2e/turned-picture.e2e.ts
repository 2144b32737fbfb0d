// A photograph taken sideways stands upright on the kiosk: the one note a bared picture keeps is honoured by its browser.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barePicture } from '../../township/bare-picture.ts'
import { exifOfOrientation } from '../../township/exif.ts'
import { kioskWith } from './harness.ts'
import type { Kiosk } from './harness.ts'

const voucher = readFileSync(
  join(import.meta.dirname, '../fixtures/shiqiao/2026年第三季度/附件/柳沟村记-37办公用品收据.jpg'),
)

let kiosk: Kiosk
beforeAll(async () => {
  kiosk = await kioskWith()
})
afterAll(() => kiosk?.close())

test.each([
  [1, 900, 600],
  [3, 900, 600],
  [6, 600, 900],
  [8, 600, 900],
])('turned by note %i', async (orientation, width, height) => {
  const turned = Buffer.concat([voucher.subarray(0, 2), exifOfOrientation(orientation), voucher.subarray(2)])
  const bare = barePicture(turned)
  if (!bare.ok) throw new Error(bare.why)
  const bytes = `Uint8Array.from(atob('${bare.bytes.toString('base64')}'), (char) => char.charCodeAt(0))`
  const size = await kiosk.page.evaluate(
    `createImageBitmap(new Blob([${bytes}])).then(({ width, height }) => [width, height])`,
  )
  expect(size).toEqual([width, height])
})
