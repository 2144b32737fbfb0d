// What must hold on every screen, whatever it shows: measured in the page and told as sentences with the ids of ux.md 5.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import type { Kiosk } from '../harness.ts'
import { measuring } from './measuring.ts'

export type Finding = string

/** `other`: the page speaks another language than Chinese. */
export type Expected = { villager: boolean; other: boolean }

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Sizes, gaps, what is cut, covered or outside, sizes of text, names: everything a ruler and an eye can say. */
export const findingsOf = (page: Page, of: Expected): Promise<Finding[]> =>
  page.evaluate<Finding[]>(`${measuring}; window.__measure(${JSON.stringify(of)})`)

/**
 * axe-core's rules for WCAG A, AA and 2.2 AA, and 7:1 for every word: it asks that only of small letters, and by its
 * measure all of ours are large. A word whose contrast it cannot tell is a finding too.
 */
export async function axeFindings(page: Page, of: { moves: boolean }): Promise<Finding[]> {
  if (!(await page.evaluate<boolean>('Boolean(window.axe)'))) await page.evaluate(`${axeSource};true`)
  // What fades in is looked at when it is there, and nothing begins to fade meanwhile.
  if (of.moves) await page.emulateMedia({ reducedMotion: 'reduce' })
  const found = await page.evaluate<Finding[]>(examining)
  if (of.moves) await page.emulateMedia({ reducedMotion: null })
  return found
}

/** WCAG's relative luminance of any colour the browser can paint. */
const lightOf = `(color) => {
  const canvas = window.__canvas ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
  canvas.clearRect(0, 0, 1, 1)
  canvas.fillStyle = color
  canvas.fillRect(0, 0, 1, 1)
  const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => each / 255).map((each) => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}`

const contrastOnGround = `(element) => {
  const light = ${lightOf}
  let under = element
  while (under.parentElement && /^rgba\\(.*, 0\\)$/.test(getComputedStyle(under).backgroundColor)) under = under.parentElement
  const both = [light(getComputedStyle(element).color), light(getComputedStyle(under).backgroundColor)]
  return (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05)
}`

const examining = `(async () => {
  const everyWord = { contrastRatio: { normal: { expected: 7 }, large: { expected: 7 } } }
  axe.configure({ checks: [{ id: 'color-contrast-enhanced', options: everyWord }] })
  const { violations, incomplete } = await axe.run(document, {
    runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
    rules: { 'color-contrast': { enabled: false }, 'color-contrast-enhanced': { enabled: true }, 'target-size': { enabled: true } },
    resultTypes: ['violations', 'incomplete'],
  })
  const found = (id, { target, failureSummary }) =>
    (id.startsWith('color') ? 'B04' : 'B06') + ' axe ' + id + ': ' + target.join(' ') + ' ' + failureSummary.split('\\n').slice(1, 2).join('')
  // A word under a button that is as large as its row: its own colour is held against the ground it is printed on.
  const covered = incomplete.filter(({ id }) => id === 'color-contrast-enhanced').flatMap(({ nodes }) => nodes)
  const pale = covered.filter(({ target }) => (${contrastOnGround})(document.querySelector(target.join(' '))) < 7)
  return [...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => found(id, node))), ...pale.map((node) => found('color-contrast-enhanced', node))]
})()`

const tabKey = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }

/** Once round by the Tab key: everything that can be touched, seen where it is, in the order one reads (ux.md H03). */
export async function keyboardFindings({ page, touch }: Kiosk): Promise<Finding[]> {
  const wanted = await page.evaluate<string[]>(goingRound)
  // They arrive in the order they were sent in; to wait for each would double the time.
  const keys = wanted.flatMap(() => ['rawKeyDown', 'keyUp'] as const)
  await Promise.all(keys.map((type) => touch.send('Input.dispatchKeyEvent', { type, ...tabKey })))
  const went = await page.evaluate<Focus[]>(
    '(() => { const went = window.__went(); document.activeElement?.blur(); return went })()',
  )
  const found: Finding[] = []
  for (const { name, width, contrast } of went) {
    if (width < 4) found.push(`H03 the focus on ${name} is ${width} px wide`)
    if (contrast < 3) found.push(`H03 the focus on ${name} has a contrast of ${contrast}`)
  }
  const missed = wanted.filter((each) => !went.some(({ name }) => name === each))
  if (missed.length > 0) found.push(`H03 the keyboard does not come to ${missed.join(', ')}`)
  for (const [at, { name, box }] of went.entries()) {
    const before = went[at - 1]
    // A question begins anew after its last answer.
    if (before && name !== wanted[0] && isAbove(box, before.box))
      found.push(`H03 after ${before.name} comes ${name}, which stands above it`)
  }
  return found
}

type Box = { left: number; right: number; top: number; bottom: number; inNav: boolean }
type Focus = { name: string; width: number; contrast: number; box: Box }

/** Beside it, as the next column, it may begin higher; the ways back come after everything else. */
const isAbove = (box: Box, before: Box): boolean =>
  box.inNav === before.inNav &&
  box.bottom <= before.top + 1 &&
  Math.min(box.right, before.right) > Math.max(box.left, before.left)

/** What the keyboard should come to; each place it comes to is noted as it looks there and then. */
const goingRound = `(() => {
  const light = ${lightOf}
  const nameOf = (element) => element.dataset.testid ?? element.tagName
  const paper = light(getComputedStyle(document.documentElement).getPropertyValue('--paper'))
  const went = []
  const onFocus = ({ target }) => {
    const style = getComputedStyle(target)
    const both = [light(style.outlineColor), paper]
    const { left, right, top, bottom } = target.getBoundingClientRect()
    went.push({
      name: nameOf(target),
      width: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
      contrast: (Math.max(...both) + 0.05) / (Math.min(...both) + 0.05),
      box: { left, right, top, bottom, inNav: target.closest('nav') !== null },
    })
  }
  const question = [...document.querySelectorAll('[aria-modal="true"]')].at(-1)
  if (!question) document.querySelector('main').focus()
  document.addEventListener('focusin', onFocus)
  window.__went = () => {
    // Of a question with one answer the focus never moves: it is on it from the start.
    if (went.length === 0 && question?.contains(document.activeElement)) onFocus({ target: document.activeElement })
    document.removeEventListener('focusin', onFocus)
    return went
  }
  return [...(question ?? document.getElementById('page')).querySelectorAll('button:enabled')].filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('[inert]')).map(nameOf)
})()`
