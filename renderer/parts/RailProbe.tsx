// Whether everything that can stand beside a wide sheet has room there in one column; if not, it stands in two on every screen.
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { baseLanguage } from '../../disclosure/languages.ts'
import { Bar, FrameActsProvider, PageTurner, useFrameActs, type Paging } from './Frame.tsx'
import { fewestToLeap } from './Leaps.tsx'
import frame from './Frame.module.css'
import styles from './RailProbe.module.css'

/** The fullest there is: pages of three digits that one can leap to. */
const fullest: Paging = {
  page: 887,
  pages: 888,
  turn: () => undefined,
  leaps: Array.from({ length: fewestToLeap }, (_each, page) => ({ page, begins: '' })),
}

/**
 * Asked of a rail that nobody sees and not of the one that is up: the ways back would move from one screen to the next.
 * What a glass is too low for whatever the words are is known before (scale.ts); how many lines a word of another
 * language or of the largest text takes is not.
 */
export function RailProbe(props: { glass: { measure: string; isRailDouble: boolean } }) {
  const { measure, isRailDouble } = props.glass
  const acts = useFrameActs()
  const { i18n } = useTranslation()
  const { language } = i18n
  const rail = useRef<HTMLElement>(null)
  // At home it stands there for whoever looks for it, on other screens only where it is spoken already.
  const bar = acts.bar.filter(({ id }) => id !== 'language' || language !== baseLanguage)
  const buttons = bar.map(({ id }) => id).join(' ')
  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset['rail'] = isRailDouble ? 'double' : 'single'
    if (!rail.current) return
    // Nothing of it is there for anybody, tests included.
    for (const each of rail.current.querySelectorAll('[data-testid]')) each.removeAttribute('data-testid')
    if (isTooFull(rail.current)) root.dataset['rail'] = 'double'
  }, [measure, isRailDouble, language, buttons])
  if (isRailDouble || document.documentElement.dataset['layout'] !== 'landscape') return null
  return (
    <div className={styles['probe']} aria-hidden="true" inert>
      <FrameActsProvider value={{ ...acts, bar }}>
        <nav className={frame['nav']} ref={rail}>
          <PageTurner paging={fullest} />
          <Bar ways instead={null} />
        </nav>
      </FrameActsProvider>
    </div>
  )
}

function isTooFull(rail: HTMLElement): boolean {
  const { paddingTop, paddingBottom, rowGap } = getComputedStyle(rail)
  const parts = [...rail.children].map((each) => each.scrollHeight)
  const needed = parts.reduce((sum, height) => sum + height, Number.parseFloat(rowGap) || 0)
  return needed > rail.clientHeight - Number.parseFloat(paddingTop) - Number.parseFloat(paddingBottom) + 1
}
