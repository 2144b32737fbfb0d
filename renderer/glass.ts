// The glass the page stands on: its scale and layout, written where the style sheet reads them.
import { useLayoutEffect, useState } from 'react'
import { layoutOf, pixelsPerMm, roomOf, type Layout, type TextSize } from './scale.ts'

/** Keeps scale, layout and text size up to date; the answer changes when everything must be measured anew. */
export function useGlass(inches: number, size: TextSize): string {
  const [layout, setLayout] = useState<Layout>(() => layoutOf(windowSize()))
  useLayoutEffect(() => {
    const apply = () => {
      applyScale(document.documentElement, { inches, size })
      setLayout(layoutOf(windowSize()))
    }
    apply()
    window.addEventListener('resize', apply)
    return () => window.removeEventListener('resize', apply)
  }, [inches, size])
  return `${layout} ${inches}`
}

const windowSize = () => ({ width: window.innerWidth, height: window.innerHeight })

function applyScale(root: HTMLElement, of: { inches: number; size: TextSize }): void {
  const glass = { ...windowSize(), inches: of.inches }
  root.style.setProperty('--mm', `${pixelsPerMm(glass).toFixed(4)}px`)
  root.dataset['layout'] = layoutOf(glass)
  root.dataset['size'] = of.size
  const bodyPx = Number.parseFloat(getComputedStyle(root).fontSize)
  root.dataset['room'] = roomOf(glass.height / bodyPx)
}
