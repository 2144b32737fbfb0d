// The glass the page stands on: its scale, layout and reach, written where the style sheet reads them.
import { useLayoutEffect, useState } from 'react'
import {
  bandOf,
  isAllInReach,
  isRailDouble,
  layoutOf,
  pixelsPerMm,
  roomOf,
  type Band,
  type Contrast,
  type Reach,
  type TextSize,
} from './scale.ts'

/** What the installer says of the glass. */
export type Panel = { inches: number; lowerEdgeMm: number }

/** What the person in front of it has chosen; gone when they leave. */
export type View = { size: TextSize; contrast: Contrast; reach: Reach }

export const usualView: View = { size: 'standard', contrast: 'usual', reach: 'usual' }

export const isUsual = (view: View): boolean =>
  view.size === usualView.size && view.contrast === usualView.contrast && view.reach === usualView.reach

/** `measure` changes when it is written and everything must be measured anew. */
type WrittenGlass = { measure: string; allInReach: boolean; isRailDouble: boolean }

/** Keeps it all up to date. */
export function useGlass(panel: Panel, view: View): WrittenGlass {
  const [written, setWritten] = useState<WrittenGlass>({
    measure: '',
    allInReach: true,
    isRailDouble: false,
  })
  const { inches, lowerEdgeMm } = panel
  const { size, contrast, reach } = view
  useLayoutEffect(() => {
    const apply = () => {
      const glass = glassOf({ inches, lowerEdgeMm })
      write(document.documentElement, glass, { size, contrast, reach })
      const { width, height, band } = glass
      // The screens below are drawn before this is written, and so once more after it.
      setWritten({
        measure: [width, height, inches, lowerEdgeMm, size, reach].join(' '),
        allInReach: isAllInReach(band),
        isRailDouble: isRailDouble(glass),
      })
    }
    apply()
    window.addEventListener('resize', apply)
    return () => window.removeEventListener('resize', apply)
  }, [inches, lowerEdgeMm, size, contrast, reach])
  return written
}

type Glass = { width: number; height: number; mm: number; band: Band }

function glassOf(panel: Panel): Glass {
  const size = { width: window.innerWidth, height: window.innerHeight }
  const mm = pixelsPerMm({ ...size, inches: panel.inches })
  return { ...size, mm, band: bandOf({ height: size.height, mm, lowerEdgeMm: panel.lowerEdgeMm }) }
}

function write(root: HTMLElement, glass: Glass, view: View): void {
  const { mm, height, band } = glass
  const isLow = view.reach === 'low' && !isAllInReach(band)
  root.style.setProperty('--mm', `${mm.toFixed(4)}px`)
  root.style.setProperty('--band-top', `${isLow ? band.top : 0}px`)
  root.style.setProperty('--band-bottom', `${isLow ? band.bottom : 0}px`)
  root.dataset['layout'] = layoutOf(glass)
  root.dataset['reach'] = isLow ? 'low' : 'usual'
  root.dataset['contrast'] = view.contrast
  root.dataset['size'] = view.size
  const bodyPx = Number.parseFloat(getComputedStyle(root).fontSize)
  const free = isLow ? height - band.top - band.bottom : height
  root.dataset['room'] = roomOf(free / bodyPx)
}

/** How far from the top of the glass one can touch; 0 where nobody has asked for less. */
export const bandTopPx = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--band-top')) || 0

/** Pixels of one millimetre of this glass. */
export const mmPx = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm')) || 1
