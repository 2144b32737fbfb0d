// temporary
import { test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import { truth } from './truth.ts'
const [village = { name: '', code: '' }] = truth.villages
const panels = [
  ['p32', { size: '1080x1920', inches: '32' }],
  ['p43', { size: '1920x1080', inches: '43' }],
] as const
for (const [name, glass] of panels)
  test(
    name,
    async () => {
      const k = await kioskWith({ data: world().afterQuarter, glass })
      try {
        await k.page.waitForTimeout(500)
        await k.shot(`look-home`)
        await k.tap('nav-eyes')
        await k.shot('look-eyes')
        await k.tap('contrast-high')
        await k.shot('look-home-high')
        await k.tap('home-start')
        await k.reach(`village-${village.code}`)
        await k.shot('look-village-high')
        await k.tap('contrast-usual')
        if (await k.isThere('nav-reach')) {
          await k.tap('nav-reach')
          await k.page.waitForTimeout(500)
          await k.shot('look-village-low')
          await k.reach('category-finance')
          await k.shot('look-category-low')
          await k.reach(`entry-${village.code}.posting-sheet.2026Q3`)
          await k.shot('look-entry-low')
          await k.tap('page-next')
          await k.shot('look-entry-low2')
          await k.tap('nav-home')
          await k.shot('look-home-low')
          await k.tap('nav-reach')
          await k.tap('home-start')
          await k.reach(`village-${village.code}`)
        }
        await k.tap('size-huge')
        await k.shot('look-village-huge')
        await k.tap('size-standard')
        await k.reach('category-finance')
        await k.shot('look-category')
        await k.reach(`entry-${village.code}.posting-sheet.2026Q3`)
        await k.shot('look-entry')
      } finally {
        await k.close()
      }
    },
    120000,
  )
