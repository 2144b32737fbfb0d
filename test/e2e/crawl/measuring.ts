// What a ruler and an eye say of one screen: a script for the page, which leaves `window.__measure` behind.
// Written as text, because these files are checked for Node, where there is no document.
import ugWords from '../../../assets/locales/ug/ui.json' with { type: 'json' }
import words from '../../../assets/locales/zh-CN/ui.json' with { type: 'json' }

export const measuring = `window.__measure = (of) => {
  const found = []
  const root = document.documentElement
  const mm = parseFloat(getComputedStyle(root).getPropertyValue('--mm'))
  const glass = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
  const inMm = (px) => (px / mm).toFixed(1) + ' mm'
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    !element.closest('[inert]') && element.getBoundingClientRect().width > 0
  // A question lies over the page: what is under its veil cannot be touched.
  const veil = [...document.querySelectorAll('[aria-modal="true"]')].at(-1)
  const scope = veil ?? document.getElementById('page')
  const nameOf = (element) => element.dataset.testid || element.getAttribute('aria-label') || element.textContent.slice(0, 20)
  const buttons = [...scope.querySelectorAll('button, a, input, [role=button]')].filter(seen)
  const boxes = buttons.map((element) => ({ element, name: nameOf(element), box: element.getBoundingClientRect() }))
  const isKey = ({ name }) => /^(letter|pin|key|number)-/.test(name)

  for (const each of boxes) {
    const { name, box, element } = each
    const least = Math.max(60, (isKey(each) ? 16 : 20) * mm) - 0.6
    if (box.width < least || box.height < least) found.push('A01 ' + name + ' is ' + inMm(box.width) + ' x ' + inMm(box.height))
    if ('primary' in element.dataset && box.height < 25 * mm - 0.6) found.push('A02 ' + name + ' is ' + inMm(box.height) + ' high')
    if (box.left < -1 || box.top < -1 || box.right > glass.right + 1 || box.bottom > glass.bottom + 1)
      found.push('A04 ' + name + ' lies outside: ' + [box.left, box.top, box.right, box.bottom].map(Math.round))
  }
  for (let one = 0; one < boxes.length; one++) for (let other = one + 1; other < boxes.length; other++) {
    const a = boxes[one], b = boxes[other]
    const across = Math.max(0, a.box.left - b.box.right, b.box.left - a.box.right)
    const down = Math.max(0, a.box.top - b.box.bottom, b.box.top - a.box.bottom)
    const least = (isKey(a) && isKey(b) ? 3 : 4) * mm - 0.8
    const gap = Math.hypot(across, down)
    if (gap < least) found.push('A03 ' + a.name + ' and ' + b.name + ' are ' + inMm(gap) + ' apart')
  }

  const texts = []
  const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    const element = node.parentElement
    if (!node.data.trim() || !element || !seen(element)) continue
    const style = getComputedStyle(element)
    const size = parseFloat(style.fontSize)
    const range = document.createRange()
    range.selectNodeContents(node)
    // Of each line the em square: the font's own ascent reaches into its neighbours.
    const lines = [...range.getClientRects()].filter((each) => each.width > 1).map((each) => {
      const middle = (each.top + each.bottom) / 2
      return { left: each.left, right: each.right, top: middle - size * 0.46, bottom: middle + size * 0.46 }
    })
    texts.push({ node, element, size, lines, words: node.data.trim().slice(0, 24) })
    if (size < 6.5 * mm - 0.3) found.push('B01 "' + node.data.trim().slice(0, 12) + '" is ' + inMm(size))
    if (/\\d/.test(node.data) && !style.fontVariantNumeric.includes('tabular-nums')) found.push('B11 figures of different widths in ' + node.data.trim().slice(0, 20))
    if (style.textOverflow === 'ellipsis') found.push('B13 an ellipsis may cut ' + node.data.slice(0, 20))
  }
  // A column of amounts: one under the other to the digit, and what they are counted in above them.
  const figuresOf = (table) => {
    const told = []
    const heads = [...table.querySelectorAll('thead tr:last-child > *')]
    const rows = [...table.querySelectorAll('tbody tr')].map((row) => [...row.children])
    for (const [at, head] of heads.entries()) {
      const cells = rows.filter((row) => row.length === heads.length).map((row) => row[at])
      const amounts = cells.filter((cell) => /^[-\u2212+]?[\\d,]+\\.\\d+$/.test(cell.innerText.trim()))
      if (amounts.length === 0) continue
      const ends = amounts.map((cell) => { const range = document.createRange(); range.selectNodeContents(cell); return Math.round(range.getBoundingClientRect().right) })
      const column = 'column ' + head.innerText.trim().replaceAll(/\\s+/g, ' ')
      if (Math.max(...ends) - Math.min(...ends) > 1) told.push('B11 the figures of ' + column + ' do not stand under each other')
      if (amounts.some((cell) => !/right|end/.test(getComputedStyle(cell).textAlign))) told.push('B11 the figures of ' + column + ' stand left')
      if (!of.other && !/元|亩|平方米|吨|%/.test(head.innerText)) told.push('B11 ' + column + ' does not say in what it counts')
    }
    return told
  }
  for (const text of texts) {
    const clips = []
    for (let up = text.element; up && up !== root; up = up.parentElement)
      if (getComputedStyle(up).overflow !== 'visible' || up.tagName === 'BUTTON') clips.push(up.getBoundingClientRect())
    for (const line of text.lines) for (const clip of [glass, ...clips])
      if (line.left < clip.left - 1 || line.right > clip.right + 1 || line.top < clip.top - 1 || line.bottom > clip.bottom + 1) {
        found.push('A04 "' + text.words + '" is cut or hangs over by ' + Math.round(Math.max(clip.left - line.left, line.right - clip.right, clip.top - line.top, line.bottom - clip.bottom)) + ' px')
        break
      }
  }
  // Lines of one text: 1.3 of its size apart; running text of the body's own size 1.6, on the lowest glass 1.5.
  for (const { element, size, lines, words } of texts) {
    const tops = [...new Set(lines.map((each) => Math.round(each.top)))]
    if (tops.length < 2) continue
    const apart = parseFloat(getComputedStyle(element).lineHeight) / size
    const isRunning = element.tagName === 'P' && tops.length > 2 && getComputedStyle(element).textIndent !== '0px'
    const least = isRunning ? (root.dataset.room === 'tiny' ? 1.5 : 1.6) : 1.3
    if (apart < least - 0.01) found.push('B07 the lines of "' + words + '" are ' + apart.toFixed(2) + ' apart')
  }
  for (const table of scope.querySelectorAll('table')) if (seen(table)) found.push(...figuresOf(table))
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2
  for (let one = 0; one < texts.length; one++) {
    for (let other = one + 1; other < texts.length; other++)
      if (texts[one].lines.some((a) => texts[other].lines.some((b) => meet(a, b))))
        found.push('A04 "' + texts[one].words + '" lies over "' + texts[other].words + '"')
    for (const { element, name, box } of boxes)
      if (!element.contains(texts[one].element) && !element.closest('[data-row]')?.contains(texts[one].element) && texts[one].lines.some((line) => meet(line, box)))
        found.push('A04 "' + texts[one].words + '" lies over the button ' + name)
  }

  for (const element of [root, ...document.querySelectorAll('#page *')]) {
    const style = getComputedStyle(element)
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY) || element === root
    if (scrolls && (element.scrollHeight > element.clientHeight + 1 || element.scrollWidth > element.clientWidth + 1))
      found.push('A05 ' + (nameOf(element) || element.tagName) + ' scrolls')
  }

  const body = parseFloat(getComputedStyle(root).fontSize)
  if (body < 8 * mm - 0.3 || body < 28) found.push('B01 body text is ' + inMm(body))
  if (root.dataset.size === 'large' && body * 0.733 < 7.33 * mm) found.push('B02 a capital H is ' + inMm(body * 0.733))
  if (root.dataset.size === 'huge' && body < 14 * mm - 0.3) found.push('B03 body text is ' + inMm(body))

  for (const picture of scope.querySelectorAll('img, svg')) {
    if (!seen(picture)) continue
    const silent = picture.getAttribute('aria-hidden') === 'true' || picture.getAttribute('alt') === ''
    if (!silent && !picture.getAttribute('alt') && !picture.getAttribute('aria-label')) found.push('a picture without words')
  }
  const names = boxes.map(({ element }) => (element.getAttribute('aria-label') || element.innerText).trim().replaceAll(/\\s+/g, ' '))
  for (const [at, name] of names.entries()) {
    if (!name) found.push('H05 ' + boxes[at].name + ' has no name')
    // Two lines of a list may say the same: two households of one name and one amount.
    else if (names.indexOf(name) !== at && boxes[names.indexOf(name)].name !== boxes[at].name) found.push('H05 two buttons are called ' + name)
    else if (!(of.other || boxes[at].element.querySelector('[lang]') ? /\\p{L}/u : /[\\u4e00-\\u9fff]/).test(name) && !isKey(boxes[at])) found.push('H05 ' + name + ' is no name in this language')
  }
  if (root.dataset.reach === 'low') {
    const top = parseFloat(getComputedStyle(root).getPropertyValue('--band-top'))
    const bottom = innerHeight - parseFloat(getComputedStyle(root).getPropertyValue('--band-bottom'))
    for (const { name, box } of boxes)
      if (box.top < top - 1 || box.bottom > bottom + 1) found.push('H01 ' + name + ' is out of reach by ' + inMm(Math.max(top - box.top, box.bottom - bottom)))
  }
  if (of.villager && /^(village|category|entry|row)$/.test(document.querySelector('#page > [data-testid]')?.dataset.testid ?? '')) {
    const head = document.querySelector('header')?.innerText ?? ''
    if (!(of.other ? /\\d{4}|${ugWords.period.standing}/ : /\\d{4}年|${words.period.standing}/).test(head)) found.push('D09 no period in the title: ' + head.slice(0, 40))
  }
  const moving = document.getAnimations().filter((each) => each.playState === 'running' && each.effect.getComputedTiming().iterations === Infinity)
  if (moving.length > 0) found.push('something moves for ever')
  return [...new Set(found)]
}`
