// Every item of a village, one after the other by touch: each is a whole sheet, whatever kind it is (ux.md E01).
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yuanCapitals } from '../../disclosure/amount.ts'
import { categoryIds, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import type { EntryPage } from '../../electron/contract.ts'
import { kioskWith, landscape, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
let kiosk: Kiosk
beforeAll(async () => {
  kiosk = await kioskWith({ data: world().afterQuarter, glass: landscape })
})
afterAll(() => kiosk?.close())

test.each(categoryIds)(
  '%s: each item says what it is, shows its figures, its lines, who approved it and how to object',
  async (category) => {
    if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
    await kiosk.tap('home-start')
    await kiosk.reach(`village-${village.code}`)
    await kiosk.reach(`category-${category}`)
    let items = 0
    for (;;) {
      for (const id of await itemsHere()) {
        await kiosk.tap(`entry-${id}`)
        await kiosk.arrives('entry')
        expect(await lackingIn(id), id).toEqual([])
        await kiosk.tap('nav-back')
        items++
      }
      if (!(await canTurn())) break
      await kiosk.tap('page-next')
    }
    // No works this quarter; of everything else the sample has something.
    expect(items > 0).toBe(category !== 'project')
  },
  300_000,
)

const named = (beginning: string): Promise<string[]> =>
  kiosk.page
    .locator(`[data-testid^="${beginning}"]:visible`)
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-testid') ?? ''))

const itemsHere = async () => (await named('entry-')).map((testId) => testId.replace('entry-', ''))

async function canTurn(): Promise<boolean> {
  const next = kiosk.page.getByTestId('page-next').filter({ visible: true })
  return (await next.count()) > 0 && (await next.first().isEnabled())
}

/** What its declaration and its own figures say ought to be on the sheet, and is not. */
async function lackingIn(id: string): Promise<string[]> {
  const asked = await kiosk.call('entry', { id })
  const page = asked.ok ? asked.answer : null
  const type = page && itemTypeOf(page.entry.itemType)
  if (!page || !type) return ['an answer']
  const sentence = await kiosk.page.getByTestId('entry-sentence').filter({ visible: true }).count()
  const text = await kiosk.textOfAllPages()
  const has = (what: string, isThere: boolean) => (isThere ? [] : [what])
  const marks = await named('bookmark-')
  const wanted = [...expectedMarks(page, type), 'bookmark-approval', 'bookmark-object']
  return [
    ...has('a sentence', type.layout.kind === 'document' || sentence > 0),
    ...capitalsOf(page, type).flatMap((capitals) => has(capitals, text.includes(capitals))),
    ...has('bars', page.bars.filter(({ value }) => value !== 0).length < 2 || text.includes('都在哪里')),
    ...wanted.flatMap((mark) => has(mark, marks.includes(mark))),
    ...page.hotlines.flatMap(({ phone }) => has(phone, text.includes(phone))),
  ]
}

function capitalsOf({ entry }: EntryPage, { headline, totals, fields }: ItemType): string[] {
  const value = headline === null ? undefined : entry.totals[headline]
  const field = fields[totals[headline ?? '']?.sum ?? headline ?? '']
  return typeof value === 'number' && field?.kind === 'money' ? [yuanCapitals(value)] : []
}

function expectedMarks({ lines, entry }: EntryPage, { layout }: ItemType): string[] {
  return layout.kind === 'document' || lines === 0 || entry.declaredNil ? [] : ['bookmark-table']
}
