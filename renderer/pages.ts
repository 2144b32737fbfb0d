// The page of a screen that is up: kept in the trail, counted by what the flow measured.
import { useCallback, useState } from 'react'
import type { Measured } from './parts/Flow.tsx'
import type { Paging } from './parts/Frame.tsx'
import type { Screen } from './navigation.ts'

/** What a screen may do with the trail. */
export type Nav = {
  go: (to: Screen) => void
  instead: (of: Screen) => void
  back: () => void
  home: () => void
  page: number
  turn: (page: number) => void
}

export function usePages(nav: Nav): {
  paging: Paging
  sections: Measured['sections']
  onMeasured: (measured: Measured) => void
} {
  const [measured, setMeasured] = useState<Measured>({ pages: 1, sections: [], leaps: [] })
  // The same measure again must not draw again, or measuring would never end.
  const onMeasured = useCallback((next: Measured) => {
    setMeasured((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next))
  }, [])
  const page = Math.min(nav.page, measured.pages - 1)
  return {
    paging: { page, pages: measured.pages, turn: nav.turn, leaps: measured.leaps },
    sections: measured.sections,
    onMeasured,
  }
}
