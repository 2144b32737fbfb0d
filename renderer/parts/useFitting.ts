// A sheet that must stand on one glass whatever it says: gives up its lesser parts, one step after another, until it fits.
import { useLayoutEffect, type RefObject } from 'react'

/** `data-fit` lists the steps that were needed; the sheet's style says what each leaves out. */
const steps = ['1', '2', '3', '4', '5'] as const

/** Measured anew when `shown` changes; a size or a glass that changes draws the screen anew anyway. */
export function useFitting(sheet: RefObject<HTMLElement | null>, shown: readonly unknown[]): void {
  useLayoutEffect(() => {
    const of = sheet.current
    if (!of) return
    for (let taken = 0; taken <= steps.length; taken++) {
      of.dataset['fit'] = steps.slice(0, taken).join(' ')
      if (!hangsOver(of)) return
    }
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [sheet, ...shown])
}

const hangsOver = (sheet: HTMLElement): boolean =>
  [sheet, ...sheet.querySelectorAll<HTMLElement>('[data-fits], button')].some(
    (each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1,
  )
